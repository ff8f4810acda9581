import { expect, test } from "vitest";
import { prepareSystem } from "../../src/equations/prepared-system.js";
import {
  dormandPrince,
  dormandPrinceInterpolate,
  dormandPrinceStep,
} from "../../src/interpreter/dormand-prince-method.js";
import { bindSystem, evaluateRates } from "../../src/interpreter/evaluate-system.js";
import { createOdeSolver, type OdeSolver } from "../../src/interpreter/ode-solver.js";
import { rodas5P, rosenbrockInterpolate, rosenbrockStep } from "../../src/interpreter/rosenbrock-method.js";
import { classicalRosenbrock, treesOfOrder, worstCondition } from "../order-conditions.js";
import { programFromLines } from "../program-from-lines.js";

test("there are as many trees as there should be", () => {
  expect([1, 2, 3, 4, 5, 6].map((order) => treesOfOrder(order).length)).toEqual([1, 1, 2, 4, 9, 20]);
});

test("Rodas5P meets the conditions of order 5, its embedded method those of order 4", () => {
  const solution = [...rodas5P.stageWeights[7]!, 1];
  const transformed = { ...rodas5P, weights: rodas5P.stageWeights };
  const method = classicalRosenbrock(transformed, solution);
  for (const order of [1, 2, 3, 4, 5])
    expect(worstCondition(method, order), `order ${order}`).toBeLessThan(1e-12);
  expect(worstCondition(method, 6)).toBeGreaterThan(1e-5);
  const embedded = classicalRosenbrock(transformed, [...solution.slice(0, 7), 0]);
  for (const order of [1, 2, 3, 4])
    expect(worstCondition(embedded, order), `order ${order}`).toBeLessThan(1e-12);
  expect(worstCondition(embedded, 5)).toBeGreaterThan(1e-5);
  // Times are row sums of α, time weights row sums of γ.
  method.alpha.forEach((row, i) => {
    const sum = row.reduce((total, a) => total + a, 0);
    expect(sum).toBeCloseTo(rodas5P.times[i]!, 12);
    expect(method.beta[i]!.reduce((total, b) => total + b, 0) - sum).toBeCloseTo(rodas5P.timeWeights[i]!, 12);
  });
});

test("Dormand and Prince's method meets the conditions of order 5, its embedded method those of order 4", () => {
  const alpha = dormandPrince.weights.map((row) => Array.from({ length: 7 }, (_, j) => row[j] ?? 0));
  const method = { alpha, beta: alpha, weights: alpha[6]! };
  for (const order of [1, 2, 3, 4, 5])
    expect(worstCondition(method, order), `order ${order}`).toBeLessThan(1e-14);
  expect(worstCondition(method, 6)).toBeGreaterThan(1e-5);
  const embedded = {
    ...method,
    weights: method.weights.map((weight, i) => weight - dormandPrince.error[i]!),
  };
  for (const order of [1, 2, 3, 4])
    expect(worstCondition(embedded, order), `order ${order}`).toBeLessThan(1e-14);
  for (const [i, row] of alpha.entries()) {
    expect(row.reduce((sum, a) => sum + a, 0)).toBeCloseTo(dormandPrince.times[i]!, 14);
  }
});

/** Lotka–Volterra driven by a law of time: nonlinear, and ∂f/∂t is not 0. */
const driven = programFromLines({
  species: ["A = 1", "B = 0.5", "C"],
  reactions: [
    "A ->{1} 2 A",
    "A + B ->{1} 2 B",
    "B ->{1} 0",
    "0 -> B: time 2 * sin 1 + 0.3 *",
    "A ->{1} A + C",
  ],
});

interface Method {
  step(solver: OdeSolver, time: number, step: number): number;
  interpolate(solver: OdeSolver, fraction: number, target: Float64Array): void;
}

const methods: Readonly<Record<string, Method>> = {
  Rodas5P: {
    step: (solver, time, step) => rosenbrockStep(solver, time, step, true),
    interpolate: rosenbrockInterpolate,
  },
  "Dormand–Prince": { step: dormandPrinceStep, interpolate: dormandPrinceInterpolate },
};

/** Solution of the driven system after `steps` equal steps to t = 2, and in the middle of the last step. */
function solveWith(method: Method, steps: number): { end: Float64Array; middle: Float64Array } {
  const system = prepareSystem(driven, undefined);
  const solver = createOdeSolver(system, { relative: 1e-9, absolute: 1e-12 });
  bindSystem(system, Float64Array.of(1, 0.5, 0), new Float64Array(0));
  solver.y.set([1, 0.5, 0]);
  const middle = new Float64Array(3);
  const h = 2 / steps;
  for (let i = 0; i < steps; i++) {
    evaluateRates(system, i * h, solver.y, solver.rates);
    method.step(solver, i * h, h);
    method.interpolate(solver, 0.5, middle);
    solver.y.set(solver.next);
  }
  return { end: solver.y, middle };
}

test.each(Object.entries(methods))("%s: observed order 5, dense output of order 4", (_, method) => {
  const exact = solveWith(methods["Dormand–Prince"]!, 4000).end;
  const distance = (a: Float64Array, b: Float64Array) =>
    Math.max(...a.map((value, i) => Math.abs(value - b[i]!)));
  const orders = [20, 40].map((steps) =>
    Math.log2(
      distance(solveWith(method, steps).end, exact) / distance(solveWith(method, 2 * steps).end, exact),
    ),
  );
  for (const order of orders) expect(order).toBeGreaterThan(4.6);
  // The middle of the last step of 2n steps is a quarter of a step of n before the end: compare with fine solutions.
  const middleError = (steps: number) => {
    const fine = solveTo(2 - 1 / steps);
    return distance(solveWith(method, steps).middle, fine);
  };
  expect(Math.log2(middleError(20) / middleError(40))).toBeGreaterThan(3.7);
});

/** The driven system at a time before 2, by 4000 steps. */
function solveTo(time: number): Float64Array {
  const system = prepareSystem(driven, undefined);
  const solver = createOdeSolver(system, { relative: 1e-9, absolute: 1e-12 });
  bindSystem(system, Float64Array.of(1, 0.5, 0), new Float64Array(0));
  solver.y.set([1, 0.5, 0]);
  const h = time / 4000;
  for (let i = 0; i < 4000; i++) {
    evaluateRates(system, i * h, solver.y, solver.rates);
    dormandPrinceStep(solver, i * h, h);
    solver.y.set(solver.next);
  }
  return solver.y;
}
