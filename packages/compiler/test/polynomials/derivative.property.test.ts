import fc from "fast-check";
import { expect, test } from "vitest";
import { derivativeOf } from "../../src/polynomials/derivative.js";
import { polynomialFromExpression } from "../../src/polynomials/polynomial-from-expression.js";
import { environment, points, polynomialExpressions, valueOfPolynomial } from "../random-polynomials.js";

test("the derivative agrees with central differences away from kinks", () => {
  fc.assert(
    fc.property(polynomialExpressions, points, fc.constantFrom("x", "y", "z"), (expression, values, name) => {
      const result = polynomialFromExpression(expression, environment);
      fc.pre(result.kind === "polynomial" && result.polynomial.length < 100);
      const derivative = derivativeOf(result.polynomial, name);
      fc.pre(derivative.kind === "derivative");
      const at = values.get(name)!;
      const step = 1e-5;
      fc.pre(Math.abs(at) > 2 * step);
      const shifted = (by: number) =>
        valueOfPolynomial(result.polynomial, new Map([...values, [name, at + by]])).value;
      const difference = (shifted(step) - shifted(-step)) / (2 * step);
      const { value, magnitude } = valueOfPolynomial(derivative.polynomial, values);
      const scale = Math.max(magnitude, valueOfPolynomial(result.polynomial, values).magnitude);
      expect(Math.abs(value - difference)).toBeLessThanOrEqual(1e-4 * scale);
    }),
    { numRuns: 500, seed: 2 },
  );
});

test("a bare absolute value has no derivative, its product with the variable has", () => {
  const absolute = { name: "z", absolute: true, power: 1 };
  const plain = { name: "z", absolute: false, power: 1 };
  const origin = { file: "test.ncrn", span: { start: 0, end: 0 } };
  const term = (variables: (typeof absolute)[]) => [{ number: 1, parameters: [], variables, origin }];
  expect(derivativeOf(term([absolute]), "z").kind).toBe("not-differentiable");
  expect(derivativeOf(term([plain, absolute]), "z")).toEqual({
    kind: "derivative",
    polynomial: [{ number: 2, parameters: [], variables: [absolute], origin }],
  });
});
