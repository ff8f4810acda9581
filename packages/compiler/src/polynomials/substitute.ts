// Polynomial → the same polynomial with variables renamed, or set to 0.

import { addPolynomials, multiplyPolynomials, type Polynomial } from "./polynomial.js";

/** Renames variables; a variable mapped to `undefined` is 0. Others stay. Equal monomials are collected. */
export function renameVariables(
  polynomial: Polynomial,
  renamed: ReadonlyMap<string, string | undefined>,
): Polynomial {
  const isChanged = polynomial.some(({ variables }) => variables.some(({ name }) => renamed.has(name)));
  if (!isChanged) return polynomial;
  return addPolynomials(
    ...polynomial.map((monomial) =>
      monomial.variables.reduce<Polynomial>(
        (product, factor) => {
          if (!renamed.has(factor.name)) return withFactor(product, factor);
          const name = renamed.get(factor.name);
          return name === undefined ? [] : withFactor(product, { ...factor, name });
        },
        [{ ...monomial, variables: [] }],
      ),
    ),
  );
}

function withFactor(product: Polynomial, factor: Polynomial[number]["variables"][number]): Polynomial {
  return product.flatMap((monomial) =>
    multiplyPolynomials(
      [monomial],
      [{ number: 1, parameters: [], variables: [factor], origin: monomial.origin }],
      monomial.origin,
    ),
  );
}
