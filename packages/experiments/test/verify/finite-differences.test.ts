import { expect, test } from "vitest";
import { derivativeByDifferences, gradientByDifferences } from "../../src/verify/finite-differences.js";

function check(evaluate: (x: number) => number, at: number, expected: number): void {
  const { value, error } = derivativeByDifferences(evaluate, at);
  expect(Math.abs(value - expected)).toBeLessThan(1e-10 * Math.max(1, Math.abs(expected)));
  expect(error).toBeLessThan(1e-8);
}

test("smooth functions", () => {
  check(Math.exp, 1, Math.E);
  check(Math.sin, 3, Math.cos(3));
  check((x) => x ** 5 - 2 * x, -1.5, 5 * 1.5 ** 4 - 2);
  check(() => 7, 2, 0);
});

test("a function that is undefined a little away from the point", () => {
  check((x) => (x > 1.02 ? Number.NaN : 1 / (2 - x)), 1, 1);
});

test("a singularity closer than the first step: smaller steps find the derivative", () => {
  const distance = 1e-3;
  const [first, second] = gradientByDifferences(([x, y]) => 1 / (distance - x!) + y!, [0, 5]);
  expect(derivativeByDifferences((x) => 1 / (distance - x), 0).error).toBeGreaterThan(1);
  expect(Math.abs(first!.value * distance ** 2 - 1)).toBeLessThan(1e-8);
  expect(first!.error * distance ** 2).toBeLessThan(1e-8);
  // Next to a derivative of 1e6, that by y need not be better than this.
  expect(Math.abs(second!.value - 1)).toBeLessThan(1e-2);
});

test("a gradient that cannot be found says so", () => {
  const noisy = (x: number) => x + 1e-3 * Math.sin(1e9 * x);
  const [found] = gradientByDifferences(([x]) => noisy(x!), [0.3]);
  expect(found!.error).toBeGreaterThan(1e-8);
});

test("a function that is undefined at the point has no derivative", () => {
  expect(derivativeByDifferences(() => Number.NaN, 0).value).toBeNaN();
});

test("the gradient takes one argument after the other", () => {
  const gradient = gradientByDifferences(([x, y]) => x! ** 2 * y!, [3, -2]).map(({ value }) => value);
  expect(gradient[0]).toBeCloseTo(-12, 9);
  expect(gradient[1]).toBeCloseTo(9, 9);
});
