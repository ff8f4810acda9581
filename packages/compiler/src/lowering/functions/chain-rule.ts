// Derivatives through function variables: ∂P/∂q + Σ ∂P/∂v · φ'(v, …) · ∂g/∂q over all v = φ(g) in P, recursively.

import { InternalError } from "@ncrn/language";
import { derivativeOf } from "../../polynomials/derivative.js";
import {
  addPolynomials,
  multiplyPolynomials,
  type Polynomial,
  variablesOf,
} from "../../polynomials/polynomial.js";
import type { FunctionVariables } from "./function-variables.js";

/**
 * Total derivative by a variable that is no function; the terms point at those of the given polynomial. The sign in the
 * derivative of an absolute value is registered as a function of its own.
 */
export function totalDerivative(
  polynomial: Polynomial,
  variable: string,
  functions: FunctionVariables,
): Polynomial {
  const inner = [...variablesOf(polynomial)].flatMap((name) => {
    const found = functions.find(name);
    if (found === undefined || found.derivative.length === 0) return [];
    const ofArgument = totalDerivative(found.argument, variable, functions);
    if (ofArgument.length === 0) return [];
    const slope = multiplyPolynomials(found.derivative, ofArgument, found.origin);
    return [timesEach(partialDerivative(polynomial, name, functions), slope)];
  });
  return addPolynomials(partialDerivative(polynomial, variable, functions), ...inner);
}

function partialDerivative(
  polynomial: Polynomial,
  variable: string,
  { signOf }: FunctionVariables,
): Polynomial {
  const result = derivativeOf(polynomial, variable, signOf);
  if (result.kind === "derivative") return result.polynomial;
  throw new InternalError(`No derivative by ${variable}`);
}

/** The product, each term with the origin of the term of the first factor. */
export function timesEach(terms: Polynomial, factor: Polynomial): Polynomial {
  return addPolynomials(...terms.map((term) => multiplyPolynomials([term], factor, term.origin)));
}
