// Warns where rails cancel too slowly for the forms that need one of them to be empty.

import { createDiagnostic, type Diagnostic, type LoweringSettings } from "@ncrn/language";
import { coefficientExpression } from "../polynomials/constant-polynomials.js";
import type { PolynomialEnvironment } from "../polynomials/environment.js";
import type { RateEquation } from "./rate-equation.js";

/** Below this ratio the relative error of an absolute value exceeds a tenth where concentrations are near 1. */
const SMALLEST_RATIO = 10;

/**
 * One `rails-too-slow` at the fastest term of the equations, if absolute values are read or rails are compact, and
 * annihilation is less than ten times as fast. Rate constants are compared as numbers: at concentrations of 1.
 */
export function checkAnnihilation(
  equations: readonly RateEquation[],
  { annihilate, rails }: LoweringSettings,
  environment: PolynomialEnvironment,
): readonly Diagnostic[] {
  const terms = equations.flatMap(({ value }) => value);
  const readsAbsolute = terms.some(({ variables }) => variables.some(({ absolute }) => absolute));
  if (!readsAbsolute && rails === "dual") return [];
  const rates = terms.map((term) => ({
    rate: environment.valueOf(coefficientExpression(term, Math.abs(term.number))),
    origin: term.origin,
  }));
  const largest = rates.reduce((fastest, { rate }) => Math.max(fastest, rate), 0);
  const fastest = rates.find(({ rate }) => rate === largest);
  if (fastest === undefined || annihilate >= SMALLEST_RATIO * largest) return [];
  const error = `${Math.round((100 * largest) / annihilate)} %`;
  const parameters = { annihilate: String(annihilate), rate: String(largest), error };
  return [createDiagnostic("rails-too-slow", fastest.origin, parameters)];
}
