// Polynomial → its partial derivative. Absolute values are differentiated where the result is again one of ours.

import type { Origin } from "@ncrn/language";
import {
  addPolynomials,
  type Monomial,
  multiplyPolynomials,
  type Polynomial,
  type VariableFactor,
} from "./polynomial.js";

/** The derivative, or the source term that has none. */
export type DerivativeResult =
  | { readonly kind: "derivative"; readonly polynomial: Polynomial }
  | { readonly kind: "not-differentiable"; readonly origin: Origin };

/**
 * ∂/∂variable. With s = sign(q): d|q|/dq = s, q·s = |q|, |q|·s = q, so `q·|q|` gives `2|q|`,
 * while a bare `|q|` has a kink at 0.
 * @param signOf the sign of a variable as a polynomial; without it a bare absolute value is refused
 */
export function derivativeOf(
  polynomial: Polynomial,
  variable: string,
  signOf?: (variable: string, origin: Origin) => Polynomial,
): DerivativeResult {
  const terms: Monomial[] = [];
  for (const monomial of polynomial) {
    const plain = monomial.variables.find((factor) => factor.name === variable && !factor.absolute);
    const absolute = monomial.variables.some((factor) => factor.name === variable && factor.absolute);
    if (plain === undefined && !absolute) continue;
    if (plain === undefined) {
      if (signOf === undefined) return { kind: "not-differentiable", origin: monomial.origin };
      const others = monomial.variables.filter(({ name }) => name !== variable);
      const sign = signOf(variable, monomial.origin);
      terms.push(...multiplyPolynomials([{ ...monomial, variables: others }], sign, monomial.origin));
      continue;
    }
    // d(qⁿ|q|) = (n + 1)·qⁿ⁻¹·|q| and d(qⁿ) = n·qⁿ⁻¹: one rule for both.
    terms.push({
      ...monomial,
      number: monomial.number * (plain.power + (absolute ? 1 : 0)),
      variables: withPower(monomial.variables, plain, plain.power - 1),
    });
  }
  return { kind: "derivative", polynomial: addPolynomials(terms) };
}

function withPower(
  variables: readonly VariableFactor[],
  changed: VariableFactor,
  power: number,
): readonly VariableFactor[] {
  return variables.flatMap((factor) =>
    factor !== changed ? [factor] : power === 0 ? [] : [{ ...factor, power }],
  );
}
