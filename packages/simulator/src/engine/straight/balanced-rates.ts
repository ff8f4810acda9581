// Rates of change as straight-line code, added up without loss where fluxes may nearly cancel (cancelling-rows.ts).
import type { SystemStructure } from "../system-structure.js";
import { FIRST, SECOND, THIRD } from "./array-numbers.js";
import { addFunction, type CodeTarget } from "./code-target.js";
import { createExpressionGraph, type ExpressionGraph } from "./expression-graph.js";
import { coefficientNode, createPoint, rateOfRow } from "./points.js";
import { createSlopes } from "./slope-nodes.js";

/** Adds `balancedRates(y, target)`: what `rates` computes. */
export function addBalancedRates(target: CodeTarget): void {
  const graph = createExpressionGraph();
  const at = createPoint(target.structure, graph, FIRST);
  storeRows(target.structure, graph, { array: SECOND, valueAt: at });
  addFunction(target, "balancedRates", graph, ["addresses", "addresses"]);
}

/** Adds `rateSlopes(y, change, target)`: the Jacobian at y, where the matrix was factored, times a change of the core. */
export function addRateSlopes(target: CodeTarget): void {
  const { structure } = target;
  const graph = createExpressionGraph();
  const timeChange = graph.constant(0);
  const slope = createSlopes(structure, graph, { start: FIRST, changes: SECOND, timeChange });
  storeRows(structure, graph, { array: THIRD, valueAt: slope });
  addFunction(target, "rateSlopes", graph, ["addresses", "addresses", "addresses"]);
}

/** The rows of the core as sums over values of slots. */
function storeRows(
  structure: SystemStructure,
  graph: ExpressionGraph,
  { array, valueAt }: { readonly array: number; readonly valueAt: (slot: number) => number },
): void {
  const { coreSize, cancelling } = structure.system;
  const placeOf = new Map(Array.from(cancelling.rows, (row, place) => [row, place]));
  for (let row = 0; row < coreSize; row++) {
    const place = placeOf.get(row);
    const rate =
      place === undefined
        ? rateOfRow(graph, structure, row, valueAt)
        : sumWithoutLoss(graph, fluxNodes(structure, graph, place, valueAt));
    graph.store(array, row, rate);
  }
}

function fluxNodes(
  structure: SystemStructure,
  graph: ExpressionGraph,
  place: number,
  valueAt: (slot: number) => number,
): readonly number[] {
  const { start, slot, change } = structure.system.cancelling;
  const nodes: number[] = [];
  for (let flux = start[place]!; flux < start[place + 1]!; flux++) {
    const coefficient = coefficientNode(graph, structure, structure.coefficients.ofFlux[flux]!);
    const size = graph.multiply(coefficient, valueAt(slot[flux]!));
    nodes.push(change[flux]! < 0 ? graph.negate(size) : size);
  }
  return nodes;
}

/** The sum with what each addition rounds off: Knuth's two-sum. */
function sumWithoutLoss(graph: ExpressionGraph, nodes: readonly number[]): number {
  let sum = nodes[0]!;
  let lost = graph.constant(0);
  for (const node of nodes.slice(1)) {
    const next = graph.add(sum, node);
    const added = graph.subtract(next, sum);
    const ofSum = graph.subtract(sum, graph.subtract(next, added));
    lost = graph.add(lost, graph.add(ofSum, graph.subtract(node, added)));
    sum = next;
  }
  return graph.add(sum, lost);
}
