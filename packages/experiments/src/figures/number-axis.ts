// Axes of numbers from the very small to the very large: labels of a few characters, and powers of ten where the axis is
// logarithmic.

import type { Json } from "./figure-types.js";

/** `0.3`, `1500`, `2e-9`, `1e6`: what twelve digits say, in the shorter of the two ways of writing. */
const LABEL = [
  "datum.value == 0 ? '0' : abs(datum.value) < 0.001 || abs(datum.value) >= 100000",
  "? replace(format(datum.value, '.12~e'), 'e+', 'e')",
  ": format(datum.value, '.12~g')",
].join(" ");

/** Labels of an axis whose places the renderer chooses. */
export const numberLabels: Json = { labelExpr: LABEL };

/** Values so many times smaller than the largest are not drawn: 20 decades are more than a picture can show. */
const LARGEST_RATIO = 1e20;
const MOST_LABELS = 10;

/** What a logarithmic axis shows. */
export interface LogarithmicRange {
  readonly low: number;
  readonly high: number;
}

/** The range of the values above 0; undefined if there is none. */
export function logarithmicRange(values: Iterable<number>): LogarithmicRange | undefined {
  let [least, largest] = [Number.POSITIVE_INFINITY, 0];
  for (const value of values) {
    if (!(value > 0 && value < Number.POSITIVE_INFINITY)) continue;
    least = Math.min(least, value);
    largest = Math.max(largest, value);
  }
  if (largest === 0) return undefined;
  const low = Math.max(least, largest / LARGEST_RATIO);
  return low < largest ? { low, high: largest } : { low: low / 2, high: largest * 2 };
}

/** The scale and the labels: powers of ten, of few decades 1, 2 and 5 times them. */
export function logarithmicAxis(range: LogarithmicRange): { readonly scale: Json; readonly axis: Json } {
  return {
    scale: { type: "log", domain: [range.low, range.high], nice: false, zero: false, clamp: false },
    axis: { values: [...placesOf(range)], labelExpr: LABEL },
  };
}

function placesOf({ low, high }: LogarithmicRange): readonly number[] {
  const first = exponentOf(low);
  const last = exponentOf(high) + (Number(`1e${exponentOf(high)}`) < high ? 1 : 0);
  const isInside = (place: number): boolean => place >= low * (1 - 1e-9) && place <= high * (1 + 1e-9);
  const powers = (every: number, factors: readonly number[]): readonly number[] =>
    Array.from({ length: last - first + 1 }, (_, n) => first + n)
      .filter((exponent) => exponent % every === 0)
      .flatMap((exponent) => factors.map((factor) => Number(`${factor}e${exponent}`)))
      .filter(isInside);
  const few = powers(1, [1, 2, 5]);
  if (few.length <= MOST_LABELS) return few;
  return powers(Math.ceil((last - first + 1) / MOST_LABELS), [1]);
}

/** Of the largest power of ten that is not above a positive number. */
function exponentOf(value: number): number {
  return Number(value.toExponential().split("e")[1]);
}
