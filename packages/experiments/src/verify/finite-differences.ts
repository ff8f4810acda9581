// Derivatives by central differences with extrapolation to step 0 (Ridders), which also tells how good they are.

import { pow } from "@ncrn/elementary-functions";

const FIRST_STEP = 0.05;
const SHRINK = 1.4;
const LEVELS = 10;
/** Near a singularity the first step has to stay on this side of it: it is made smaller by the factor, and so on. */
const RESTARTS = 6;
const RESTART_SHRINK = 4;
const DEFAULT_RESOLUTION = 1e-8;

/** A derivative with an estimate of its absolute error; NaN if the function has no value near the point. */
export interface DerivativeEstimate {
  readonly value: number;
  readonly error: number;
}

/** How to take differences. */
interface DifferenceOptions {
  /** Largest step for arguments up to 1, and relative to the argument above. */
  readonly firstStep: number;
  /** Relative error that needs no further steps. */
  readonly goodEnough: number;
}

/** The derivative at `at` of a function that may be undefined (NaN) away from it. */
export function derivativeByDifferences(
  evaluate: (at: number) => number,
  at: number,
  { firstStep, goodEnough }: DifferenceOptions = optionsFor(DEFAULT_RESOLUTION, 0),
): DerivativeEstimate {
  let best: DerivativeEstimate = { value: Number.NaN, error: Number.POSITIVE_INFINITY };
  let previous: number[] = [];
  let step = firstStep * Math.max(1, Math.abs(at));
  for (let level = 0; level < LEVELS; level++, step /= SHRINK) {
    // Dividing by the difference of the rounded arguments keeps their rounding out of the quotient.
    const [low, high] = [at - step, at + step];
    const [below, above] = [evaluate(low), evaluate(high)];
    const row = [(above - below) / (high - low)];
    // Values that agree to the last digit must not pass for an error of 0.
    const rounding = (Number.EPSILON * Math.max(Math.abs(below), Math.abs(above))) / (high - low);
    for (let column = 1; column <= previous.length; column++) {
      const factor = pow(SHRINK, 2 * column);
      const coarse = previous[column - 1]!;
      const fine = row[column - 1]!;
      const value = fine + (fine - coarse) / (factor - 1);
      row.push(value);
      const error = Math.max(Math.abs(value - fine), Math.abs(value - coarse), rounding);
      if (error < best.error) best = { value, error };
    }
    if (best.error <= goodEnough * Math.abs(best.value) || isGettingWorse(row, previous, best)) return best;
    previous = Number.isFinite(row[0]) ? row : [];
  }
  return best;
}

/** Smaller steps only add rounding once the highest order moves by more than the best error so far. */
function isGettingWorse(
  row: readonly number[],
  previous: readonly number[],
  best: DerivativeEstimate,
): boolean {
  return row.length > 1 && Math.abs(row.at(-1)! - previous.at(-1)!) >= 2 * best.error;
}

/** The first restart is number 1. Derivatives by single arguments are taken far better than the whole is needed. */
function optionsFor(resolution: number, restart: number): DifferenceOptions {
  return { firstStep: FIRST_STEP / pow(RESTART_SHRINK, restart), goodEnough: resolution / 1000 };
}

/**
 * The gradient by each argument in turn. Derivatives whose estimated error is too large a part of the norm of the
 * gradient, given by `resolution`, are taken again with smaller steps; the better estimate is kept, and may still be bad.
 */
export function gradientByDifferences(
  evaluate: (point: readonly number[]) => number,
  point: readonly number[],
  resolution = DEFAULT_RESOLUTION,
): readonly DerivativeEstimate[] {
  const along = (index: number, restart: number) =>
    derivativeByDifferences(
      (value) => evaluate(point.map((other, position) => (position === index ? value : other))),
      point[index]!,
      optionsFor(resolution, restart),
    );
  let gradient = point.map((_, index) => along(index, 0));
  for (let restart = 1; restart <= RESTARTS; restart++) {
    const allowed = (resolution * normOf(gradient.map(({ value }) => value))) / Math.sqrt(point.length);
    if (gradient.every(({ error }) => error <= allowed)) break;
    gradient = gradient.map((found, index) =>
      found.error <= allowed ? found : better(found, along(index, restart)),
    );
  }
  return gradient;
}

function better(one: DerivativeEstimate, other: DerivativeEstimate): DerivativeEstimate {
  return other.error < one.error ? other : one;
}

/** The Euclidean norm. */
export function normOf(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}
