// The values of single runs → quantiles at every time.

import { quantilesOf } from "@ncrn/simulator";
import type { Quantile } from "../simulation-types.js";

const PROBABILITIES: readonly number[] = [0.05, 0.25, 0.5, 0.75, 0.95];

/** Where the values of a quantity lie. */
export interface ValuesOfRuns {
  /** Numbers of the runs. */
  readonly runs: readonly number[];
  /** From one run to the next. */
  readonly stride: number;
  /** Where the quantity begins in each run, and how many times it has. */
  readonly first: number;
  readonly count: number;
}

/** So many times are read together, which is what the memory delivers at once. */
const TOGETHER = 8;

/** Quantiles over the runs, one for each of `PROBABILITIES`. */
export function quantilesOverRuns(
  values: Float64Array,
  { runs, stride, first, count }: ValuesOfRuns,
): readonly Quantile[] {
  const quantiles = PROBABILITIES.map((probability) => ({ probability, values: new Array<number>(count) }));
  const slices = Array.from({ length: TOGETHER }, () => new Float64Array(runs.length));
  for (let time = 0; time < count; time += TOGETHER) {
    const width = Math.min(TOGETHER, count - time);
    for (const [n, run] of runs.entries())
      for (let t = 0; t < width; t++) slices[t]![n] = values[run * stride + first + time + t]!;
    for (let t = 0; t < width; t++) {
      for (const [index, value] of quantilesOf(slices[t]!, PROBABILITIES).entries())
        quantiles[index]!.values[time + t] = value;
    }
  }
  return quantiles;
}
