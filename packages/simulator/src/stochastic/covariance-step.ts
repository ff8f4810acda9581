// dC/dt = J·C + C·Jᵀ + D along a known solution of the rate equations, by a diagonally implicit Runge–Kutta method of
// order 4 with an embedded one of order 3 (L-stable: fast relaxation needs no short steps).
// Source: E. Hairer and G. Wanner, Solving Ordinary Differential Equations II (1996), section IV.6, table 6.5.
import { type Matrix, solveLyapunov } from "./lyapunov-equation.js";
import type { StopQuestion } from "./stop-question.js";

/** Diagonal, times of the stages, coefficients below the diagonal, weights of the two results. */
export const sdirk4 = {
  diagonal: 1 / 4,
  times: [1 / 4, 3 / 4, 11 / 20, 1 / 2, 1],
  rows: [
    [],
    [1 / 2],
    [17 / 50, -1 / 25],
    [371 / 1360, -137 / 2720, 15 / 544],
    [25 / 24, -49 / 48, 125 / 16, -85 / 12],
  ],
  weights: [25 / 24, -49 / 48, 125 / 16, -85 / 12, 1 / 4],
  embedded: [59 / 48, -17 / 96, 225 / 32, -85 / 12, 0],
} as const;

/** Jacobian and diffusion at a time. */
export type NoiseAt = (time: number) => { readonly jacobian: Matrix; readonly diffusion: Matrix };

/** A covariance matrix on its way. */
export interface CovarianceProgress {
  readonly covariance: Matrix;
  readonly size: number;
  /** Error bound relative to the standard deviations. */
  readonly tolerance: number;
  readonly stop: StopQuestion;
  /** Length of the next step; 0 if nothing is known. */
  proposed: number;
  steps: number;
  /** The time that the covariance belongs to. */
  reached: number;
}

/** Errors below this part of the largest variance are round-off. */
const ROUND_OFF = 1e-13;
const SMALLEST_FACTOR = 0.2;
const LARGEST_FACTOR = 5;

/** Why the covariance is not known up to the end: the steps become too small, are more than the limit, or shall stop. */
export type CovarianceProblem = "too small" | "too many" | "stopped";

/** Integrates between two times, or to where it cannot go on; stopped within a step, the covariance is that before it. */
export function advanceCovariance(
  progress: CovarianceProgress,
  noiseAt: NoiseAt,
  { from, to, maxSteps }: { readonly from: number; readonly to: number; readonly maxSteps: number },
): CovarianceProblem | undefined {
  let time = from;
  progress.reached = from;
  let isRejected = false;
  while (time < to) {
    if (progress.steps >= maxSteps) return "too many";
    const proposed = progress.proposed > 0 ? progress.proposed : to - from;
    const isLast = proposed >= (to - time) * (1 - 1e-10);
    const step = isLast ? to - time : proposed;
    if (!(time + step > time)) return "too small";
    progress.steps++;
    const error = tryStep(progress, noiseAt, time, step);
    if (progress.stop.isStopped()) return "stopped";
    const root = Math.sqrt(Math.sqrt(error));
    const factor =
      root > 0 ? Math.min(LARGEST_FACTOR, Math.max(SMALLEST_FACTOR, 0.9 / root)) : LARGEST_FACTOR;
    const next = step * (Number.isNaN(error) ? SMALLEST_FACTOR : isRejected ? Math.min(1, factor) : factor);
    isRejected = !(error <= 1);
    // A step that was cut off at the end says little about the next one.
    progress.proposed = isLast && !isRejected ? Math.max(next, progress.proposed) : next;
    if (isRejected) continue;
    time = isLast ? to : time + step;
    progress.reached = time;
  }
  return undefined;
}

/** The error in units of what is allowed; the covariance is the new one if that is at most 1. NaN: no step. */
function tryStep(progress: CovarianceProgress, noiseAt: NoiseAt, time: number, step: number): number {
  const { covariance, size, stop } = progress;
  const scaled = sdirk4.diagonal * step;
  const slopes: Matrix[] = [];
  let a: Matrix = covariance;
  for (const [stage, row] of sdirk4.rows.entries()) {
    const { jacobian, diffusion } = noiseAt(time + sdirk4.times[stage]! * step);
    const start = combine(covariance, slopes, row, step);
    const solution = start.map((value, at) => value + scaled * diffusion[at]!);
    // C = start + scaled·(J·C + C·Jᵀ + D)
    a = jacobian.map((value, at) => (at % (size + 1) === 0 ? 0.5 : 0) - scaled * value);
    if (!solveLyapunov(a, solution, { size, stop })) return Number.NaN;
    slopes.push(solution.map((value, at) => (value - start[at]!) / scaled));
  }
  const next = combine(covariance, slopes, sdirk4.weights, step);
  const lower = combine(covariance, slopes, sdirk4.embedded, step);
  // What relaxes within the step is no error: without this, the estimate of fast components would be far too large.
  const difference = next.map((value, at) => value - lower[at]!);
  if (!solveLyapunov(a, difference, { size, stop })) return Number.NaN;
  const error = errorOf(progress, next, difference);
  if (error <= 1) covariance.set(next);
  return error;
}

function combine(start: Matrix, slopes: readonly Matrix[], weights: readonly number[], step: number): Matrix {
  const sum = Float64Array.from(start);
  for (const [stage, weight] of weights.entries()) {
    const slope = slopes[stage];
    if (weight === 0 || slope === undefined) continue;
    for (let at = 0; at < sum.length; at++) sum[at] = sum[at]! + step * weight * slope[at]!;
  }
  return sum;
}

function errorOf({ covariance, size, tolerance }: CovarianceProgress, next: Matrix, errors: Matrix): number {
  const scale = (i: number): number =>
    Math.max(Math.abs(next[i * (size + 1)]!), Math.abs(covariance[i * (size + 1)]!));
  let roundOff = Number.MIN_VALUE;
  for (let i = 0; i < size; i++) roundOff = Math.max(roundOff, ROUND_OFF * scale(i));
  let largest = 0;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      const difference = Math.abs(errors[i * size + j]!);
      const allowed = tolerance * Math.sqrt(scale(i) * scale(j)) + roundOff;
      if (difference === 0) continue;
      const error = difference / allowed;
      if (!(error <= largest)) largest = error;
    }
  }
  return largest;
}
