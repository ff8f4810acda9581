// A right-hand side over variables → the same over variables and auxiliary variables, each term of the wanted order.

import { degreeOf, type Monomial, type Polynomial } from "../../polynomials/polynomial.js";
import { coverOf, type KnownProducts, type Part } from "./cover-product.js";
import { multiplyProducts, type PowerProduct, productKey } from "./power-product.js";
import { sumWithCancellation } from "./product-rule.js";

export interface Rewriting {
  readonly known: KnownProducts;
  readonly nameOf: (key: string) => string;
  readonly limit: number;
  /** What the right-hand side belongs to: a variable, or the product an auxiliary variable stands for. */
  readonly target: PowerProduct;
}

/** Terms that no product of known quantities equals stay as they are. */
export function rewriteValue(value: Polynomial, rewriting: Rewriting): Polynomial {
  return sumWithCancellation(value.map((term) => ({ ...term, variables: rewriteProduct(term, rewriting) })));
}

/**
 * A falling term keeps the target among its reactants if it can, so that it consumes it. Otherwise one variable for the
 * whole product gives the fewest reactions.
 */
function rewriteProduct(term: Monomial, { known, nameOf, limit, target }: Rewriting): PowerProduct {
  const { variables } = term;
  const whole = known.get(productKey(variables));
  const own =
    target.length === 1 && target[0]!.power === 1 ? degreeOf(term) <= limit && reads(term, target) : false;
  if (own) return variables;
  const cover =
    coverOf(variables, known, limit, target) ??
    (whole === undefined ? coverOf(variables, known, limit) : [whole]);
  if (cover === undefined) return variables;
  return cover.map((part) => factorOf(part, known, nameOf)).reduce<PowerProduct>(multiplyProducts, []);
}

function reads({ variables }: Monomial, target: PowerProduct): boolean {
  return variables.some(({ name }) => name === target[0]!.name);
}

function factorOf(part: Part, known: KnownProducts, nameOf: (key: string) => string): PowerProduct {
  const key = productKey(part);
  return known.has(key) ? [{ name: nameOf(key), absolute: false, power: 1 }] : part;
}
