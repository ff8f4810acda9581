// Warns of even powers that may escape: `z' = … - z^2` has no lower bound for negative z.

import { createDiagnostic, type Diagnostic } from "@ncrn/language";
import { printMonomial } from "../polynomials/print-polynomial.js";
import type { RailTable, RateEquation } from "./rate-equation.js";

/** One `even-power-on-rails` for each falling even power of a two-rail variable in its own equation. */
export function checkEvenPowers(equations: readonly RateEquation[], rails: RailTable): readonly Diagnostic[] {
  return equations.flatMap(({ target, value, phases }) => {
    if (rails.read(target, phases).negative === undefined) return [];
    return value
      .filter((term) => {
        const own = term.variables.filter(({ name }) => name === target);
        const power = own.reduce((sum, factor) => sum + factor.power, 0);
        return term.number < 0 && power > 0 && power % 2 === 0 && !own.some(({ absolute }) => absolute);
      })
      .map((term) => {
        const alternative = `${target}*abs(${target})`;
        return createDiagnostic("even-power-on-rails", term.origin, {
          name: target,
          term: printMonomial(term),
          alternative,
        });
      });
  });
}
