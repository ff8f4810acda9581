// Program → sampled trajectories of molecule numbers, exact in the sense of the chemical master equation, with the
// mean and standard deviation over an ensemble of runs.
import type { Program } from "../bytecode-format.js";
import { createRandom } from "../random.js";
import type { RunFailure } from "../run-failure.js";
import { evenlySpacedTimes, type Trajectory } from "../trajectory.js";
import { requireValidProgram } from "../validate-program.js";
import { addToEnsemble, buildEnsemble, type Ensemble, startEnsemble } from "./ensemble.js";
import type { EventBudget } from "./event-budget.js";
import { createExactEngine, type ExactEngine } from "./exact-engine.js";
import { findTimeDependentLaw, type PropensitySystem, preparePropensities } from "./propensity-system.js";
import { runStochastic } from "./stochastic-run.js";

export interface StochasticOptions {
  /** Simulated time; the run starts at 0. */
  readonly until: number;
  /** Molecules per unit of concentration. */
  readonly volume: number;
  readonly seed: number;
  /** Number of independent runs; 1 by default. Run k is the same whatever the number of runs. */
  readonly runs?: number;
  /** Number of the first run, for ensembles that are computed in parts; 0 by default. */
  readonly firstRun?: number;
  /** Ascending times to sample, at most `until`; by default 501 evenly spaced ones. */
  readonly times?: ArrayLike<number>;
  /** Keep the trajectory of every run, not only mean and standard deviation; true by default. */
  readonly keepRuns?: boolean;
  /** Most reaction events of all runs together; 10⁹ by default. */
  readonly maxEvents?: number;
  /** Asked now and then; true ends the run with the failure `stopped`. */
  readonly shouldStop?: () => boolean;
}

/** An initial concentration that is no whole number of molecules, and the number taken instead. */
export interface RoundedCount {
  readonly species: string;
  readonly concentration: number;
  readonly count: number;
}

export interface StochasticResult {
  /** One trajectory a run, in concentrations (count/volume); the last one ends early if there is a failure. */
  readonly runs: readonly Trajectory[];
  /** Mean and standard deviation over the runs that were completed; undefined if none was. */
  readonly ensemble: Ensemble | undefined;
  readonly failure: RunFailure | undefined;
  readonly rounded: readonly RoundedCount[];
  readonly statistics: { readonly events: number };
}

/** Simulates the program stochastically. Initial counts are round(volume·concentration); events' values are rounded, too. */
export function simulateStochastic(program: Program, options: StochasticOptions): StochasticResult {
  requireValidProgram(program);
  const { until, volume, seed, runs = 1, firstRun = 0, keepRuns = true } = options;
  const { maxEvents = 1e9, shouldStop } = options;
  const { counts, rounded } = initialCounts(program, volume);
  const timeDependent = findTimeDependentLaw(program);
  if (timeDependent !== undefined) {
    const failure = timeDependentFailure(timeDependent.name);
    return { runs: [], ensemble: undefined, failure, rounded, statistics: { events: 0 } };
  }
  const times = options.times ?? evenlySpacedTimes(until, 501);
  const systems = propensityCache(program);
  const engines = engineCache(program, systems, times);
  const budget: EventBudget = { maxEvents, shouldStop, events: 0 };
  const stream = createRandom(seed, "ssa");
  for (let run = 0; run < firstRun; run++) stream.jump();
  const kept: Trajectory[] = [];
  const accumulator = startEnsemble();
  let failure: RunFailure | undefined;
  for (let run = 0; run < runs && failure === undefined; run++) {
    const random = stream.copy();
    stream.jump();
    const result = runStochastic({ program, until, times, volume, counts, systems, engines, random, budget });
    failure = result.failure;
    if (keepRuns || failure !== undefined) kept.push(result.trajectory);
    if (failure === undefined) addToEnsemble(accumulator, result.trajectory);
  }
  const ensemble = buildEnsemble(accumulator);
  return { runs: kept, ensemble, failure, rounded, statistics: { events: budget.events } };
}

function propensityCache(program: Program): (phase: number | undefined) => PropensitySystem {
  const systems = new Map<number | undefined, PropensitySystem>();
  return (phase) => {
    const system = systems.get(phase) ?? preparePropensities(program, phase);
    systems.set(phase, system);
    return system;
  };
}

/** Conditions are looked at after each event, which generated code does not do. */
function engineCache(
  program: Program,
  systems: (phase: number | undefined) => PropensitySystem,
  times: ArrayLike<number>,
): (phase: number | undefined) => ExactEngine | undefined {
  const engines = new Map<number | undefined, ExactEngine | undefined>();
  const hasConditions = program.events.some(({ trigger }) => trigger.kind === "when");
  return (phase) => {
    if (!hasConditions && !engines.has(phase))
      engines.set(phase, createExactEngine(systems(phase), program.species.length, times));
    return engines.get(phase);
  };
}

function initialCounts(program: Program, volume: number): { counts: Float64Array; rounded: RoundedCount[] } {
  const rounded: RoundedCount[] = [];
  const counts = Float64Array.from(program.species, ({ name, initial }) => {
    const exact = volume * initial;
    const count = Math.round(exact);
    if (Math.abs(exact - count) > 1e-9 * Math.max(1, count))
      rounded.push({ species: name, concentration: initial, count });
    return count;
  });
  return { counts, rounded };
}

function timeDependentFailure(reaction: string): RunFailure {
  return {
    kind: "time-dependent-law",
    time: 0,
    species: [],
    message: `The law of reaction ${reaction} depends on the time, which exact stochastic simulation cannot follow between reaction events.`,
    hint: "Use the deterministic method, or change a parameter by events.",
  };
}
