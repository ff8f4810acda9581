// The working state of one numerical solution: what the two methods and the step control share.
import { pow } from "@ncrn/elementary-functions";
import type { PreparedSystem } from "../equations/prepared-system.js";
import type { LinearSolver } from "./linear-solver.js";

/** Error bounds: a step's estimated error of each unknown is at most absolute + relative·|concentration|. */
export interface Tolerances {
  readonly relative: number;
  readonly absolute: number;
  /** Bounds by species index, instead of the common ones. */
  readonly bySpecies?: SpeciesTolerances;
}

/** Error bounds of single species, by species index. */
export interface SpeciesTolerances {
  readonly relative: ArrayLike<number>;
  readonly absolute: ArrayLike<number>;
}

/** Everything that is allocated once for a prepared system. Vectors are indexed by unknown. */
export interface OdeSolver {
  readonly system: PreparedSystem;
  readonly tolerances: Tolerances;
  readonly size: number;
  /** Absolute and relative error bounds of each unknown. */
  readonly absolutes: Float64Array;
  readonly relatives: Float64Array;
  /** Solution at the start of the step, and its rates of change. */
  readonly y: Float64Array;
  readonly rates: Float64Array;
  /** Solution at the end of the step, and (Dormand–Prince only) its rates of change. */
  readonly next: Float64Array;
  readonly nextRates: Float64Array;
  readonly stages: readonly Float64Array[];
  /** Where the stages are evaluated: core unknowns only, since nothing reads the others. */
  readonly argument: Float64Array;
  readonly previousArgument: Float64Array;
  readonly balanceLimit: number;
  /** Rosenbrock only: the weighted sum of the stages' rates, and what the end of the step is corrected by. */
  readonly rateSum: Float64Array;
  readonly correction: Float64Array;
  /** Error estimate of the last step. */
  readonly errors: Float64Array;
  readonly timeDerivative: Float64Array;
  /** Made when the implicit method is first used. */
  linear: LinearSolver | undefined;
  /** Values at the start and rates of the unknowns with constant rates. */
  readonly steadyStart: Float64Array;
  readonly steadyRates: Float64Array;
  readonly zero: Float64Array;
  /** Step times fastest rate from which on the implicit method is expected to take longer steps. */
  readonly stiffnessLimit: number;
  /** Time reached, and the length of the last step tried. */
  time: number;
  step: number;
  /** What is added to `time` in messages, where a run starts its clock anew. */
  timeOffset: number;
  /** The unknown with the largest error in the last step. */
  worst: number;
}

/** Allocates the working state for a prepared system. */
export function createOdeSolver(system: PreparedSystem, tolerances: Tolerances): OdeSolver {
  const size = system.unknowns.length;
  const vector = (): Float64Array => new Float64Array(size);
  return {
    system,
    tolerances,
    size,
    absolutes: boundsOf(system, tolerances.absolute, tolerances.bySpecies?.absolute),
    relatives: boundsOf(system, tolerances.relative, tolerances.bySpecies?.relative),
    y: vector(),
    rates: vector(),
    next: vector(),
    nextRates: vector(),
    stages: Array.from({ length: 8 }, vector),
    argument: new Float64Array(system.coreSize),
    previousArgument: new Float64Array(system.coreSize),
    balanceLimit: balanceLimit(tolerances),
    rateSum: vector(),
    correction: vector(),
    errors: vector(),
    timeDerivative: vector(),
    linear: undefined,
    steadyStart: new Float64Array(system.steadyRows.length),
    steadyRates: new Float64Array(system.steadyRows.length),
    zero: vector(),
    stiffnessLimit: stiffnessLimit(tolerances),
    time: 0,
    step: 0,
    timeOffset: 0,
    worst: 0,
  };
}

function boundsOf(
  { unknowns }: PreparedSystem,
  common: number,
  bySpecies: ArrayLike<number> | undefined,
): Float64Array {
  return Float64Array.from(unknowns, (species) => bySpecies?.[species] ?? common);
}

/**
 * The explicit method is stable up to 3.3, but where accuracy limits its steps, at small tolerances, they are far
 * shorter than that: steps near the limit are then a sign of stiffness already.
 */
export function stiffnessLimit({ relative }: Tolerances): number {
  // Powers take a while when first asked for; this one would be more than 2.
  if (relative > 5e-8) return 2;
  return Math.min(2, Math.max(0.3, 60 * pow(relative, 0.2)));
}

/** Part of the error bounds that rounding of a step's sums may be, if it is to be left alone. */
const NEGLIGIBLE_ROUNDING = 1e-3;

/**
 * Step times fastest rate up to which it does not matter that sums of fluxes are rounded. Where fluxes nearly cancel, a
 * concentration is about as large as its fluxes over the fastest rate, so that rounding over a step is about step·rate·2⁻⁵³ of
 * it.
 */
export function balanceLimit({ relative, bySpecies }: Tolerances): number {
  const smallest = Math.min(relative, ...Array.from(bySpecies?.relative ?? []));
  return (NEGLIGIBLE_ROUNDING * smallest * 2) / Number.EPSILON;
}

/**
 * The largest of the errors in units of what the tolerances allow; NaN if any is.
 * The maximum, not the mean: a wrong minor species would otherwise hide among many that hardly change.
 */
export function errorNorm(solver: OdeSolver, errors: Float64Array): number {
  const { y, next, size, absolutes, relatives } = solver;
  let largest = 0;
  let sum = 0;
  for (let i = 0; i < size; i++) {
    const scale = Math.max(Math.abs(y[i]!), Math.abs(next[i]!));
    const error = Math.abs(errors[i]!) / (absolutes[i]! + relatives[i]! * scale);
    sum += error;
    if (error > largest) {
      largest = error;
      solver.worst = i;
    }
  }
  return sum - sum === 0 ? largest : Number.NaN;
}
