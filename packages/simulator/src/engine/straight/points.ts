// What terms of equations are worth at a point, as nodes of an expression graph.
import type { PreparedSystem } from "../../equations/prepared-system.js";
import type { QuadratureTerm } from "../quadratures.js";
import { COEFFICIENTS } from "./code-target.js";
import type { ExpressionGraph } from "./expression-graph.js";

/** Products of unknowns by slot, computed where they are first needed. */
export function createPoint(
  system: PreparedSystem,
  graph: ExpressionGraph,
  array: number,
): (slot: number) => number {
  const { products, unknowns } = system;
  const known = new Map<number, number>();
  const at = (slot: number): number => {
    if (slot < unknowns.length) return graph.read(array, slot);
    if (slot === unknowns.length) return graph.constant(1);
    const before = known.get(slot);
    if (before !== undefined) return before;
    const product = slot - products.first;
    const node = graph.multiply(at(products.left[product]!), at(products.right[product]!));
    known.set(slot, node);
    return node;
  };
  return at;
}

/** Sums of terms, where a coefficient of −1 stands for none. */
export function sumOf(
  graph: ExpressionGraph,
  terms: readonly QuadratureTerm[],
  valueOfSlot: (slot: number) => number,
): number {
  let sum = graph.constant(0);
  for (const { coefficient, sign, slot } of terms) {
    const value = valueOfSlot(slot);
    const flux = coefficient < 0 ? value : graph.multiply(graph.read(COEFFICIENTS, coefficient), value);
    sum = sign < 0 ? graph.subtract(sum, flux) : graph.add(sum, flux);
  }
  return sum;
}
