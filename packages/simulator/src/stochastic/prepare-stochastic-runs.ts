// Program and method → runs by their numbers. What all runs share is prepared once.
import type { Program } from "../bytecode/bytecode-format.js";
import { requireValidProgram } from "../bytecode/validate-program.js";
import { assertNever, InternalError } from "../internal-error.js";
import type { RunFailure } from "../interpreter/run-failure.js";
import { createRandom, type Random } from "../random.js";
import { evenlySpacedTimes, type SimulationResult } from "../runs/trajectory.js";
import type { EventBudget } from "./event-budget.js";
import { createExactEngine, type ExactEngine } from "./exact-engine.js";
import { advanceExactly } from "./exact-method.js";
import { createLangevinMethod } from "./langevin-method.js";
import { createLeapMethod } from "./leap-method.js";
import { findTimeDependentLaw, type PropensitySystem, preparePropensities } from "./propensity-system.js";
import { runStochastic, type StochasticMethod } from "./stochastic-run.js";

/**
 * - `exact`: Gillespie's direct method; what is simulated has the law of the chemical master equation.
 * - `tau-leaping`: Poisson numbers of events in steps in which propensities hardly change (Cao, Gillespie and Petzold
 *   2006). Quicker where most species are plentiful; numbers stay whole and never become negative, and what reactions
 *   conserve stays conserved. The smaller `epsilon`, the closer to `exact`.
 * - `langevin`: the chemical Langevin equation (Gillespie 2000) by the method of Euler and Maruyama. Numbers are real,
 *   zero absorbs; for species of which there are many, always.
 */
export type StochasticMethodName = "exact" | "tau-leaping" | "langevin";

/** What all runs have in common. */
export interface StochasticRunOptions {
  /** How reactions are simulated; `exact` by default. */
  readonly method?: StochasticMethodName;
  /**
   * Bound of the relative change of propensities in a step of `tau-leaping`, and of `langevin` without `step`; between 0
   * and 1, 0.03 by default.
   */
  readonly epsilon?: number;
  /** Length of the steps of `langevin`; by default it follows from `epsilon`. */
  readonly step?: number;
  /** Simulated time; the run starts at 0. */
  readonly until: number;
  /** Molecules per unit of concentration. */
  readonly volume: number;
  readonly seed: number;
  /** Ascending times to sample, at most `until`; by default 501 evenly spaced ones. */
  readonly times?: ArrayLike<number>;
}

/** An initial concentration that is no whole number of molecules, and the number taken instead. */
export interface RoundedCount {
  readonly species: string;
  readonly concentration: number;
  readonly count: number;
}

/** Runs that can be made in any order; run k of a seed is always the same. */
export interface StochasticRuns {
  readonly rounded: readonly RoundedCount[];
  /** Why no run can be made at all. */
  readonly refusal: RunFailure | undefined;
  /**
   * Makes the run with this number, the first of which is 0, in concentrations (count/volume); with a failure the
   * trajectory ends early. Quickest in ascending order.
   */
  readonly simulate: (run: number, budget: EventBudget) => SimulationResult;
}

/**
 * Prepares runs. Initial counts are round(volume·concentration) and events' values are rounded, too, but not for
 * `langevin`. With the approximate methods steps end at the requested times, so that these are part of what a seed stands
 * for; conditions of events are looked at after each step.
 * @throws InternalError for options out of their range
 */
export function prepareStochasticRuns(program: Program, options: StochasticRunOptions): StochasticRuns {
  requireValidProgram(program);
  requireValidOptions(options);
  const { until, volume, seed, method: name = "exact" } = options;
  const method = createMethod(options);
  const { counts, rounded } = initialCounts(program, volume, method.isDiscrete);
  const timeDependent = findTimeDependentLaw(program);
  const times = options.times ?? evenlySpacedTimes(until, 501);
  const systems = propensityCache(program);
  const engines = engineCache(program, systems, times);
  const streamOf = streamsByJumps(seed, STREAMS[name]);
  return {
    rounded,
    refusal: timeDependent === undefined ? undefined : timeDependentFailure(timeDependent.name),
    simulate: (run, budget) => {
      const random = streamOf(run);
      const setup = { program, until, times, volume, counts, systems, engines, method, random, budget };
      return runStochastic(setup);
    },
  };
}

/** The stream of run k starts k jumps behind the seed. */
function streamsByJumps(seed: number, name: string): (run: number) => Random {
  let stream = createRandom(seed, name);
  let jumps = 0;
  return (run) => {
    if (run < jumps) {
      stream = createRandom(seed, name);
      jumps = 0;
    }
    for (; jumps < run; jumps++) stream.jump();
    return stream.copy();
  };
}

const STREAMS: Readonly<Record<StochasticMethodName, string>> = {
  exact: "ssa",
  "tau-leaping": "tau-leaping",
  langevin: "langevin",
};
const DEFAULT_EPSILON = 0.03;

function createMethod({
  method = "exact",
  epsilon = DEFAULT_EPSILON,
  step,
}: StochasticRunOptions): StochasticMethod {
  switch (method) {
    case "exact":
      return { advance: (run, end) => advanceExactly(run, end), isDiscrete: true, countedAs: "events" };
    case "tau-leaping":
      return createLeapMethod(epsilon);
    case "langevin":
      return createLangevinMethod({ step, epsilon });
    default:
      return assertNever(method);
  }
}

function requireValidOptions({
  until,
  volume,
  epsilon = DEFAULT_EPSILON,
  step = 1,
}: StochasticRunOptions): void {
  if (!(until >= 0 && until < Number.POSITIVE_INFINITY)) throw new InternalError(`until is ${until}`);
  if (!(volume > 0 && volume < Number.POSITIVE_INFINITY)) throw new InternalError(`The volume is ${volume}`);
  if (!(epsilon > 0 && epsilon < 1)) throw new InternalError(`epsilon is ${epsilon}, not between 0 and 1`);
  if (!(step > 0)) throw new InternalError(`The step is ${step}, not above 0`);
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

function initialCounts(
  program: Program,
  volume: number,
  isDiscrete: boolean,
): { counts: Float64Array; rounded: RoundedCount[] } {
  const rounded: RoundedCount[] = [];
  const counts = Float64Array.from(program.species, ({ name, initial }) => {
    const exact = volume * initial;
    if (!isDiscrete) return exact;
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
    reaction,
    message: `The law of reaction ${reaction} depends on the time, which stochastic simulation cannot follow between reaction events.`,
    hint: "Use the deterministic method or linear noise, or change a parameter by events.",
  };
}
