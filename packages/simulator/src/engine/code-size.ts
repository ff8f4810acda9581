// How much is written out, one instruction after the other; more is left to loops, which take no time to compile.

/** Terms of rates, and operations of laws. */
export const LONGEST_RATES = 6_000;
/** Multiplications of one factorisation. */
export const LONGEST_ELIMINATION = 25_000;
