// h → 1 where q > 0 and h → 0 where q < 0: h' = κ·(q⁺ − |q|·h). Its fixed point is q⁺/(q⁺ + q⁻), and it gets there at
// the rate κ·|q|, so that it is slow only close to the kink of |q|.

import type { Origin } from "@ncrn/language";
import {
  addPolynomials,
  multiplyPolynomials,
  type Polynomial,
  scalePolynomial,
  variablePolynomial,
} from "../../polynomials/polynomial.js";

/**
 * κ is the square of the annihilation rate k. Where q passes through 0 the step lags behind by a time of the order of
 * 1/√κ = 1/k, which is short against the time 1/√k in which the rails themselves change places.
 */
export function stepRate(annihilationRate: number): number {
  return annihilationRate * annihilationRate;
}

/** The right-hand side for the step of a variable. */
export function stepDerivative(step: string, variable: string, rate: number, origin: Origin): Polynomial {
  const magnitude: Polynomial = [
    { number: 1, parameters: [], variables: [{ name: variable, absolute: true, power: 1 }], origin },
  ];
  const positive = scalePolynomial(addPolynomials(variablePolynomial(variable, origin), magnitude), 0.5);
  const falling = multiplyPolynomials(magnitude, variablePolynomial(step, origin), origin);
  return scalePolynomial(addPolynomials(positive, scalePolynomial(falling, -1)), rate);
}
