import type { ScalarExpression } from "@ncrn/language";
import { expect, test } from "vitest";
import { polynomialFromExpression } from "../../src/polynomials/polynomial-from-expression.js";
import { printPolynomial } from "../../src/polynomials/print-polynomial.js";
import { binary, call, component, environment, number, origin } from "../random-polynomials.js";

const [x, y, z, k, m] = ["x", "y", "z", "k", "m"].map(component) as [
  ScalarExpression,
  ScalarExpression,
  ScalarExpression,
  ScalarExpression,
  ScalarExpression,
];

function check(expression: ScalarExpression, expected: string): void {
  const result = polynomialFromExpression(expression, environment);
  expect(
    result.kind === "polynomial" ? printPolynomial(result.polynomial) : `no: ${result.problem.expression}`,
  ).toBe(expected);
}

test("products are expanded and equal terms collected", () => {
  check(binary("^", binary("-", x, y), number(2)), "x^2 - 2*x*y + y^2");
  check(binary("-", x, x), "0");
});

test("rates stay symbols, divisions become negative powers", () => {
  check(binary("*", k, binary("-", y, x)), "k*y - k*x");
  check(binary("/", binary("*", binary("*", k, m), x), m), "k*x");
  check(binary("/", x, binary("+", k, m)), "1 / (k + m)*x".replace("1 / (k + m)", "1 / (k + m)"));
});

test("absolute values: |q|·|q| = q², |-2xy| = 2|x||y|, sums are refused", () => {
  check(binary("*", call("abs", z), call("abs", z)), "z^2");
  check(call("abs", binary("*", number(-2), binary("*", x, y))), "2*|x|*|y|");
  check(call("abs", binary("^", z, number(3))), "z^2*|z|");
  check(call("abs", binary("+", x, y)), "no: abs(x + y)");
  check(call("relu", x), "0.5*x + 0.5*|x|");
  check(call("max", x, number(0)), "0.5*x + 0.5*|x|");
});

test("what is not polynomial is named", () => {
  check({ kind: "Call", function: "exp", arguments: [x], origin }, "no: exp(x)");
  check(binary("/", k, x), "no: k / x");
  check(binary("+", y, binary("^", x, number(0.5))), "no: x ^ 0.5");
});
