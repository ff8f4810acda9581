// Polynomials as text for messages, explanations and tests.

import { expressionText } from "../network/expression-text.js";
import { coefficientExpression } from "./constant-polynomials.js";
import type { Monomial, Polynomial } from "./polynomial.js";

/** `2*k*x^2*|y|`, with the sign in front. */
export function printMonomial(monomial: Monomial): string {
  const factors = monomial.variables.map(({ name, absolute, power }) => {
    const base = absolute ? `|${name}|` : name;
    return power === 1 ? base : `${base}^${power}`;
  });
  const magnitude = Math.abs(monomial.number);
  const hasCoefficient = magnitude !== 1 || monomial.parameters.length > 0 || factors.length === 0;
  const coefficient = hasCoefficient ? [expressionText(coefficientExpression(monomial, magnitude))] : [];
  return `${monomial.number < 0 ? "-" : ""}${[...coefficient, ...factors].join("*")}`;
}

/** A sum of monomials, `0` if empty. */
export function printPolynomial(polynomial: Polynomial): string {
  if (polynomial.length === 0) return "0";
  return polynomial.map(printMonomial).join(" + ").replaceAll("+ -", "- ");
}
