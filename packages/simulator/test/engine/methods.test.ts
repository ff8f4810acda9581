import { expect, test } from "vitest";
import {
  quadratureWeights,
  type RosenbrockMethod,
  rodas4,
  rodas5p,
  timesOfStages,
} from "../../src/engine/methods/rosenbrock-methods.js";
import { tsitouras, tsitourasInterpolant } from "../../src/engine/methods/tsitouras.js";
import { rodas5P } from "../../src/interpreter/rosenbrock-method.js";
import { type ClassicalMethod, classicalRosenbrock, worstCondition } from "../order-conditions.js";

/** The method has the order, up to rounding, and not the next one. */
function expectOrder(
  method: ClassicalMethod,
  order: number,
  { rounding, until = 1 }: { rounding: number; until?: number },
) {
  for (let lower = 1; lower <= order; lower++)
    expect(worstCondition(method, lower, until), `order ${lower}`).toBeLessThan(rounding);
  expect(worstCondition(method, order + 1, until)).toBeGreaterThan(1e-7);
}

const alpha = tsitouras.weights.map((row: readonly number[]) =>
  Array.from({ length: 7 }, (_, j) => row[j] ?? 0),
);
const explicit = (weights: number[]): ClassicalMethod => ({ alpha, beta: alpha, weights });

test("Tsitouras' method has order 5 and its embedded method order 4", () => {
  expectOrder(explicit(alpha[6]!), 5, { rounding: 5e-14 });
  expectOrder(explicit(alpha[6]!.map((weight, i) => weight - tsitouras.error[i]!)), 4, { rounding: 5e-14 });
  alpha.forEach((row, i) => {
    expect(row.reduce((sum, a) => sum + a, 0)).toBeCloseTo(tsitouras.times[i]!, 14);
  });
});

test.each([0.1, 0.35, 0.5, 0.8, 1])("Tsitouras' interpolant has order 4 at %d of the step", (fraction) => {
  const weights = tsitourasInterpolant().map((powers) =>
    powers.reduce((sum, factor, power) => sum + factor * fraction ** (power + 1), 0),
  );
  for (const order of [1, 2, 3, 4])
    expect(worstCondition(explicit(weights), order, fraction), `order ${order}`).toBeLessThan(1e-13);
});

/** What the stages count for at a fraction of the step. */
function denseWeights({ weights, dense }: RosenbrockMethod, fraction: number): number[] {
  const solution = [...weights.at(-1)!, 1];
  return solution.map((weight, stage) => {
    const bend = dense.reduceRight((inner, row) => row[stage]! + fraction * inner, 0);
    return fraction * (weight + (1 - fraction) * bend);
  });
}

test.each([
  { method: rodas4, embedded: 3, dense: 3 },
  { method: rodas5p, embedded: 4, dense: 4 },
])("$method.name has its orders: solution, embedded method, interpolant", ({ method, embedded, dense }) => {
  const solution = [...method.weights.at(-1)!, 1];
  const rounding = 2e-12;
  expectOrder(classicalRosenbrock(method, solution), method.order, { rounding });
  expectOrder(classicalRosenbrock(method, [...solution.slice(0, -1), 0]), embedded, { rounding });
  for (const fraction of [0.2, 0.5, 0.9]) {
    const within = classicalRosenbrock(method, denseWeights(method, fraction));
    for (let order = 1; order <= dense; order++)
      expect(worstCondition(within, order, fraction), `order ${order} at ${fraction}`).toBeLessThan(rounding);
  }
});

/** y' = g(t) along the stages of a Rosenbrock method: t is an unknown with rate 1, g a polynomial of it. */
test.each([rodas4, rodas5p])(
  "the integrals of $name are what its stages give to an unknown of their own",
  (method) => {
    const { gamma, weights, couplings } = method;
    const h = 0.3;
    const g = (t: number): number => 1 + t + 3 * t ** 2;
    const slope = (t: number): number => 1 + 6 * t;
    // The matrix of (t, y) is ((d, 0), (−g', d)) with d = 1/(hγ).
    const kt: number[] = [];
    const ky: number[] = [];
    const added = { solution: 0, error: 0 };
    const split = quadratureWeights(method);
    weights.forEach((row, stage) => {
      const sum = (factors: readonly number[], values: readonly number[]): number =>
        factors.reduce((total, factor, index) => total + factor * values[index]!, 0);
      const t = 0.1 + sum(row, kt);
      kt.push(h * gamma * (1 + sum(couplings[stage]!, kt) / h));
      const right = g(t) + slope(0.1) * kt[stage]!;
      ky.push(h * gamma * (right + sum(couplings[stage]!, ky) / h));
      added.solution += h * split.solution[stage]! * right;
      added.error += h * split.error[stage]! * right;
    });
    const whole =
      weights.at(-1)!.reduce((total, weight, index) => total + weight * ky[index]!, 0) + ky.at(-1)!;
    expect(added.solution).toBeCloseTo(whole, 13);
    expect(added.error).toBeCloseTo(ky.at(-1)!, 13);
  },
);

test("times of stages and weights of ∂f/∂t are those that the authors state", () => {
  const close = (found: readonly number[], stated: ArrayLike<number>): void =>
    found.forEach((value, stage) => {
      expect(value).toBeCloseTo(stated[stage]!, 12);
    });
  // E. Hairer and G. Wanner, Solving Ordinary Differential Equations II, table of RODAS; G. Steinebach for Rodas5P.
  const { times, timeWeights } = timesOfStages(rodas4);
  close(times, [0, 0.386, 0.21, 0.63, 1, 1]);
  close(timeWeights, [0.25, -0.1043, 0.1035, -0.0362, 0, 0]);
  close(timesOfStages(rodas5p).times, rodas5P.times);
  close(timesOfStages(rodas5p).timeWeights, rodas5P.timeWeights);
  // What the correction of a step relies on.
  const { solution } = quadratureWeights(rodas5p);
  const ofTime = solution.reduce((sum, weight, stage) => sum + weight * rodas5P.timeWeights[stage]!, 0);
  expect(Math.abs(ofTime)).toBeLessThan(1e-13);
});
