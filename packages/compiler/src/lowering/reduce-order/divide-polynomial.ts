// Recognising a sum inside a polynomial: P = q·C + rest, where C becomes one variable.

import {
  factorsKey,
  type Monomial,
  multiplyMonomials,
  type Polynomial,
  variablePolynomial,
} from "../../polynomials/polynomial.js";
import { quotientOf } from "./power-product.js";

const RELATIVE_ROUNDING = 1e-12;

/** The polynomial with every multiple of `divisor` (two terms or more) replaced by that multiple of a variable. */
export function divideOut(polynomial: Polynomial, divisor: Polynomial, variable: string): Polynomial {
  const [first] = divisor;
  if (first === undefined) return polynomial;
  const left = new Map(polynomial.map((term) => [factorsKey(term), term]));
  const result: Monomial[] = [];
  for (const term of polynomial) {
    if (!left.has(factorsKey(term))) continue;
    const quotient = quotientOfMonomials(term, first);
    const parts = quotient?.number === 0 || quotient === undefined ? [] : partsOf(quotient, divisor, left);
    if (quotient === undefined || parts.length < divisor.length) {
      result.push(term);
      continue;
    }
    for (const part of parts) left.delete(factorsKey(part));
    result.push(
      ...variablePolynomial(variable, term.origin).map((one) =>
        multiplyMonomials(quotient, one, term.origin),
      ),
    );
  }
  // A term kept before a later multiple was found to contain it is no longer there.
  return result.filter(
    (term) => left.has(factorsKey(term)) || term.variables.some(({ name }) => name === variable),
  );
}

function partsOf(
  quotient: Monomial,
  divisor: Polynomial,
  terms: ReadonlyMap<string, Monomial>,
): readonly Monomial[] {
  return divisor.flatMap((part) => {
    const wanted = multiplyMonomials(quotient, part, quotient.origin);
    const found = terms.get(factorsKey(wanted));
    if (found === undefined) return [];
    return Math.abs(found.number - wanted.number) <= RELATIVE_ROUNDING * Math.abs(wanted.number)
      ? [found]
      : [];
  });
}

/** Undefined if a variable or parameter of the divisor is missing. */
function quotientOfMonomials(term: Monomial, divisor: Monomial): Monomial | undefined {
  const variables = quotientOf(term.variables, divisor.variables);
  if (variables === undefined) return undefined;
  const powers = new Map(term.parameters.map(({ key, power }) => [key, power]));
  if (divisor.parameters.some(({ key, power }) => power > 0 && (powers.get(key) ?? 0) < power))
    return undefined;
  const inverse: Monomial = {
    ...divisor,
    number: 1 / divisor.number,
    parameters: divisor.parameters.map((factor) => ({ ...factor, power: -factor.power })),
    variables: [],
  };
  return multiplyMonomials({ ...term, variables }, inverse, term.origin);
}
