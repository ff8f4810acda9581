// What is known of the sign of a polynomial.

import type { PolynomialEnvironment } from "./environment.js";
import type { Polynomial, VariableFactor } from "./polynomial.js";

/** True if every term is known not to be negative, whatever the values of the variables. */
export function isNonNegative(polynomial: Polynomial, environment: PolynomialEnvironment): boolean {
  const isSafe = ({ name, absolute, power }: VariableFactor): boolean => {
    if (absolute || power % 2 === 0) return true;
    const meaning = environment.meaningOf(name);
    return meaning.kind === "variable" && meaning.nonNegative;
  };
  return polynomial.every(({ number, variables }) => number > 0 && variables.every(isSafe));
}
