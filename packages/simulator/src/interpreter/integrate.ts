// Adaptive integration of a prepared system between two times: step control, choice of the method, detection of
// failures. Starts with the explicit method unless the system is plainly stiff, and changes when it turns out to be
// (or not to be). The same start gives the same steps, whatever was solved before.

import { dormandPrinceInterpolate, dormandPrinceStep, stiffnessEstimate } from "./dormand-prince-method.js";
import { evaluateJacobian, evaluateRates, jacobianNorm } from "./evaluate-system.js";
import { initialStep } from "./initial-step.js";
import {
  diagnoseFailedStep,
  eliminationFailure,
  failureOfRates,
  stepLimitFailure,
  stoppedFailure,
  timeOf,
} from "./integration-failures.js";
import { createLinearSolver } from "./linear-solver.js";
import type { OdeSolver } from "./ode-solver.js";
import { rosenbrockInterpolate, rosenbrockStep } from "./rosenbrock-method.js";
import type { RunFailure } from "./run-failure.js";
import { copyVector } from "./weighted-sums.js";

/** How much work a run may still do, and how much it did; shared by all solves of a run. */
export interface StepBudget {
  readonly maxSteps: number;
  /**
   * Told the simulated time every 64 steps, or more often where steps take long; true ends the run with what there is.
   */
  readonly shouldStop: ((time: number) => boolean) | undefined;
  steps: number;
  rejectedSteps: number;
}

/** Called after every accepted step; may return a time within it at which the integration is to end. */
export type StepObserver = (step: AcceptedStep) => number | undefined;

/** An accepted step, as an observer sees it. */
export interface AcceptedStep {
  readonly from: number;
  readonly to: number;
  /** The solution (by unknown) at a time within the step. */
  interpolate(time: number, target: Float64Array): void;
}

/** Times this close together, relative to their size, are one time: 3·0.1 and 0.3. */
export const SAME_TIME = 1e-13;

const SAFETY = 0.9;
const SMALLEST_FACTOR = 0.2;
const LARGEST_FACTOR = 6;
/** Error below which the step grows by the largest factor: (0.9/6)^(16/3). */
const NEGLIGIBLE_ERROR = 4e-5;
/** Row-sum norm of the Jacobian times the whole length from which on the implicit method is tried first. */
const PLAINLY_STIFF = 500;
const VOTES_FOR_CHANGE = 8;
/** Stands for the error of a step below zero: halves the step about. */
const ERROR_OF_NEGATIVE = 32;

/** Times that differ by this much of their size can be told apart: a first step is not shorter. */
const RESOLVED = 1e-14;

interface Progress {
  readonly solver: OdeSolver;
  readonly budget: StepBudget;
  readonly end: number;
  /** Nothing that the rates depend on changes: one step is exact. */
  readonly constantRates: boolean;
  implicit: boolean;
  /** The implicit method cannot be had. */
  staysExplicit: boolean;
  /** Recent steps that spoke for the other method, and how often the method has changed. */
  votes: number;
  changes: number;
  /** Length proposed for the next step; length and end of the step just accepted. */
  proposed: number;
  step: number;
  to: number;
}

/**
 * Integrates `solver.y` from `solver.time` to `end`, or to the time that the observer returns. On failure the solver
 * stands at the last accepted time.
 */
export function integrate(
  solver: OdeSolver,
  end: number,
  budget: StepBudget,
  observe: StepObserver | undefined,
): RunFailure | undefined {
  if (end - solver.time <= SAME_TIME * Math.abs(end)) {
    solver.time = end;
    return undefined;
  }
  const { system } = solver;
  evaluateRates(system, solver.time, solver.y, solver.rates);
  const failure = failureOfRates(solver);
  if (failure !== undefined) return failure;
  const progress = startProgress(solver, end, budget);
  const { steadyRows } = system;
  const from = solver.time;
  for (let k = 0; k < steadyRows.length; k++) {
    solver.steadyStart[k] = solver.y[steadyRows[k]!]!;
    solver.steadyRates[k] = solver.rates[steadyRows[k]!]!;
  }
  const view = observe && viewOfStep(progress);
  while (solver.time < end) {
    if (progress.implicit && solver.linear === undefined && !prepareImplicit(progress))
      return eliminationFailure(solver);
    const stepFailure = takeStep(progress);
    if (stepFailure !== undefined) return stepFailure;
    const stopTime = view && observe?.(view(solver.time));
    finishStep(progress, stopTime);
    // Rates that do not change leave no error: neither of the method nor of adding up steps.
    for (let k = 0; k < steadyRows.length; k++) {
      solver.y[steadyRows[k]!] = solver.steadyStart[k]! + solver.steadyRates[k]! * (solver.time - from);
    }
    const rateFailure = failureOfRates(solver);
    if (rateFailure !== undefined || stopTime !== undefined) return rateFailure;
    judgeMethod(progress);
  }
  return undefined;
}

/** Where the implicit method cannot be had, the explicit one goes on if the steps that are left are enough for it. */
function prepareImplicit(progress: Progress): boolean {
  const { solver, budget, end, step } = progress;
  solver.linear = createLinearSolver(solver.system);
  if (solver.linear !== undefined) return true;
  const span = end - solver.time;
  const explicitSteps = step > 0 ? span / step : (jacobianNorm(solver.system) * span) / 3;
  progress.implicit = false;
  progress.staysExplicit = true;
  return explicitSteps <= budget.maxSteps - budget.steps;
}

function startProgress(solver: OdeSolver, end: number, budget: StepBudget): Progress {
  const { coreSize, dependsOnTime } = solver.system;
  const span = end - solver.time;
  const constantRates = coreSize === 0 && !dependsOnTime;
  return {
    solver,
    budget,
    end,
    constantRates,
    implicit: !constantRates && isPlainlyStiff(solver, span),
    staysExplicit: false,
    votes: 0,
    changes: 0,
    proposed: constantRates ? span : Math.max(initialStep(solver, span), RESOLVED * Math.abs(solver.time)),
    step: 0,
    to: solver.time,
  };
}

/** Repeats with smaller steps until one is accepted; leaves the result in `solver.next`. */
function takeStep(progress: Progress): RunFailure | undefined {
  const { solver, budget, end, implicit } = progress;
  let error = 0;
  for (let attempt = 0; ; attempt++) {
    if (budget.steps >= budget.maxSteps) return stepLimitFailure(solver, budget.maxSteps);
    if (isQuestionDue(progress) && budget.shouldStop?.(timeOf(solver))) return stoppedFailure(timeOf(solver));
    budget.steps++;
    const remaining = end - solver.time;
    const isLast = progress.proposed >= remaining * (1 - 1e-10);
    // Two even steps are better than a long one and a rest.
    const step = isLast ? remaining : Math.min(progress.proposed, 0.5 * remaining);
    progress.step = step;
    progress.to = isLast ? end : solver.time + step;
    if (!(progress.to > solver.time) || step < 4e-16 * Math.abs(solver.time))
      return diagnoseFailedStep(solver, error);
    if (progress.constantRates) error = linearStep(solver, step);
    else if (implicit) error = rosenbrockStep(solver, solver.time, step, attempt === 0);
    else error = dormandPrinceStep(solver, solver.time, step);
    if (error <= 1 && turnsNegative(solver)) error = ERROR_OF_NEGATIVE;
    const factor = stepFactor(error);
    // After a rejection the step must not grow at once.
    progress.proposed = step * (attempt === 0 ? factor : Math.min(factor, 1));
    if (error <= 1) return undefined;
    budget.rejectedSteps++;
  }
}

/** From so many unknowns on, a host is asked before each step whether to stop. */
const MANY_UNKNOWNS = 1000;

function isQuestionDue({ solver, budget }: Progress): boolean {
  return (budget.steps & 63) === 63 || solver.size > MANY_UNKNOWNS;
}

/** The exact step for rates that stay as they are. */
function linearStep(solver: OdeSolver, step: number): number {
  const { size, y, next, rates, nextRates, stages } = solver;
  for (let i = 0; i < size; i++) next[i] = y[i]! + step * rates[i]!;
  copyVector(nextRates, rates);
  for (let j = 0; j < 7; j++) copyVector(stages[j]!, rates); // for the interpolation
  solver.step = step;
  return 0;
}

/** Makes the end of the step, or the time within it at which to stop, the new start. */
function finishStep({ solver, implicit, step, to }: Progress, stopTime: number | undefined): void {
  const { system, y, next, rates, nextRates, errors } = solver;
  if (stopTime === undefined || stopTime >= to) {
    copyVector(y, next);
    solver.time = to;
    // The explicit method has already evaluated the rates at the end of its step.
    if (implicit) evaluateRates(system, to, y, rates);
    else copyVector(rates, nextRates);
    return;
  }
  interpolate(solver, implicit, (stopTime - solver.time) / step, errors);
  copyVector(y, errors);
  solver.time = stopTime;
  evaluateRates(system, stopTime, y, rates);
}

function viewOfStep(progress: Progress): (from: number) => AcceptedStep {
  const { solver } = progress;
  return (from) => ({
    from,
    to: progress.to,
    interpolate: (time, target) => {
      if (time >= progress.to) target.set(solver.next);
      else interpolate(solver, progress.implicit, (time - from) / progress.step, target);
    },
  });
}

function interpolate(solver: OdeSolver, implicit: boolean, fraction: number, target: Float64Array): void {
  if (implicit) rosenbrockInterpolate(solver, fraction, target);
  else dormandPrinceInterpolate(solver, fraction, target);
}

function stepFactor(error: number): number {
  if (Number.isNaN(error)) return SMALLEST_FACTOR;
  if (error < NEGLIGIBLE_ERROR) return LARGEST_FACTOR;
  // error^(−3/16) in place of error^(−1/5): square roots are quick and the same on every engine.
  const eighth = Math.sqrt(Math.sqrt(Math.sqrt(error)));
  return Math.max(SMALLEST_FACTOR, SAFETY / (eighth * Math.sqrt(eighth)));
}

/** Whether a concentration would fall below zero by more than the absolute tolerance explains. */
function turnsNegative({ y, next, size, absolutes }: OdeSolver): boolean {
  for (let i = 0; i < size; i++) {
    if (next[i]! >= 0) continue;
    const bound = -10 * absolutes[i]!;
    if (next[i]! < bound && y[i]! >= bound) return true;
  }
  return false;
}

/** Counts what speaks for the other method and changes to it when enough does. */
function judgeMethod(progress: Progress): void {
  const { solver, step, implicit } = progress;
  if (solver.system.coreSize === 0 || progress.staysExplicit || (implicit && progress.changes > 2)) return;
  const speaksForOther = implicit
    ? step * jacobianNorm(solver.system) < 1
    : stiffnessEstimate(solver, step) > solver.stiffnessLimit;
  progress.votes = speaksForOther ? progress.votes + 1 : Math.max(0, progress.votes - 0.5);
  if (progress.votes < VOTES_FOR_CHANGE) return;
  progress.implicit = !implicit;
  progress.votes = 0;
  progress.changes++;
}

function isPlainlyStiff(solver: OdeSolver, span: number): boolean {
  if (solver.system.coreSize === 0) return false;
  evaluateJacobian(solver.system, solver.time, solver.y, solver.timeDerivative);
  return jacobianNorm(solver.system) * span > PLAINLY_STIFF;
}
