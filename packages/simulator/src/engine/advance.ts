// A stretch of time by a system of a module, in slices between which the host may look, stop, or give up.
import { type AcceptedStep, SAME_TIME } from "../interpreter/integrate.js";
import { stoppedFailure } from "../interpreter/integration-failures.js";
import type { Stretch, StretchResult, SystemSolver } from "../interpreter/stretch.js";
import type { EngineSystem } from "./engine-system.js";
import { SolveStatus } from "./solve-kernel.js";

const NO_LIMIT = 2 ** 30;
/** As the interpreter asks. */
const STEPS_BETWEEN_QUESTIONS = 64;

/**
 * Solves a stretch on the module's state. Where the system cannot go on, or its steps are used up, `interpret` takes over:
 * it finds out why, and says it.
 */
export function solveStretch(
  system: EngineSystem,
  stretch: Stretch,
  { state, interpret }: { readonly state: () => Float64Array; readonly interpret: SystemSolver },
): StretchResult {
  const { from, end, concentrations } = stretch;
  if (end - from <= SAME_TIME * Math.abs(end)) return { time: end, failure: undefined };
  const isElsewhere = concentrations !== state();
  if (isElsewhere) state().set(concentrations);
  system.setObserved(stretch.observe !== undefined);
  const steps = system.steps();
  const rejected = system.rejected();
  const status = system.run(from, end, stepsAllowed(system, stretch));
  const advanced = advance(system, stretch, { status, steps, rejected });
  if (isElsewhere) concentrations.set(state());
  return concluded(advanced, stretch, interpret);
}

/** Goes on with a stretch that was begun elsewhere and was paused or got stuck; all its steps are counted. */
export function resumeStretch(
  system: EngineSystem,
  stretch: Stretch,
  { status, interpret }: { readonly status: number; readonly interpret: SystemSolver },
): StretchResult {
  const begun = { status, steps: system.stepsBefore(), rejected: system.rejected() };
  return concluded(advance(system, stretch, begun), stretch, interpret);
}

function concluded({ outcome, time }: Advance, stretch: Stretch, interpret: SystemSolver): StretchResult {
  if (outcome === "stopped") return { time, failure: stoppedFailure(stretch.timeOffset + time) };
  return outcome === "finished" ? { time, failure: undefined } : interpret({ ...stretch, from: time });
}

interface Advance {
  readonly outcome: "finished" | "stopped" | "stuck";
  readonly time: number;
}

function stepsAllowed(system: EngineSystem, { budget }: Stretch): number {
  const atOnce =
    budget.shouldStop === undefined ? NO_LIMIT : system.stepsBetweenQuestions(STEPS_BETWEEN_QUESTIONS);
  return Math.max(0, Math.min(atOnce, budget.maxSteps - budget.steps));
}

/** A status, and the steps that the system had counted before. */
interface Begun {
  readonly status: number;
  readonly steps: number;
  readonly rejected: number;
}

/** Goes on as far as it goes; the steps taken are counted in the budget. */
function advance(system: EngineSystem, stretch: Stretch, begun: Begun): Advance {
  const { budget, observe } = stretch;
  let { status, steps, rejected } = begun;
  for (;;) {
    const stop = status === SolveStatus.step ? observe?.(stepOf(system)) : undefined;
    const before = budget.steps;
    budget.steps += system.steps() - steps;
    budget.rejectedSteps += system.rejected() - rejected;
    steps = system.steps();
    rejected = system.rejected();
    const isStopped =
      isQuestionBetween(system, before, budget.steps) &&
      budget.shouldStop?.(stretch.timeOffset + system.time()) === true;
    if (stop !== undefined) return { outcome: isStopped ? "stopped" : "finished", time: endAt(system, stop) };
    if (isStopped) return { outcome: "stopped", time: leave(system) };
    if (status === SolveStatus.done) return { outcome: "finished", time: system.time() };
    const isLost =
      status === SolveStatus.unprepared &&
      !system.prepareImplicit() &&
      !system.stayExplicit(budget.maxSteps - budget.steps);
    if (status === SolveStatus.failed || isLost || budget.steps >= budget.maxSteps)
      return { outcome: "stuck", time: leave(system) };
    status = system.resume(stepsAllowed(system, stretch));
  }
}

/** Whether somebody is to be asked; steps are counted over all stretches of a run, which may take a step each. */
function isQuestionBetween(system: EngineSystem, before: number, after: number): boolean {
  if (after === before) return false;
  const interval = system.stepsBetweenQuestions(STEPS_BETWEEN_QUESTIONS);
  return Math.floor(after / interval) > Math.floor(before / interval);
}

/** Ends the solve within the waiting step. */
function endAt(system: EngineSystem, time: number): number {
  if (time < system.to()) system.stopAt(time);
  else system.finishStep();
  return Math.min(time, system.to());
}

/** Takes over a step that still waits. */
function leave(system: EngineSystem): number {
  if (system.isWaiting()) system.finishStep();
  return system.time();
}

function stepOf(system: EngineSystem): AcceptedStep {
  const from = system.time();
  const to = system.to();
  return {
    from,
    to,
    interpolate: (time, target) => system.interpolate(Math.min(1, (time - from) / (to - from)), target),
  };
}
