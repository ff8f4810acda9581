// Polynomial over signed variables → polynomial over rails: q = q⁺ − q⁻, |q| = q⁺ + q⁻, all cross terms included.
// |q| is exact only while one of the rails is empty, that is in the limit of fast annihilation.

import type { Rails } from "../network/reaction-network.js";
import {
  addPolynomials,
  type Monomial,
  multiplyPolynomials,
  type Polynomial,
  powerOfPolynomial,
} from "../polynomials/polynomial.js";

/** The variables of the result are species identifiers, none of them absolute. */
export function expandRails(polynomial: Polynomial, railsOf: (variable: string) => Rails): Polynomial {
  return addPolynomials(...polynomial.map((monomial) => expandMonomial(monomial, railsOf)));
}

/**
 * The same without products of the two rails of one quantity, such as q⁺²·q⁻ in q³: one rail is nearly empty where rails
 * annihilate fast, so that the relative error is of the order of 1/annihilation rate.
 */
export function expandRailsCompactly(
  polynomial: Polynomial,
  railsOf: (variable: string) => Rails,
): Polynomial {
  return addPolynomials(
    ...polynomial.map((monomial) => {
      const pairs = monomial.variables.map(({ name }) => railsOf(name));
      return expandMonomial(monomial, railsOf).filter(
        ({ variables }) =>
          !pairs.some(({ positive, negative }) =>
            [positive, negative].every((rail) => variables.some(({ name }) => name === rail)),
          ),
      );
    }),
  );
}

function expandMonomial(monomial: Monomial, railsOf: (variable: string) => Rails): Polynomial {
  const { origin } = monomial;
  const start: Polynomial = [{ ...monomial, variables: [] }];
  return monomial.variables.reduce<Polynomial>((product, factor) => {
    const rails = railsOf(factor.name);
    const positive = railTerm(rails.positive, 1, monomial);
    const negative =
      rails.negative === undefined ? [] : railTerm(rails.negative, factor.absolute ? 1 : -1, monomial);
    const value = addPolynomials(positive, negative);
    return multiplyPolynomials(product, powerOfPolynomial(value, factor.power, origin), origin);
  }, start);
}

function railTerm(species: string, number: number, { origin }: Monomial): Polynomial {
  return [{ number, parameters: [], variables: [{ name: species, absolute: false, power: 1 }], origin }];
}
