// The arrays of all expression graphs of a system, by number: fixed ones first, then those that the parameters of a function
// point to.

/** Concentrations by species index, rate constants by reaction of the program, parameters by index. */
export const STATE = 0;
export const RATE_CONSTANTS = 1;
export const PARAMETERS = 2;
export const COEFFICIENTS = 3;
/** What laws need that stays the same during a solve. */
export const FIXED = 4;
export const MATRIX = 5;
export const SCRATCH = 6;
export const SUMS = 7;
export const SUM_ERRORS = 8;
export const ROW_SUMS = 9;
/** One element each: the time at which rates are asked for, and that of the start of the step. */
export const STAGE_TIME = 10;
export const TIME = 11;
/** Derivatives of the core's rates with respect to time. */
export const TIME_SLOPES = 12;
/** Values and derivatives of laws as the matrix was factored, by slot from the first law's on. */
export const LAW_SLOPES = 13;
/** Slots of the loops. */
export const SLOTS = 14;
/** One element: on which side of their jumps laws are. */
export const SIGNATURE = 15;
/** Where parameters 0, 1 and 2 point to. */
export const FIRST = 16;
export const SECOND = 17;
export const THIRD = 18;
