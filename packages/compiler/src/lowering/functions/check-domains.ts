// Functions that have no value everywhere: those that start outside of their domain, and those that may leave it.

import { createDiagnostic, type Diagnostic } from "@ncrn/language";
import type { PolynomialEnvironment } from "../../polynomials/environment.js";
import { printPolynomial } from "../../polynomials/print-polynomial.js";
import { isNonNegative } from "../../polynomials/sign-of-polynomial.js";
import { hasDomain } from "./function-values.js";
import type { FunctionVariable } from "./function-variable.js";

/** A warning for each argument of a logarithm, root or division that is not known to keep its sign, once a place. */
export function checkDomains(
  variables: readonly FunctionVariable[],
  environment: PolynomialEnvironment,
): readonly Diagnostic[] {
  const places = new Set<number>();
  return variables.flatMap((variable) => {
    const { argument, meaning, origin } = variable;
    if (!hasDomain(variable.function) || isNonNegative(argument, environment)) return [];
    if (places.has(origin.span.start)) return [];
    places.add(origin.span.start);
    const written = printPolynomial(argument);
    return [createDiagnostic("domain-not-proven", origin, { call: meaning, argument: written })];
  });
}

/** The error for a function without a value where the run starts. */
export function outsideDomain({ meaning, argument, origin }: FunctionVariable, value: number): Diagnostic {
  return createDiagnostic("outside-domain", origin, {
    call: meaning,
    argument: printPolynomial(argument),
    value: String(value),
  });
}
