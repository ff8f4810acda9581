// The unknowns that no rate reads, as integrals along the solution instead of as equations to be solved.
//
// Such an unknown is G(t) = G₀ + ∫ g(y). A step needs only the weighted sum of g at its stages, so that no stage vectors
// of G exist. Where many unknowns are combinations of few products of concentrations, ∫ of each product is kept instead
// and combined once a step.
import type { PreparedSystem } from "../equations/prepared-system.js";

/** A term of an integrated unknown: sign·coefficient·∫ of its item. */
export interface QuadratureTerm {
  readonly coefficient: number;
  readonly sign: number;
  readonly slot: number;
}

export interface Quadratures {
  /** The integrated unknowns, in order; those with constant rates among them have only `steady` terms. */
  readonly rows: readonly number[];
  /** Per row: terms that vary, and terms that are constant during a solve. */
  readonly terms: readonly (readonly QuadratureTerm[])[];
  readonly steady: readonly (readonly QuadratureTerm[])[];
  /** What is integrated: either products (their slots, in ascending order) or whole rows. */
  readonly items: readonly (readonly QuadratureTerm[])[];
  /** The items are products; rows are combined from them. */
  readonly byProducts: boolean;
}

/** Splits the accumulating unknowns off. */
export function splitQuadratures(
  { unknowns, coreSize, terms }: PreparedSystem,
  ofTerm: Int32Array,
  signOfTerm: Int8Array,
): Quadratures {
  const rows = Array.from({ length: unknowns.length - coreSize }, (_, k) => coreSize + k);
  const oneSlot = unknowns.length;
  const all = rows.map((row) => {
    const list: QuadratureTerm[] = [];
    for (let term = terms.rowStart[row]!; term < terms.rowStart[row + 1]!; term++)
      list.push({ coefficient: ofTerm[term]!, sign: signOfTerm[term]!, slot: terms.slot[term]! });
    return list;
  });
  const varying = all.map((list) => list.filter(({ slot }) => slot !== oneSlot));
  const steady = all.map((list) => list.filter(({ slot }) => slot === oneSlot));
  const products = [...new Set(varying.flatMap((list) => list.map(({ slot }) => slot)))];
  const moving = varying.filter((list) => list.length > 0);
  const byProducts = products.length <= moving.length;
  products.sort((a, b) => a - b);
  const items = byProducts ? products.map((slot) => [{ coefficient: -1, sign: 1, slot }]) : moving;
  return { rows, terms: varying, steady, items, byProducts };
}
