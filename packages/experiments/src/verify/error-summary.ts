// Relative errors and what they come to over draws.

import { normOf } from "./finite-differences.js";
import type { ErrorSummary } from "./verification-types.js";

/** Norms below this count as this: an error of a vanishing quantity is not relative to nothing. */
const SMALLEST_NORM = 1e-9;

/** ‖found − expected‖ / ‖scale‖ in the Euclidean norm; the scale is what is expected, unless given. */
export function relativeError(
  found: readonly number[],
  expected: readonly number[],
  scale: readonly number[] = expected,
): number {
  const difference = normOf(found.map((value, index) => value - expected[index]!));
  return difference / Math.max(normOf(scale), SMALLEST_NORM);
}

/** Median and largest; undefined of nothing. */
export function summaryOf(values: readonly number[]): ErrorSummary | undefined {
  if (values.length === 0) return undefined;
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return { median, largest: sorted.at(-1)!, values };
}
