// Polynomial → expression of the network, with its variables as species.

import { binaryExpression, numberExpression } from "../network/rate-expression.js";
import type { RateExpression } from "../network/reaction-network.js";
import { coefficientExpression } from "./constant-polynomials.js";
import type { Monomial, Polynomial, VariableFactor } from "./polynomial.js";

/** The sum of the monomials in their order; terms after the first that fall are subtracted. */
export function expressionFromPolynomial(polynomial: Polynomial): RateExpression {
  const [first, ...others] = polynomial;
  if (first === undefined) return numberExpression(0);
  return others.reduce<RateExpression>(
    (left, monomial) => ({
      kind: "binary",
      operator: monomial.number < 0 ? "-" : "+",
      left,
      right: magnitudeOf(monomial),
    }),
    first.number < 0 ? { kind: "negate", operand: magnitudeOf(first) } : magnitudeOf(first),
  );
}

function magnitudeOf(monomial: Monomial): RateExpression {
  return monomial.variables.reduce<RateExpression>(
    (product, factor) => binaryExpression("*", product, expressionOfFactor(factor)),
    coefficientExpression(monomial, Math.abs(monomial.number)),
  );
}

function expressionOfFactor({ name, absolute, power }: VariableFactor): RateExpression {
  const variable: RateExpression = { kind: "species", id: name };
  const base: RateExpression = absolute ? { kind: "call", function: "abs", arguments: [variable] } : variable;
  return binaryExpression("^", base, numberExpression(power));
}
