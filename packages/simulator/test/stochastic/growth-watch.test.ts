// What grows to infinity in finite time is told from what grows fast.

import { expect, test } from "vitest";
import { watchGrowth } from "../../src/stochastic/growth-watch.js";

/** The time at which a course is said to escape; undefined if it goes on to its end. */
function check(course: (time: number) => number, times: readonly number[], end: number): number | undefined {
  const watch = watchGrowth(1000);
  return times.find((time) => watch.escapes([1, course(time)], time, end));
}

/** Times that come ever closer to 1, as those of events do near a pole there. */
const towardsOne = Array.from({ length: 5000 }, (_, n) => 1 - 0.99 ** n);

test.each([2, 3])("A′ = A^%d has a pole, which is seen coming", (n) => {
  // With the pole at 1, A = ((n − 1)·(1 − t))^(−1/(n − 1)).
  const pole = (time: number): number => ((n - 1) * (1 - time)) ** (-1 / (n - 1));
  const time = check(pole, towardsOne, 10);
  expect(pole(time!)).toBeGreaterThan(1e7);
  expect(pole(time!)).toBeLessThan(1e9);
});

test("a run that ends before the pole goes on", () => {
  expect(check((time) => 1 / (1 - time), towardsOne, 1 - 1e-12)).toBeUndefined();
});

const evenly = Array.from({ length: 5000 }, (_, n) => n / 100);

test("exponential growth goes on", () => {
  expect(check((time) => Math.exp(time), evenly, 1e3)).toBeUndefined();
});

test("so do powers of the time, and growth that comes to rest", () => {
  expect(check((time) => 1e6 * time ** 8, evenly, 1e3)).toBeUndefined();
  expect(check((time) => 1e7 / (1 + Math.exp(10 - time)), evenly, 1e3)).toBeUndefined();
});
