// Integrals of accumulating unknowns as straight-line code.
import { FIRST, SECOND, SUM_ERRORS, SUMS, THIRD } from "./array-numbers.js";
import { addVectorFunction, type CodeTarget } from "./code-target.js";
import { createExpressionGraph, type ExpressionGraph } from "./expression-graph.js";
import { createPoint, sumOf } from "./points.js";
import { createSlopes } from "./slope-nodes.js";

/** Adds the items at a point, weighted, to the sums. */
export function addAccumulate(target: CodeTarget): void {
  const { structure } = target;
  const graph = createExpressionGraph();
  const at = createPoint(structure, graph, FIRST);
  const weight = graph.parameter(1);
  const errorWeight = graph.parameter(2);
  const values = structure.quadratures.items.map((terms) => () => sumOf(graph, structure, terms, at));
  addToSums(graph, values, { weight, errorWeight });
  addVectorFunction(target, "accumulate", graph, ["addresses", "numbers", "numbers"]);
}

/** Items by twos, since neighbours can be computed at once. */
function addToSums(
  graph: ExpressionGraph,
  items: readonly (() => number)[],
  { weight, errorWeight }: { readonly weight: number; readonly errorWeight: number },
): void {
  for (let first = 0; first < items.length; first += 2) {
    const values = items.slice(first, first + 2).map((value) => value());
    const add = (array: number, factor: number): void =>
      values.forEach((value, k) => {
        const sum = graph.read(array, first + k);
        graph.store(array, first + k, graph.add(sum, graph.multiply(factor, value)));
      });
    add(SUMS, weight);
    add(SUM_ERRORS, errorWeight);
  }
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
  addVectorFunction(target, "expand", graph, ["addresses", "addresses", "addresses", "numbers"]);
}

/**
 * Adds `accumulateLinear(at, y, k, weight, errorWeight, timeWeight)`: as `accumulate`, of the items at the point plus their
 * slopes at y times k and with respect to time times the time weight, as the Rosenbrock stages need; the slopes of laws are
 * those that were found when the matrix was factored at y.
 */
export function addAccumulateLinear(target: CodeTarget): void {
  const { structure } = target;
  const graph = createExpressionGraph();
  const at = createPoint(structure, graph, FIRST);
  const weight = graph.parameter(3);
  const errorWeight = graph.parameter(4);
  const timeChange = graph.parameter(5);
  const slope = createSlopes(structure, graph, { start: SECOND, changes: THIRD, timeChange });
  const values = structure.quadratures.items.map(
    (terms) => () => sumOf(graph, structure, terms, (slot) => graph.add(at(slot), slope(slot))),
  );
  addToSums(graph, values, { weight, errorWeight });
  addVectorFunction(target, "accumulateLinear", graph, [
    "addresses",
    "addresses",
    "addresses",
    "numbers",
    "numbers",
    "numbers",
  ]);
}
