import fc from "fast-check";
import { expect, test } from "vitest";
import { polynomialFromExpression } from "../../src/polynomials/polynomial-from-expression.js";
import {
  environment,
  evaluate,
  points,
  polynomialExpressions,
  valueOfPolynomial,
} from "../random-polynomials.js";

test("a polynomial has the value of its expression wherever it exists", () => {
  fc.assert(
    fc.property(polynomialExpressions, points, (expression, values) => {
      const result = polynomialFromExpression(expression, environment);
      fc.pre(result.kind === "polynomial" && result.polynomial.length < 200);
      const { value, magnitude } = valueOfPolynomial(result.polynomial, values);
      expect(Math.abs(value - evaluate(expression, values))).toBeLessThanOrEqual(1e-9 * magnitude);
    }),
    { numRuns: 500, seed: 1 },
  );
});
