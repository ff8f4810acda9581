// Derivatives of auxiliary variables from the equations in force, by the product rule.

import { derivativeOf } from "../../polynomials/derivative.js";
import {
  factorsKey,
  type Monomial,
  multiplyMonomials,
  type Polynomial,
} from "../../polynomials/polynomial.js";
import type { PowerProduct } from "./power-product.js";

/** The time derivatives of what moves; everything else stands still. */
export type Derivatives = ReadonlyMap<string, Polynomial>;

/** Terms below this part of what was added up to them are rounding errors of a cancellation. */
export const CANCELLATION = 1e-13;

/** d(product)/dt; undefined if it has none: |q| alone has a kink where q moves through 0. */
export function derivativeOfProduct(product: PowerProduct, derivatives: Derivatives): Polynomial | undefined {
  const terms: Monomial[] = [];
  for (const name of new Set(product.map((factor) => factor.name))) {
    const change = derivatives.get(name);
    if (change === undefined || change.length === 0) continue;
    const origin = change[0]!.origin;
    const outer = derivativeOf([{ number: 1, parameters: [], variables: product, origin }], name);
    if (outer.kind === "not-differentiable") return undefined;
    for (const left of outer.polynomial)
      terms.push(...change.map((right) => multiplyMonomials(left, right, right.origin)));
  }
  return sumWithCancellation(terms);
}

/** Equal terms collected; sums that are 0 but for rounding are left out. */
export function sumWithCancellation(terms: readonly Monomial[]): Polynomial {
  const sums = new Map<string, { readonly term: Monomial; readonly magnitude: number }>();
  for (const term of terms) {
    const key = factorsKey(term);
    const present = sums.get(key);
    const number = (present?.term.number ?? 0) + term.number;
    const magnitude = (present?.magnitude ?? 0) + Math.abs(term.number);
    sums.set(key, { term: { ...(present?.term ?? term), number }, magnitude });
  }
  return [...sums.values()]
    .filter(({ term, magnitude }) => Math.abs(term.number) > CANCELLATION * magnitude)
    .map(({ term }) => term);
}
