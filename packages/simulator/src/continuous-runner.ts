// Runs a program that drives itself, with its events, in as many pieces as a host likes: up to a time, or up to the
// moment at which an event fires. Made for very many short runs; the whole state can be taken out and put back.
import { Opcode, type Program, type ProgramReaction } from "./bytecode-format.js";
import { findRise } from "./condition-rise.js";
import { type CompiledCode, compileCode, evaluateCode } from "./evaluate-code.js";
import { bindSystem } from "./evaluate-system.js";
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
import { type AcceptedStep, integrate, SAME_TIME, type StepBudget, type StepObserver } from "./integrate.js";
import { InternalError } from "./internal-error.js";
import { createOdeSolver, type OdeSolver, type SpeciesTolerances, type Tolerances } from "./ode-solver.js";
import type { PhaseRunnerOptions } from "./phase-runner.js";
import { prepareSystem } from "./prepared-system.js";
import type { RunFailure } from "./run-failure.js";
import { showUnknowns } from "./shown-concentrations.js";
import type { ProgramState } from "./trajectory.js";
import { requireValidProgram } from "./validate-program.js";

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
    snapshot: () => ({
      time: run.time,
      concentrations: [...run.concentrations],
      parameters: [...run.parameters],
      events: eventMemory(run.schedule),
    }),
    restore: (snapshot) => {
      run.time = snapshot.time;
      run.concentrations.set(snapshot.concentrations);
      run.parameters.set(snapshot.parameters);
      restoreEventMemory(run.schedule, snapshot.events);
    },
    resetToInitial: () => {
      run.time = 0;
      program.species.forEach(({ initial }, i) => {
        run.concentrations[i] = initial;
      });
      program.parameters.forEach(({ value }, i) => {
        run.parameters[i] = value;
      });
      restoreEventMemory(run.schedule, { firings: program.events.map(() => 0), held: [] });
      observeConditions(run.schedule, run);
    },
    statistics,
  };
}

interface Run {
  readonly concentrations: Float64Array;
  readonly parameters: Float64Array;
  readonly schedule: EventSchedule;
  readonly solverOf: (parameters: Float64Array) => OdeSolver;
  readonly budget: StepBudget;
  /** A state within a step, for conditions. */
  readonly view: { time: number; readonly concentrations: Float64Array; readonly parameters: Float64Array };
  time: number;
}

function startRun(program: Program, options: ContinuousRunnerOptions): Run {
  const { relativeTolerance = 1e-9, absoluteTolerance = 1e-12, maxSteps = 100_000, shouldStop } = options;
  const concentrations = Float64Array.from(program.species, ({ initial }) => initial);
  const parameters = Float64Array.from(program.parameters, ({ value }) => value);
  const tolerances: Tolerances = {
    relative: relativeTolerance,
    absolute: absoluteTolerance,
    ...(options.toleranceBySpecies === undefined ? {} : { bySpecies: options.toleranceBySpecies }),
  };
  return {
    concentrations,
    parameters,
    schedule: startSchedule(program, { time: 0, concentrations, parameters }),
    solverOf: solversBySwitch(program, tolerances),
    budget: { maxSteps, shouldStop, steps: 0, rejectedSteps: 0 },
    view: { time: 0, concentrations: new Float64Array(concentrations.length), parameters },
    time: 0,
  };
}

/** More ways of switching reactions than this share one solver, with rates of 0. */
const MOST_SOLVERS = 64;

/**
 * Events may switch reactions by parameters that make rate constants 0. Reactions that are off are left out, so that a
 * stretch costs what its own reactions cost, and what is constant in it is known to be so.
 */
function solversBySwitch(program: Program, tolerances: Tolerances): Run["solverOf"] {
  const switched = switchedReactions(program);
  const solvers = new Map<string, OdeSolver>();
  const solverFor = (isOff: ReadonlySet<ProgramReaction>): OdeSolver =>
    createOdeSolver(
      prepareSystem(
        { ...program, reactions: program.reactions.filter((reaction) => !isOff.has(reaction)) },
        undefined,
      ),
      tolerances,
    );
  const none = new Float64Array(0);
  return (parameters) => {
    const off = switched.filter(({ code }) => evaluateCode(code, none, parameters, 0) === 0);
    const key = off.map(({ index }) => index).join(",");
    const known = solvers.get(key) ?? (solvers.size < MOST_SOLVERS ? undefined : solvers.get("all"));
    if (known !== undefined) return known;
    const isFull = solvers.size === MOST_SOLVERS - 1;
    const solver = solverFor(new Set(isFull ? [] : off.map(({ reaction }) => reaction)));
    solvers.set(isFull ? "all" : key, solver);
    return solver;
  };
}

interface SwitchedReaction {
  readonly reaction: ProgramReaction;
  readonly index: number;
  readonly code: CompiledCode;
}

/** Reactions whose rate constant depends on a parameter that an event assigns. */
function switchedReactions({ reactions, events }: Program): readonly SwitchedReaction[] {
  const assigned = new Set(
    events.flatMap(({ assignments }) =>
      assignments.flatMap(({ target }) => (target.kind === "parameter" ? [target.index] : [])),
    ),
  );
  return reactions.flatMap((reaction, index) => {
    const { kind, code } = reaction.rate;
    const depends = code.some(({ opcode, operand }) => opcode === Opcode.parameter && assigned.has(operand));
    return kind === "mass-action" && depends ? [{ reaction, index, code: compileCode(code) }] : [];
  });
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
  const { concentrations, parameters, schedule } = run;
  const solver = run.solverOf(parameters);
  const { unknowns, dependsOnTime } = solver.system;
  bindSystem(solver.system, concentrations, parameters);
  for (let i = 0; i < unknowns.length; i++) solver.y[i] = concentrations[unknowns[i]!]!;
  // After a long run, a clock that starts again resolves short times far better.
  const base = dependsOnTime ? 0 : run.time;
  solver.time = run.time - base;
  solver.timeOffset = base;
  const length = end - base;
  const failure = integrate(solver, length, run.budget, observerOf(run, solver, base));
  showUnknowns(solver, solver.y, concentrations);
  run.time = solver.time === length ? end : base + solver.time;
  if (failure !== undefined) return failure;
  const fired = fireEvents(schedule, run);
  if (typeof fired === "object") return fired;
  if (run.time >= end * (1 - SAME_TIME)) run.time = end;
  return undefined;
}

function observerOf(run: Run, solver: OdeSolver, base: number): StepObserver | undefined {
  const { schedule, view, concentrations } = run;
  if (!schedule.hasConditions) return undefined;
  const values = new Float64Array(solver.size);
  view.concentrations.set(concentrations);
  const stateAt = (step: AcceptedStep, time: number): ProgramState => {
    step.interpolate(time, values);
    showUnknowns(solver, values, view.concentrations);
    view.time = base + time;
    return view;
  };
  return (step) => findRise(schedule, step, stateAt);
}
