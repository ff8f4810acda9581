// Numbers of several runs → a histogram. The width of its bins follows from the spread.
// Source: D. Freedman and P. Diaconis, Z. Wahrscheinlichkeitstheorie verw. Gebiete 57 (1981) 453.
import { pow } from "@ncrn/elementary-functions";
import { quantilesOf } from "./ensemble-quantiles.js";

/** Bins of equal width; bin i begins at from + i·width and excludes its end. */
export interface Histogram {
  readonly from: number;
  /** 0 if all values are the same real number. */
  readonly width: number;
  /** Number of values in each bin; the first and the last one are not empty. */
  readonly counts: readonly number[];
}

const MOST_BINS = 200;

/**
 * The histogram of finite values, of which there is at least one. Values that are multiples of a `unit`, such as that of
 * one molecule, lie in the middle of bins that are whole numbers of units wide.
 */
export function histogramOf(values: ArrayLike<number>, unit?: number): Histogram {
  const sorted = Float64Array.from(values).sort();
  const least = sorted[0]!;
  const range = sorted.at(-1)! - least;
  const [lower, upper] = quantilesOf(sorted, [0.25, 0.75]);
  const spread = Math.max((2 * (upper! - lower!)) / pow(sorted.length, 1 / 3), range / MOST_BINS);
  if (unit !== undefined) {
    const width = Math.max(1, Math.ceil(spread / unit - 1e-9)) * unit;
    return { from: least - 0.5 * unit, width, counts: countsOf(sorted, least - 0.5 * unit, width) };
  }
  if (!(range > 0)) return { from: least, width: 0, counts: [sorted.length] };
  const width = range / Math.max(1, Math.floor(range / spread));
  return { from: least, width, counts: countsOf(sorted, least, width, Math.round(range / width)) };
}

/** At most so many bins: the largest value belongs to the last one. */
function countsOf(
  sorted: Float64Array,
  from: number,
  width: number,
  most = Number.POSITIVE_INFINITY,
): readonly number[] {
  const binOf = (value: number) => Math.min(most - 1, Math.floor((value - from) / width));
  const counts = new Array<number>(binOf(sorted.at(-1)!) + 1).fill(0);
  for (const value of sorted) {
    const bin = binOf(value);
    counts[bin] = counts[bin]! + 1;
  }
  return counts;
}
