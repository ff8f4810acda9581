// One stochastic run: a method simulates the reactions from one phase end or event to the next.

import type { Program } from "../bytecode/bytecode-format.js";
import { readsTime } from "../equations/active-reactions.js";
import { SAME_TIME } from "../interpreter/integrate.js";
import type { RunFailure } from "../interpreter/run-failure.js";
import type { Random } from "../random.js";
import {
  type EventSchedule,
  fireEvents,
  nextEventTime,
  someConditionRises,
  startSchedule,
} from "../runs/events.js";
import { nextPhase, type PhaseClock, startPhaseClock } from "../runs/phase-clock.js";
import { createRecorder, type Recorder, type Trajectory } from "../runs/trajectory.js";
import type { EventBudget } from "./event-budget.js";
import type { ExactEngine } from "./exact-engine.js";
import { type GrowthWatch, watchGrowth } from "./growth-watch.js";
import type { MoleculeState, PropensitySystem } from "./propensity-system.js";
import { budgetFailure, type CountedAs, escapeCount } from "./stochastic-failures.js";

/** How reactions are simulated. */
export interface StochasticMethod {
  /**
   * Goes on to `end`, or to the moment a condition rises, or less far. Afterwards `run.time` and the state belong
   * together, and what was requested before that time is sampled.
   */
  readonly advance: (run: Run, end: number) => RunFailure | undefined;
  /** Counts are whole numbers. */
  readonly isDiscrete: boolean;
  /** What the limit of events counts with this method. */
  readonly countedAs: CountedAs;
}

export interface StochasticRunSetup {
  readonly program: Program;
  readonly until: number;
  readonly times: ArrayLike<number>;
  readonly volume: number;
  readonly counts: Float64Array;
  readonly systems: (phase: number | undefined) => PropensitySystem;
  /** The generated code of a phase; undefined where the interpreter runs it. */
  readonly engines: (phase: number | undefined) => ExactEngine | undefined;
  readonly method: StochasticMethod;
  readonly random: Random;
  readonly budget: EventBudget;
}

/** A run on its way. */
export interface Run extends StochasticRunSetup, MoleculeState {
  readonly schedule: EventSchedule;
  /** Some condition depends on the time and can rise between two reaction events. */
  readonly hasTimedConditions: boolean;
  readonly recorder: Recorder;
  readonly growth: GrowthWatch;
  /** Reaction events of this run so far, by which its growth is looked at: always after the same ones. */
  fired: number;
  clock: PhaseClock;
  time: number;
}

/** Simulates one run; the trajectory holds concentrations (count/volume). */
export function runStochastic(setup: StochasticRunSetup): {
  trajectory: Trajectory;
  failure: RunFailure | undefined;
} {
  const { program, volume } = setup;
  const counts = Float64Array.from(setup.counts);
  const concentrations = counts.map((count) => count / volume);
  const parameters = Float64Array.from(program.parameters, ({ value }) => value);
  const run: Run = {
    ...setup,
    counts,
    concentrations,
    parameters,
    schedule: startSchedule(program, { time: 0, concentrations, parameters }),
    hasTimedConditions: program.events.some(
      ({ trigger }) => trigger.kind === "when" && readsTime(trigger.condition),
    ),
    recorder: createRecorder(program, setup.times),
    growth: watchGrowth(escapeCount(program, volume)),
    fired: 0,
    clock: startPhaseClock(program),
    time: 0,
  };
  record(run, 0);
  let failure: RunFailure | undefined;
  for (let segments = 0; run.time < setup.until && failure === undefined; segments++)
    failure = runSegment(run) ?? segmentsFailure(run, segments);
  if (failure !== undefined) run.recorder.recordFailure(run.time, concentrations, parameters);
  return { trajectory: run.recorder.build(), failure };
}

/** The failure if timed events and phases, which no reaction needs to happen between, may not go on. */
function segmentsFailure(run: Run, segments: number): RunFailure | undefined {
  const { maxEvents, shouldStop } = run.budget;
  if (segments >= maxEvents) return budgetFailure(run, "event-limit");
  return segments % 4096 === 4095 && shouldStop?.(run.time) === true
    ? budgetFailure(run, "stopped")
    : undefined;
}

/** Samples what was requested up to the time. */
export function record({ recorder, concentrations, parameters }: Run, time: number): void {
  recorder.recordUpTo(time, concentrations, parameters);
}

/** Runs to the next phase end, timed event, risen condition or the end of the run, and does what is due there. */
function runSegment(run: Run): RunFailure | undefined {
  const { schedule, until, program, counts, concentrations, volume } = run;
  const end = Math.min(until, run.clock.end, nextEventTime(schedule));
  const failure = run.method.advance(run, end);
  if (failure !== undefined) return failure;
  const fired = fireEvents(schedule, run);
  if (typeof fired === "object") return fired;
  if (fired) {
    for (let i = 0; i < counts.length; i++) {
      const count = volume * concentrations[i]!;
      counts[i] = run.method.isDiscrete ? Math.round(count) : count;
      concentrations[i] = counts[i]! / volume;
    }
  }
  if (run.time >= run.clock.end * (1 - SAME_TIME)) run.clock = nextPhase(program, run.clock);
  if (run.time >= until * (1 - SAME_TIME)) run.time = until;
  record(run, run.time * (1 + SAME_TIME));
  return undefined;
}

/** The time up to `limit` at which a condition rises although no reaction happens. */
export function findRise(run: Run, limit: number): number | undefined {
  if (!Number.isFinite(limit)) return undefined;
  const at = (time: number): boolean =>
    someConditionRises(run.schedule, {
      time,
      concentrations: run.concentrations,
      parameters: run.parameters,
    });
  if (!at(limit)) return undefined;
  let low = run.time;
  let high = limit;
  for (let middle = 0.5 * (low + high); low < middle && middle < high; middle = 0.5 * (low + high)) {
    if (at(middle)) high = middle;
    else low = middle;
  }
  return high;
}
