import fc from "fast-check";
import { expect, test } from "vitest";
import { createRandom } from "../../src/random.js";
import { histogramOf } from "../../src/stochastic/ensemble-histogram.js";
import {
  addToMoments,
  type Moments,
  mergeMoments,
  standardDeviations,
  startMoments,
} from "../../src/stochastic/ensemble-moments.js";
import { quantilesOf } from "../../src/stochastic/ensemble-quantiles.js";
import { logPoisson, poisson } from "../../src/stochastic/random-counts.js";

function momentsOf(values: readonly number[]): Moments {
  const moments = startMoments(1);
  for (const value of values) addToMoments(moments, [value]);
  return moments;
}

const numbers = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 1, maxLength: 40 });
const counts = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 200 });

test("mean and standard deviation are those of the definition, and parts add up to the whole", () => {
  fc.assert(
    fc.property(numbers, numbers, (left, right) => {
      const all = [...left, ...right];
      const merged = momentsOf(left);
      mergeMoments(merged, momentsOf(right));
      const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
      const squares = all.reduce((sum, value) => sum + (value - mean) ** 2, 0);
      for (const moments of [momentsOf(all), merged]) {
        expect(moments.runs).toBe(all.length);
        expect(moments.mean[0]).toBeCloseTo(mean, 9);
        expect(standardDeviations(moments)[0]).toBeCloseTo(Math.sqrt(squares / (all.length - 1)), 6);
      }
    }),
  );
});

test("large numbers that hardly differ keep their spread", () => {
  const values = [1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16];
  const merged = momentsOf(values.slice(0, 1));
  mergeMoments(merged, momentsOf(values.slice(1)));
  expect(standardDeviations(merged)[0]! ** 2).toBeCloseTo(30, 9);
});

test("nothing added changes nothing, and the spread of one run is unknown", () => {
  const moments = momentsOf([3]);
  mergeMoments(moments, startMoments(1));
  expect([moments.runs, moments.mean[0], standardDeviations(moments)[0]]).toEqual([1, 3, Number.NaN]);
});

test("quantiles are the smallest values that enough others do not exceed", () => {
  const probabilities = [0.05, 0.25, 0.5, 0.75, 0.95];
  fc.assert(
    fc.property(fc.oneof(numbers, counts), (values) => {
      const found = quantilesOf(Float64Array.from(values), probabilities);
      for (const [index, quantile] of found.entries()) {
        const share = (isBelow: (value: number) => boolean) => values.filter(isBelow).length / values.length;
        expect(values).toContain(quantile);
        expect(share((value) => value <= quantile)).toBeGreaterThanOrEqual(probabilities[index]! - 1e-9);
        expect(share((value) => value < quantile)).toBeLessThan(probabilities[index]!);
      }
    }),
  );
});

test("a value that is no number leaves no quantiles", () => {
  expect(quantilesOf(Float64Array.of(1, Number.NaN, 2), [0.5])).toEqual([Number.NaN]);
});

test("quantiles of Poisson numbers are those of the distribution, within the error of the sample", () => {
  const [mean, size] = [20, 40_000];
  const random = createRandom(3, "quantiles");
  const sample = Float64Array.from({ length: size }, () => poisson(random, mean));
  const probabilities = [0.05, 0.25, 0.5, 0.75, 0.95];
  for (const [index, quantile] of quantilesOf(sample, probabilities).entries()) {
    const p = probabilities[index]!;
    const error = 4 * Math.sqrt((p * (1 - p)) / size);
    expect(poissonShare(quantile, mean)).toBeGreaterThan(p - error);
    expect(poissonShare(quantile - 1, mean)).toBeLessThan(p + error);
  }
});

/** Probability of at most k. */
function poissonShare(k: number, mean: number): number {
  let sum = 0;
  for (let n = 0; n <= k; n++) sum += Math.exp(logPoisson(n, mean));
  return sum;
}

test("every value lies in its bin, and the outer bins are not empty", () => {
  fc.assert(
    fc.property(numbers, (values) => {
      const { from, width, counts: bins } = histogramOf(values);
      expect(bins.reduce((sum, count) => sum + count, 0)).toBe(values.length);
      expect(bins.at(0)! * bins.at(-1)!).toBeGreaterThan(0);
      expect(from).toBe(Math.min(...values));
      expect(from + width * bins.length).toBeCloseTo(Math.max(...values), 6);
    }),
  );
});

test("molecules lie in the middle of bins that are whole numbers of them wide", () => {
  fc.assert(
    fc.property(counts, fc.constantFrom(1, 7, 20), (values, volume) => {
      const {
        from,
        width,
        counts: bins,
      } = histogramOf(
        values.map((count) => count / volume),
        1 / volume,
      );
      const step = width * volume;
      expect(from * volume).toBeCloseTo(Math.min(...values) - 0.5, 9);
      expect(step).toBeCloseTo(Math.round(step), 9);
      const expected = bins.map((_, bin) => {
        const first = Math.min(...values) + bin * Math.round(step);
        return values.filter((count) => count >= first && count < first + Math.round(step)).length;
      });
      expect(bins).toEqual(expected);
    }),
  );
});

test("the width of bins is that of Freedman and Diaconis", () => {
  // Of the values 0 … 999 the quartiles are 249 and 749, so that bins are 2·500/10 wide.
  const values = Array.from({ length: 1000 }, (_, n) => n);
  expect(histogramOf(values, 1)).toEqual({ from: -0.5, width: 100, counts: new Array(10).fill(100) });
  expect(histogramOf([4, 4, 4])).toEqual({ from: 4, width: 0, counts: [3] });
  expect(histogramOf([4, 4, 4], 1)).toEqual({ from: 3.5, width: 1, counts: [3] });
});
