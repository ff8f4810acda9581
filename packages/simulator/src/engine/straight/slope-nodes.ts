// How products and laws change with the unknowns, as nodes of an expression graph.
import type { PreparedSystem } from "../../equations/prepared-system.js";
import { isLawSlot } from "../laws/law-expressions.js";
import type { SystemStructure } from "../system-structure.js";
import { LAW_SLOPES } from "./array-numbers.js";
import type { ExpressionGraph } from "./expression-graph.js";
import { createPoint } from "./points.js";

/** Slopes at the point of array `start`, times changes of the unknowns in array `changes` and of the time. */
export interface SlopeArrays {
  readonly start: number;
  readonly changes: number;
  /** A node. */
  readonly timeChange: number;
}

/**
 * What slots change by, to first order. Slopes of laws are those that were found when the matrix was factored at the same
 * point.
 */
export function createSlopes(
  structure: SystemStructure,
  graph: ExpressionGraph,
  { start, changes, timeChange }: SlopeArrays,
): (slot: number) => number {
  const { system, laws } = structure;
  const at = createPoint(structure, graph, start);
  const factorsOf = createFactorLists(system);
  const slopeOfLaw = (valueSlot: number): number => {
    let sum = graph.constant(0);
    for (const { slot, unknown } of laws.slopesOf.get(valueSlot) ?? []) {
      const moved = unknown === undefined ? timeChange : graph.read(changes, unknown);
      sum = graph.add(sum, graph.multiply(graph.read(LAW_SLOPES, slot - laws.firstSlot), moved));
    }
    return sum;
  };
  return (slot) => {
    if (slot === system.unknowns.length) return graph.constant(0);
    if (isLawSlot(laws, slot)) return slopeOfLaw(slot);
    const factors = factorsOf(slot);
    let sum = graph.constant(0);
    for (const column of new Set(factors)) {
      const rest = factors.filter((_, k) => k !== factors.indexOf(column));
      let product = graph.constant(factors.filter((factor) => factor === column).length);
      for (const factor of rest) product = graph.multiply(product, at(factor));
      sum = graph.add(sum, graph.multiply(product, graph.read(changes, column)));
    }
    return sum;
  };
}

/** The unknowns that the product in a slot multiplies. */
function createFactorLists({ products, unknowns }: PreparedSystem): (slot: number) => readonly number[] {
  const factorsOf = (slot: number): readonly number[] => {
    if (slot < unknowns.length) return [slot];
    const product = slot - products.first;
    return [...factorsOf(products.left[product]!), ...factorsOf(products.right[product]!)];
  };
  return factorsOf;
}
