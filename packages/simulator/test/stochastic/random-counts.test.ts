import { expect, test } from "vitest";
import { createRandom, type Random } from "../../src/random.js";
import { binomial, logBinomial, logPoisson, poisson } from "../../src/stochastic/random-counts.js";

/**
 * Chi-square of drawn numbers against probabilities made from `ratio(k) = p(k)/p(k − 1)` alone, classes of an expected
 * number of at least 20. The limit is the 0.1 % point by Wilson and Hilferty's formula.
 */
function check(draw: (random: Random) => number, mode: number, ratio: (k: number) => number): void {
  const draws = 60_000;
  const weights = new Map<number, number>([[mode, 1]]);
  for (let k = mode + 1, weight = ratio(k); weight > 1e-14; weight *= ratio(++k)) weights.set(k, weight);
  for (let k = mode, weight = 1 / ratio(k); weight > 1e-14 && k > 0; weight /= ratio(--k))
    weights.set(k - 1, weight);
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  const random = createRandom(9, "counts");
  const found = new Map<number, number>();
  for (let i = 0; i < draws; i++) {
    const k = draw(random);
    found.set(k, (found.get(k) ?? 0) + 1);
  }
  let [chiSquare, classes, expected, seen] = [0, 0, 0, 0];
  for (const k of [...weights.keys()].sort((a, b) => a - b)) {
    expected += (draws * weights.get(k)!) / total;
    seen += found.get(k) ?? 0;
    found.delete(k);
    if (expected < 20) continue;
    chiSquare += (seen - expected) ** 2 / expected;
    classes++;
    [expected, seen] = [0, 0];
  }
  expect([...found.keys()], "numbers that are impossible").toEqual([]);
  const freedom = Math.max(1, classes - 1);
  const limit = freedom * (1 - 2 / (9 * freedom) + 3.09 * Math.sqrt(2 / (9 * freedom))) ** 3;
  expect(chiSquare, `${classes} classes`).toBeLessThan(limit);
}

test.each([0.01, 0.7, 3, 9.999, 10, 12.5, 30, 100, 1234.5, 1e6])("Poisson numbers of mean %d", (mean) => {
  check(
    (random) => poisson(random, mean),
    Math.floor(mean),
    (k) => mean / k,
  );
});

test.each([
  [1, 0.5],
  [7, 0.5],
  [19, 0.5],
  [20, 0.5],
  [21, 0.97],
  [100, 0.02],
  [100, 0.3],
  [1e6, 1e-7],
  [1e6, 0.5],
  [1e6, 0.999],
] as const)("binomial numbers of %d trials with probability %d", (n, p) => {
  check(
    (random) => binomial(random, n, p),
    Math.floor((n + 1) * p),
    (k) => ((n - k + 1) / k) * (p / (1 - p)),
  );
});

test("means too large to draw often", () => {
  const random = createRandom(1, "large");
  for (const mean of [1e9, 1e12, 1e15]) {
    const draws = Array.from({ length: 4000 }, () => (poisson(random, mean) - mean) / Math.sqrt(mean));
    const average = draws.reduce((sum, z) => sum + z, 0) / draws.length;
    const variance = draws.reduce((sum, z) => sum + z * z, 0) / draws.length;
    expect(Math.abs(average)).toBeLessThan(4 / Math.sqrt(4000));
    expect(Math.abs(variance - 1)).toBeLessThan(4 * Math.sqrt(2 / 4000));
  }
});

test("impossible and certain", () => {
  const random = createRandom(1, "edge");
  for (let i = 0; i < 100; i++) {
    expect(poisson(random, 0)).toBe(0);
    expect([binomial(random, 50, 0), binomial(random, 50, 1), binomial(random, 0, 0.5)]).toEqual([0, 50, 0]);
  }
});

test("logarithms of probabilities are those of the products that define them", () => {
  for (const mean of [0.5, 3, 17, 40]) {
    let exact = -mean;
    for (let k = 0; k < 200; k++, exact += Math.log(mean / k))
      expect(Math.abs(logPoisson(k, mean) - exact)).toBeLessThan(1e-13 * (10 + Math.abs(exact)));
  }
  for (const [n, p] of [
    [5, 0.1],
    [60, 0.3],
    [400, 0.5],
  ] as const) {
    let exact = n * Math.log1p(-p);
    for (let k = 0; k <= n; k++, exact += Math.log(((n - k + 1) / k) * (p / (1 - p))))
      expect(Math.abs(logBinomial(k, n, p) - exact)).toBeLessThan(1e-13 * (10 + Math.abs(exact)));
  }
});
