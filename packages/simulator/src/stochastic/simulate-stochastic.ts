// Program → sampled trajectories of molecule numbers, with the mean and standard deviation over an ensemble of runs:
// exact in the sense of the chemical master equation, or by one of its approximations for large numbers.
import type { Program } from "../bytecode/bytecode-format.js";
import { InternalError } from "../internal-error.js";
import type { RunFailure } from "../interpreter/run-failure.js";
import type { Trajectory } from "../runs/trajectory.js";
import { addToEnsemble, buildEnsemble, type Ensemble, startEnsemble } from "./ensemble.js";
import type { EventBudget } from "./event-budget.js";
import {
  prepareStochasticRuns,
  type RoundedCount,
  type StochasticRunOptions,
} from "./prepare-stochastic-runs.js";

/** How many runs, of which kind, and what becomes of them. */
export interface StochasticOptions extends StochasticRunOptions {
  /** Number of independent runs; 1 by default. Run k is the same whatever the number of runs. */
  readonly runs?: number;
  /** Keep the trajectory of every run, not only mean and standard deviation; true by default. */
  readonly keepRuns?: boolean;
  /** Most reaction events of all runs together (a step of an approximate method counts as one); 10⁹ by default. */
  readonly maxEvents?: number;
  /** Asked now and then; true ends the run with the failure `stopped`. */
  readonly shouldStop?: () => boolean;
}

/** The runs, and what they say together. */
export interface StochasticResult {
  /** One trajectory a run, in concentrations (count/volume); the last one ends early if there is a failure. */
  readonly runs: readonly Trajectory[];
  /** Mean and standard deviation over the runs that were completed; undefined if none was. */
  readonly ensemble: Ensemble | undefined;
  readonly failure: RunFailure | undefined;
  readonly rounded: readonly RoundedCount[];
  readonly statistics: { readonly events: number };
}

/**
 * Simulates the program stochastically, as `prepareStochasticRuns` describes.
 * @throws InternalError for options out of their range
 */
export function simulateStochastic(program: Program, options: StochasticOptions): StochasticResult {
  const { runs = 1, keepRuns = true, maxEvents = 1e9, shouldStop } = options;
  if (!(runs >= 0 && Number.isInteger(runs))) throw new InternalError(`There cannot be ${runs} runs`);
  const prepared = prepareStochasticRuns(program, options);
  const budget: EventBudget = { maxEvents, shouldStop, events: 0 };
  const kept: Trajectory[] = [];
  const accumulator = startEnsemble();
  let failure = prepared.refusal;
  for (let run = 0; run < runs && failure === undefined; run++) {
    const result = prepared.simulate(run, budget);
    failure = result.failure;
    if (keepRuns || failure !== undefined) kept.push(result.trajectory);
    if (failure === undefined) addToEnsemble(accumulator, result.trajectory);
  }
  const ensemble = buildEnsemble(accumulator);
  return { runs: kept, ensemble, failure, rounded: prepared.rounded, statistics: { events: budget.events } };
}
