// Random polynomial expressions with an evaluator of their own, for property tests.

import type { Origin, ScalarExpression } from "@ncrn/language";
import fc from "fast-check";
import { evaluateRateExpression } from "../src/network/rate-expression.js";
import type { PolynomialEnvironment } from "../src/polynomials/environment.js";
import type { Polynomial } from "../src/polynomials/polynomial.js";

export const origin: Origin = { file: "test.ncrn", span: { start: 0, end: 0 } };

/** Two rates with known values; every other name is a variable. */
export const rates: ReadonlyMap<string, number> = new Map([
  ["k", 0.75],
  ["m", 2.5],
]);

export const environment: PolynomialEnvironment = {
  valueOf: (expression) =>
    evaluateRateExpression(expression, {
      parameter: (id) => rates.get(id) ?? Number.NaN,
      species: () => Number.NaN,
      time: Number.NaN,
    }),
  meaningOf: (name) =>
    rates.has(name)
      ? { kind: "parameter", expression: { kind: "parameter", id: name } }
      : { kind: "variable", nonNegative: false },
};

export const number = (value: number): ScalarExpression => ({ kind: "Number", value, origin });
export const component = (name: string): ScalarExpression => ({ kind: "Component", name, origin });
export const call = (
  name: "abs" | "max" | "min" | "relu",
  ...values: ScalarExpression[]
): ScalarExpression => ({
  kind: "Call",
  function: name,
  arguments: values,
  origin,
});
export const binary = (
  operator: "+" | "-" | "*" | "/" | "^",
  left: ScalarExpression,
  right: ScalarExpression,
): ScalarExpression => ({ kind: "Binary", operator, left, right, origin });

/** Expressions over x, y, z and the rates k, m: sums, products, small powers, quotients by rates, absolute values of variables. */
export const polynomialExpressions: fc.Arbitrary<ScalarExpression> = fc.letrec<{
  expression: ScalarExpression;
}>((tie) => ({
  expression: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.integer({ min: -3, max: 3 }).map(number),
    fc.constantFrom("x", "y", "z", "k", "m").map(component),
    fc.constantFrom("x", "y", "z").map((name) => call("abs", component(name))),
    fc
      .tuple(fc.constantFrom("+", "-", "*"), tie("expression"), tie("expression"))
      .map(([operator, left, right]) => binary(operator, left, right)),
    fc
      .tuple(tie("expression"), fc.integer({ min: 0, max: 3 }))
      .map(([base, power]) => binary("^", base, number(power))),
    fc
      .tuple(tie("expression"), fc.constantFrom("k", "m"))
      .map(([left, rate]) => binary("/", left, component(rate))),
    tie("expression").map((operand): ScalarExpression => ({ kind: "Negate", operand, origin })),
  ),
})).expression;

/** Direct evaluation of the expressions above, independent of any polynomial. */
export function evaluate(expression: ScalarExpression, values: ReadonlyMap<string, number>): number {
  switch (expression.kind) {
    case "Number":
      return expression.value;
    case "Component":
      return values.get(expression.name) ?? rates.get(expression.name) ?? Number.NaN;
    case "Negate":
      return -evaluate(expression.operand, values);
    case "Call":
      return Math.abs(evaluate(expression.arguments[0]!, values));
    case "Binary": {
      const left = evaluate(expression.left, values);
      const right = evaluate(expression.right, values);
      if (expression.operator === "+") return left + right;
      if (expression.operator === "-") return left - right;
      if (expression.operator === "*") return left * right;
      if (expression.operator === "/") return left / right;
      return left ** right;
    }
    default:
      throw new Error(`unexpected ${expression.kind}`);
  }
}

/** Value of a polynomial, term by term, with the size of its largest term for judging round-off. */
export function valueOfPolynomial(
  polynomial: Polynomial,
  values: ReadonlyMap<string, number>,
): { readonly value: number; readonly magnitude: number } {
  let value = 0;
  let magnitude = 1;
  for (const monomial of polynomial) {
    let term = monomial.number;
    for (const { expression, power } of monomial.parameters) term *= environment.valueOf(expression) ** power;
    for (const { name, absolute, power } of monomial.variables) {
      const base = values.get(name) ?? Number.NaN;
      term *= (absolute ? Math.abs(base) : base) ** power;
    }
    value += term;
    magnitude = Math.max(magnitude, Math.abs(term));
  }
  return { value, magnitude };
}

/** Values of x, y and z of both signs. */
export const points: fc.Arbitrary<ReadonlyMap<string, number>> = fc
  .tuple(...["x", "y", "z"].map(() => fc.double({ min: -2, max: 2, noNaN: true })))
  .map((values) => new Map(["x", "y", "z"].map((name, index) => [name, values[index]!])));
