// A product as reactants: as few quantities as the wanted order allows, each a variable or an auxiliary variable.

import { degreeOfProduct, divides, type PowerProduct, productKey, quotientOf } from "./power-product.js";

/** Auxiliary variables that can be read, by the key of what they stand for. */
export type KnownProducts = ReadonlyMap<string, PowerProduct>;

/** One reactant: an auxiliary product, or a single variable or absolute value of one. */
export type Part = PowerProduct;

/**
 * At most `limit` parts whose product is the given one; undefined if there are none.
 * @param required a part that must be among them
 */
export function coverOf(
  product: PowerProduct,
  known: KnownProducts,
  limit: number,
  required?: Part,
): readonly Part[] | undefined {
  if (required !== undefined) {
    const rest = quotientOf(product, required);
    const cover = rest === undefined ? undefined : coverOf(rest, known, limit - 1);
    return cover === undefined ? undefined : [required, ...cover];
  }
  if (degreeOfProduct(product) <= limit) return singleParts(product);
  if (limit < 1) return undefined;
  if (known.has(productKey(product))) return [product];
  if (limit === 1) return undefined;
  for (const part of known.values()) {
    if (!divides(part, product)) continue;
    const rest = quotientOf(product, part);
    const cover = rest === undefined ? undefined : coverOf(rest, known, limit - 1);
    if (cover !== undefined) return [part, ...cover];
  }
  return undefined;
}

function singleParts(product: PowerProduct): readonly Part[] {
  return product.flatMap((factor) => Array.from({ length: factor.power }, () => [{ ...factor, power: 1 }]));
}
