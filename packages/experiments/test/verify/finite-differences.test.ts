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

test("a function that is undefined at the point has no derivative", () => {
  expect(derivativeByDifferences(() => Number.NaN, 0).value).toBeNaN();
});

test("the gradient takes one argument after the other", () => {
  const gradient = gradientByDifferences(([x, y]) => x! ** 2 * y!, [3, -2]).map(({ value }) => value);
  expect(gradient[0]).toBeCloseTo(-12, 9);
  expect(gradient[1]).toBeCloseTo(9, 9);
});
