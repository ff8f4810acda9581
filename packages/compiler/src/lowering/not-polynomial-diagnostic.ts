// What to say of an expression that is no polynomial.

import { createDiagnostic, type Diagnostic } from "@ncrn/language";
import type { NotPolynomial } from "../polynomials/environment.js";

/** `not-polynomial`, with the setting that helps unless it is in force already. */
export function notPolynomialDiagnostic(problem: NotPolynomial, polynomialize: boolean): Diagnostic {
  const { expression, origin } = problem;
  if (!polynomialize) return createDiagnostic("not-polynomial", origin, { expression });
  const hint = "`floor`, `ceil`, `round`, high powers and conditions on quantities have no polynomial form.";
  return createDiagnostic("not-polynomial", origin, { expression }, { hint });
}
