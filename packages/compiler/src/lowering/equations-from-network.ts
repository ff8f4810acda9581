// The `x' = …` lines of a crn → rate equations, with a diagnostic for each right-hand side that is not polynomial.

import { type CheckedNetwork, createDiagnostic, type Diagnostic } from "@ncrn/language";
import type { NotPolynomial, PolynomialEnvironment } from "../polynomials/environment.js";
import { polynomialFromExpression } from "../polynomials/polynomial-from-expression.js";
import type { RateEquation } from "./rate-equation.js";

/** One rate equation for every equation that is polynomial. */
export function equationsFromNetwork(
  network: CheckedNetwork,
  environment: PolynomialEnvironment,
): { readonly equations: readonly RateEquation[]; readonly diagnostics: readonly Diagnostic[] } {
  const equations: RateEquation[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { target, value, phase, origin } of network.equations) {
    const result = polynomialFromExpression(value, environment);
    if (result.kind === "problem") {
      diagnostics.push(notPolynomialDiagnostic(result.problem, network.lowering.polynomialize));
    } else {
      const phases = phase === undefined ? [] : [phase];
      const rule = `dynamics of ${target}`;
      equations.push({ target, value: result.polynomial, phases, role: "dynamics", rule, origin });
    }
  }
  return { equations, diagnostics };
}

/** `not-polynomial`, or an honest refusal where a later version will be able to help. */
export function notPolynomialDiagnostic(problem: NotPolynomial, polynomialize: boolean): Diagnostic {
  if (problem.kind === "absolute-value-of-sum") {
    const feature = `The absolute value of a sum, \`${problem.expression}\`, as reactions`;
    return createDiagnostic("not-available-yet", problem.origin, { feature });
  }
  if (polynomialize) {
    const feature = `Polynomialising \`${problem.expression}\``;
    return createDiagnostic("not-available-yet", problem.origin, { feature });
  }
  return createDiagnostic("not-polynomial", problem.origin, { expression: problem.expression });
}
