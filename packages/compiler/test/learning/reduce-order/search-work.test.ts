import { analyze, atOnce, createSourceText } from "@ncrn/language";
import { expect, test } from "vitest";
import { circuitEquations } from "../../../src/learning/circuit-equations.js";
import { reduceOrderOfCircuit } from "../../../src/learning/reduce-order/reduce-order-of-circuit.js";
import { SEARCH_BUDGET } from "../../../src/lowering/reduce-order/search-auxiliaries.js";
import { createIdentifiers } from "../../../src/network/identifiers.js";
import { degreeOf } from "../../../src/polynomials/polynomial.js";

/** Reduces a learner with one input per state to order two: the work of the search, and what became of the circuit. */
function reduce(states: string, dynamics: string, weights = "weight theta = 0.3") {
  const text = `model M {
  input x${states}
  target y
  ${weights}
  state z${states} = x
  z' = ${dynamics}
  output yhat = ${states === "" ? "z" : "sum(z)"}
  loss = (yhat - y)^2 / 2
}
learn M as L { phases { forward: 0.5 }; lower { polynomialize: true } }`;
  const { program, diagnostics } = analyze(createSourceText("test.ncrn", text), {});
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  const circuit = atOnce(circuitEquations(program.learns[0]!, createIdentifiers(), new Set()));
  const { circuit: reduced, work, diagnostics: said } = reduceOrderOfCircuit(circuit, 2);
  const order = Math.max(...reduced.equations.flatMap(({ value }) => value.map(degreeOf)));
  const added = reduced.auxiliaries.length - circuit.auxiliaries.length;
  return { order, work, added, isComplete: said.length === 0 };
}

/** Found and proved to be fewest with at most so many operations on products. */
function check(dynamics: string, expected: { readonly added: number; readonly work: number }): void {
  const { order, work, added, isComplete } = reduce("", dynamics);
  expect([order, isComplete]).toEqual([2, true]);
  expect(added).toBeLessThanOrEqual(expected.added);
  expect(work).toBeGreaterThan(0);
  expect(work).toBeLessThan(expected.work);
}

test("functions of one state are reduced with little work", () => {
  check("theta * x + exp(-z)", { added: 1, work: 2_000 });
  check("theta * exp(-z)", { added: 1, work: 2_000 });
  check("theta * sin(z)", { added: 2, work: 10_000 });
  check("theta * sqrt(1 + z^2)", { added: 8, work: 150_000 });
  check("theta / (1 + z^2)", { added: 8, work: 150_000 });
  check("tanh(theta * x) - z", { added: 5, work: 150_000 });
  check("theta * z^2 / (1 + z^2) - z", { added: 5, work: 600_000 });
});

// What the search does between two looks at the count stays below this part of the budget.
const OVERSHOOT = 1.05;

test.each([
  ["", "theta * x + z^2 / (1 + z^2) - z", undefined, 6],
  ["", "theta * x + sqrt(1 + z^2)", undefined, 7],
  ["", "theta * x + 1 / (1 + z^2)", undefined, 8],
  ["[2]", "tanh(t * x) - z", "weight t[2,2] = 0.1", 10],
  ["[6]", "tanh(t * x) - z", "weight t[6,6] = 0.1", 30],
  ["[3]", "t * x + z .* z ./ (1 + z .* z) - z", "weight t[3,3] = 0.1", 21],
  ["[3]", "t * (z .* z)", "weight t[3,3] = 0.1", 18],
  ["[6]", "t * (z .* z)", "weight t[6,6] = 0.1", 204],
  ["[6]", "t * (z .* z .* z)", "weight t[6,6] = 0.1", 312],
  ["[3]", "tanh(t * z) - z", "weight t[3,3] = 0.1", 220],
])("z%s' = %s is reduced within the budget", (states, dynamics, weights, most) => {
  const { order, work, added } = reduce(states, dynamics, weights);
  expect(order).toBe(2);
  expect(work).toBeLessThan(OVERSHOOT * SEARCH_BUDGET);
  expect(added).toBeLessThanOrEqual(most);
});
