// Relative errors and what they come to over draws.

import { normOf } from "./finite-differences.js";
import type { ErrorSummary } from "./verification-types.js";

/** Norms below this count as this: an error of a vanishing quantity is not relative to nothing. */
const SMALLEST_NORM = 1e-9;

/** How far a quantity is off in a draw, and how large it should be; both Euclidean norms. */
export interface Deviation {
  readonly difference: number;
  readonly size: number;
}

/** ‖found − expected‖ and ‖expected‖; the size is that of another vector if one is given. */
export function deviationOf(
  found: readonly number[],
  expected: readonly number[],
  sized: readonly number[] = expected,
): Deviation {
  return { difference: normOf(found.map((value, index) => value - expected[index]!)), size: normOf(sized) };
}

/** The root mean square of sizes over draws; 0 of nothing. */
export function typicalSize(deviations: readonly Deviation[]): number {
  return normOf(deviations.map(({ size }) => size)) / Math.sqrt(Math.max(deviations.length, 1));
}

/** Differences relative to the larger of the size in the draw and a size that is typical of all draws. */
export function relativeTo(deviations: readonly Deviation[], typical: number): readonly number[] {
  return deviations.map(({ difference, size }) => difference / Math.max(size, typical, SMALLEST_NORM));
}

/** ‖found − expected‖ / max(‖expected‖, ‖other‖) in the Euclidean norm; without another scale, / ‖expected‖. */
export function relativeError(
  found: readonly number[],
  expected: readonly number[],
  other: readonly number[] = [],
): number {
  return relativeTo([deviationOf(found, expected)], normOf(other))[0]!;
}

/** Median and largest; undefined of nothing. */
export function summaryOf(values: readonly number[]): ErrorSummary | undefined {
  if (values.length === 0) return undefined;
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return { median, largest: sorted.at(-1)!, values };
}
