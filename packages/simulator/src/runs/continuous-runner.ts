// Runs a program that drives itself, with its events, in as many pieces as a host likes: up to a time, or up to the
// moment at which an event fires. Made for very many short runs; the whole state can be taken out and put back.
import type { Program } from "../bytecode/bytecode-format.js";
import { requireValidProgram } from "../bytecode/validate-program.js";
import { InternalError } from "../internal-error.js";
import { type AcceptedStep, SAME_TIME, type StepBudget } from "../interpreter/integrate.js";
import type { SpeciesTolerances } from "../interpreter/ode-solver.js";
import type { RunFailure } from "../interpreter/run-failure.js";
import type { Stretch } from "../interpreter/stretch.js";
import { findRise } from "./condition-rise.js";
import {
  type EventMemory,
  type EventSchedule,
  eventMemory,
  fireEvents,
  nextEventTime,
  observeConditions,
  restoreEventMemory,
  startSchedule,
} from "./events.js";
import type { PhaseRunnerOptions } from "./phase-runner.js";
import { type PreparedSolver, solversBySwitch, tolerancesOf } from "./prepared-solvers.js";
import type { ProgramState } from "./trajectory.js";

/** Settings; `maxSteps` and `shouldStop` hold for one piece of the run. */
export interface ContinuousRunnerOptions extends PhaseRunnerOptions {
  /** Error bounds by species index, instead of the common ones. */
  readonly toleranceBySpecies?: SpeciesTolerances;
}

/** Where a piece of a run ends: at a time, or when the event with this index has fired, but at `latest` at the latest. */
export type RunEnd = { readonly time: number } | { readonly event: number; readonly latest: number };

/** The complete state as plain data that survives JSON unchanged; restored, the run goes on with the same bits. */
export interface RunnerSnapshot {
  readonly time: number;
  readonly concentrations: readonly number[];
  readonly parameters: readonly number[];
  readonly events: EventMemory;
}

export interface ContinuousRunner {
  /** Concentrations by species index; the host may write between two pieces of the run. */
  readonly state: Float64Array;
  /** Parameter values by parameter index; the host may write between two pieces of the run. */
  readonly parameters: Float64Array;
  /** Time reached. */
  readonly time: () => number;
  /**
   * Goes on to `end`; what is due there has then happened. On failure the state is the one reached. Ends that lie in the
   * past are reached at once.
   */
  readonly runUntil: (end: RunEnd) => RunFailure | undefined;
  /** How often the event with this index has fired since time 0. */
  readonly firings: (event: number) => number;
  readonly snapshot: () => RunnerSnapshot;
  readonly restore: (snapshot: RunnerSnapshot) => void;
  /** Back to time 0, with concentrations and parameters as the program declares them. */
  readonly resetToInitial: () => void;
  /** Work done since the runner was made. */
  readonly statistics: { pieces: number; steps: number; rejectedSteps: number };
}

/** Prepares a program without phases (of a host) for being run piece by piece. */
export function createContinuousRunner(
  program: Program,
  options: ContinuousRunnerOptions = {},
): ContinuousRunner {
  requireValidProgram(program);
  if (program.phases.length > 0) throw new InternalError("A program with phases has no continuous run.");
  const run = startRun(program, options);
  const statistics = { pieces: 0, steps: 0, rejectedSteps: 0 };
  return {
    state: run.concentrations,
    parameters: run.parameters,
    time: () => run.time,
    runUntil: (end) => {
      run.budget.steps = 0;
      run.budget.rejectedSteps = 0;
      const failure = runTo(run, end);
      statistics.pieces++;
      statistics.steps += run.budget.steps;
      statistics.rejectedSteps += run.budget.rejectedSteps;
      return failure;
    },
    firings: (event) => run.schedule.firings[event] ?? 0,
    snapshot: () => snapshotOf(run),
    restore: (snapshot) => restore(run, snapshot),
    resetToInitial: () => reset(run, program),
    statistics,
  };
}

function snapshotOf({ time, concentrations, parameters, schedule }: Run): RunnerSnapshot {
  return {
    time,
    concentrations: [...concentrations],
    parameters: [...parameters],
    events: eventMemory(schedule),
  };
}

function restore(run: Run, { time, concentrations, parameters, events }: RunnerSnapshot): void {
  run.time = time;
  run.concentrations.set(concentrations);
  run.parameters.set(parameters);
  restoreEventMemory(run.schedule, events);
}

function reset(run: Run, { species, parameters, events }: Program): void {
  restore(run, {
    time: 0,
    concentrations: species.map(({ initial }) => initial),
    parameters: parameters.map(({ value }) => value),
    events: { firings: events.map(() => 0), held: [] },
  });
  observeConditions(run.schedule, run);
}

interface Run {
  readonly concentrations: Float64Array;
  readonly parameters: Float64Array;
  readonly schedule: EventSchedule;
  readonly solverOf: (parameters: Float64Array) => PreparedSolver;
  readonly budget: StepBudget;
  /** A state within a step, for conditions. */
  readonly view: { time: number; readonly concentrations: Float64Array; readonly parameters: Float64Array };
  time: number;
}

function startRun(program: Program, options: ContinuousRunnerOptions): Run {
  const { maxSteps = 100_000, shouldStop } = options;
  const concentrations = Float64Array.from(program.species, ({ initial }) => initial);
  const parameters = Float64Array.from(program.parameters, ({ value }) => value);
  return {
    concentrations,
    parameters,
    schedule: startSchedule(program, { time: 0, concentrations, parameters }),
    solverOf: solversBySwitch(program, tolerancesOf(options)),
    budget: { maxSteps, shouldStop, steps: 0, rejectedSteps: 0 },
    view: { time: 0, concentrations: new Float64Array(concentrations.length), parameters },
    time: 0,
  };
}

function runTo(run: Run, end: RunEnd): RunFailure | undefined {
  const last = "time" in end ? end.time : end.latest;
  const event = "event" in end ? end.event : undefined;
  const before = event === undefined ? 0 : run.schedule.firings[event]!;
  while (run.time < last) {
    const failure = runPiece(run, Math.min(last, nextEventTime(run.schedule)));
    if (failure !== undefined) return failure;
    if (event !== undefined && run.schedule.firings[event] !== before) return undefined;
  }
  return undefined;
}

/** Integrates to `end` or to the first condition that becomes true, and fires what is due there. */
function runPiece(run: Run, end: number): RunFailure | undefined {
  const { concentrations, parameters, schedule, budget } = run;
  const { dependsOnTime, solve } = run.solverOf(parameters);
  // After a long run, a clock that starts again resolves short times far better.
  const base = dependsOnTime ? 0 : run.time;
  const length = end - base;
  const { time, failure } = solve({
    concentrations,
    parameters,
    from: run.time - base,
    end: length,
    timeOffset: base,
    budget,
    observe: observerOf(run, base),
  });
  run.time = time === length ? end : base + time;
  if (failure !== undefined) return failure;
  const fired = fireEvents(schedule, run);
  if (typeof fired === "object") return fired;
  if (run.time >= end * (1 - SAME_TIME)) run.time = end;
  return undefined;
}

function observerOf(run: Run, base: number): Stretch["observe"] {
  const { schedule, view, concentrations } = run;
  if (!schedule.hasConditions) return undefined;
  view.concentrations.set(concentrations);
  const stateAt = (step: AcceptedStep, time: number): ProgramState => {
    step.interpolate(time, view.concentrations);
    view.time = base + time;
    return view;
  };
  return (step) => findRise(schedule, step, stateAt);
}
