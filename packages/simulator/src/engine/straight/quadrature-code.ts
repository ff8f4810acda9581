// Integrals of accumulating unknowns as straight-line code.
import type { PreparedSystem } from "../../equations/prepared-system.js";
import { isLawSlot } from "../laws/law-expressions.js";
import { FIRST, LAW_SLOPES, SECOND, SUM_ERRORS, SUMS, THIRD } from "./array-numbers.js";
import { addFunction, type CodeTarget } from "./code-target.js";
import { createExpressionGraph, type ExpressionGraph } from "./expression-graph.js";
import { createPoint, sumOf } from "./points.js";

/** Adds the items at a point, weighted, to the sums. */
export function addAccumulate(target: CodeTarget): void {
  const { structure } = target;
  const graph = createExpressionGraph();
  const at = createPoint(structure, graph, FIRST);
  const weight = graph.parameter(1);
  const errorWeight = graph.parameter(2);
  for (const [item, terms] of structure.quadratures.items.entries())
    addToSums(graph, item, sumOf(graph, structure, terms, at), { weight, errorWeight });
  addFunction(target, "accumulate", graph, ["addresses", "numbers", "numbers"]);
}

function addToSums(
  graph: ExpressionGraph,
  item: number,
  value: number,
  { weight, errorWeight }: { readonly weight: number; readonly errorWeight: number },
): void {
  graph.store(SUMS, item, graph.add(graph.read(SUMS, item), graph.multiply(weight, value)));
  graph.store(SUM_ERRORS, item, graph.add(graph.read(SUM_ERRORS, item), graph.multiply(errorWeight, value)));
}

/** target = base + combination of the sums + constant rates·length, by row. */
export function addExpand(target: CodeTarget): void {
  const { quadratures } = target.structure;
  const graph = createExpressionGraph();
  const itemOf = new Map(quadratures.items.map((terms, item) => [terms, item]));
  const itemOfSlot = new Map(quadratures.items.map((terms, item) => [terms[0]!.slot, item]));
  const length = graph.parameter(3);
  quadratures.rows.forEach((_, row) => {
    const terms = quadratures.terms[row]!;
    const moved = quadratures.byProducts
      ? sumOf(graph, target.structure, terms, (slot) => graph.read(THIRD, itemOfSlot.get(slot)!))
      : terms.length === 0
        ? graph.constant(0)
        : graph.read(THIRD, itemOf.get(terms)!);
    const steady = sumOf(graph, target.structure, quadratures.steady[row]!, () => length);
    const base = graph.read(SECOND, row);
    graph.store(FIRST, row, graph.add(graph.add(base, steady), moved));
  });
  addFunction(target, "expand", graph, ["addresses", "addresses", "addresses", "numbers"]);
}

/**
 * Adds `accumulateLinear(at, y, k, weight, errorWeight, timeWeight)`: as `accumulate`, of the items at the point plus their
 * slopes at y times k and with respect to time times the time weight, as the Rosenbrock stages need; the slopes of laws are
 * those that were found when the matrix was factored at y.
 */
export function addAccumulateLinear(target: CodeTarget): void {
  const { structure } = target;
  const { system, quadratures, laws } = structure;
  const graph = createExpressionGraph();
  const at = createPoint(structure, graph, FIRST);
  const start = createPoint(structure, graph, SECOND);
  const weight = graph.parameter(3);
  const errorWeight = graph.parameter(4);
  const timeWeight = graph.parameter(5);
  const factorsOf = createFactorLists(system);
  const slopeOfLaw = (valueSlot: number): number => {
    let sum = graph.constant(0);
    for (const { slot, unknown } of laws.slopesOf.get(valueSlot)!) {
      const moved = unknown === undefined ? timeWeight : graph.read(THIRD, unknown);
      sum = graph.add(sum, graph.multiply(graph.read(LAW_SLOPES, slot - laws.firstSlot), moved));
    }
    return sum;
  };
  const slope = (slot: number): number => {
    if (isLawSlot(laws, slot)) return slopeOfLaw(slot);
    const factors = factorsOf(slot);
    let sum = graph.constant(0);
    for (const column of new Set(factors)) {
      const rest = factors.filter((_, k) => k !== factors.indexOf(column));
      let product = graph.constant(factors.filter((factor) => factor === column).length);
      for (const factor of rest) product = graph.multiply(product, start(factor));
      sum = graph.add(sum, graph.multiply(product, graph.read(THIRD, column)));
    }
    return sum;
  };
  quadratures.items.forEach((terms, item) => {
    const value = sumOf(graph, structure, terms, (slot) => graph.add(at(slot), slope(slot)));
    addToSums(graph, item, value, { weight, errorWeight });
  });
  addFunction(target, "accumulateLinear", graph, [
    "addresses",
    "addresses",
    "addresses",
    "numbers",
    "numbers",
    "numbers",
  ]);
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
