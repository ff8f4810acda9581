// A stretch of time of a run, between two changes from outside: what every way of solving it is given and gives back.
import type { AcceptedStep, StepBudget } from "./integrate.js";
import type { RunFailure } from "./run-failure.js";

/** A time span between two changes from outside. */
export interface Stretch {
  /** By species index, at `from`; afterwards those at the time reached. */
  readonly concentrations: Float64Array;
  readonly parameters: Float64Array;
  readonly from: number;
  readonly end: number;
  /** What is added to times in messages, where a run starts its clock anew. */
  readonly timeOffset: number;
  readonly budget: StepBudget;
  /**
   * Called after every accepted step; may return a time within it at which the stretch is to end. Its `interpolate`
   * writes concentrations by species index, of those that change.
   */
  readonly observe: ((step: AcceptedStep) => number | undefined) | undefined;
}

/** The time reached, and why it is not the end or the time asked for. */
export interface StretchResult {
  readonly time: number;
  readonly failure: RunFailure | undefined;
}

export type SystemSolver = (stretch: Stretch) => StretchResult;
