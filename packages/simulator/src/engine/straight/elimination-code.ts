// Factorisation and solution of the implicit method's linear systems as straight-line code.
import { blocksOf, type EliminationOrder } from "../../elimination/elimination-order.js";
import { keptSlopeSlots } from "../laws/law-slopes.js";
import type { SystemStructure } from "../system-structure.js";
import { FIRST, LAW_SLOPES, MATRIX, ROW_SUMS, SCRATCH, TIME_SLOPES } from "./array-numbers.js";
import { addFunction, type CodeTarget } from "./code-target.js";
import { createExpressionGraph, type ExpressionGraph } from "./expression-graph.js";
import { coefficientNode, createPoint } from "./points.js";

/** The derivatives of the core's rates at the point of array `FIRST`, by row and column. */
function jacobianNodes(
  structure: SystemStructure,
  graph: ExpressionGraph,
  at: (slot: number) => number,
): readonly ReadonlyMap<number, number>[] {
  const { system, coefficients } = structure;
  const { jacobian, coreSize } = system;
  const rows = Array.from({ length: coreSize }, () => new Map<number, number>());
  const { partEntry, partTerm, partMultiplicity, partSlot, row, column } = jacobian;
  for (let part = 0; part < partEntry.length; part++) {
    const entry = partEntry[part]!;
    const target = rows[row[entry]!];
    if (target === undefined) continue;
    const term = partTerm[part]!;
    const factor = graph.constant(partMultiplicity[part]!);
    const slope = graph.multiply(
      factor,
      graph.multiply(coefficientNode(graph, structure, coefficients.ofTerm[term]!), at(partSlot[part]!)),
    );
    const before = target.get(column[entry]!) ?? graph.constant(0);
    const sum = coefficients.signOfTerm[term]! < 0 ? graph.subtract(before, slope) : graph.add(before, slope);
    target.set(column[entry]!, sum);
  }
  return rows;
}

/**
 * Places of the factored matrix: inverse pivots, then what cancelled in each pivot, both in the order of elimination, so
 * that they can be looked through side by side; then all other entries.
 */
export function matrixPlaces(elimination: EliminationOrder): {
  readonly placeOf: (row: number, column: number) => number;
  readonly sizePlaceOf: (row: number) => number;
  readonly count: number;
} {
  const blocks = blocksOf(elimination);
  const order = blocks.flatMap((block) => block.order);
  const places: Map<number, number>[] = [];
  order.forEach((row, place) => {
    places[row] = new Map([[row, place]]);
  });
  let count = 2 * order.length;
  for (const { order: rows, lower, upper, before } of blocks)
    for (const [position, row] of rows.entries())
      for (const column of [...lower[position]!, ...upper[position]!, ...before[position]!])
        places[row]!.set(column, count++);
  return {
    placeOf: (row, column) => places[row]!.get(column)!,
    sizePlaceOf: (row) => order.length + places[row]!.get(row)!,
    count,
  };
}

/** Factors diagonal·I − J. Each entry is computed at once, from entries that are final: nothing is updated in place. */
export function addFactor(target: CodeTarget): void {
  const elimination = target.structure.elimination();
  const graph = createExpressionGraph();
  const at = createPoint(target.structure, graph, FIRST);
  const jacobian = jacobianNodes(target.structure, graph, at);
  storeRowSums(target.structure, graph, jacobian);
  storeLawSlopes(target, graph, at);
  const { placeOf, sizePlaceOf } = matrixPlaces(elimination);
  const diagonal = graph.parameter(1);
  const zero = graph.constant(0);
  const entry = (row: number, column: number): number => {
    const slope = jacobian[row]!.get(column) ?? zero;
    return row === column ? graph.subtract(diagonal, slope) : graph.negate(slope);
  };
  const store = (row: number, column: number, node: number): void =>
    graph.store(MATRIX, placeOf(row, column), node);
  const stored = (row: number, column: number): number => graph.read(MATRIX, placeOf(row, column));
  for (const { order, lower, upper, before } of blocksOf(elimination)) {
    const position = new Map(order.map((row, k) => [row, k]));
    const patternAbove = new Map(order.map((row, k) => [row, new Set(upper[k]!)]));
    order.forEach((row, k) => {
      const eliminated = (column: number): number => {
        let value = entry(row, column);
        const last = Math.min(k, position.get(column)!);
        for (const pivot of lower[k]!) {
          if (position.get(pivot)! >= last) break;
          if (!patternAbove.get(pivot)!.has(column)) continue;
          value = graph.subtract(value, graph.multiply(stored(row, pivot), stored(pivot, column)));
        }
        return value;
      };
      for (const column of lower[k]!)
        store(row, column, graph.multiply(eliminated(column), stored(column, column)));
      store(row, row, graph.divide(graph.constant(1), eliminated(row)));
      let size = graph.absolute(entry(row, row));
      for (const pivot of lower[k]!)
        if (patternAbove.get(pivot)!.has(row))
          size = graph.add(size, graph.absolute(graph.multiply(stored(row, pivot), stored(pivot, row))));
      graph.store(MATRIX, sizePlaceOf(row), size);
      for (const column of upper[k]!) store(row, column, eliminated(column));
      for (const column of before[k]!) store(row, column, jacobian[row]!.get(column) ?? zero);
    });
  }
  addFunction(target, "factor", graph, ["addresses", "numbers"]);
}

/** `rowSums(y)`: the sums of the sizes of a row's entries within its component, a bound of the fastest rate. */
export function addRowSums(target: CodeTarget): void {
  const graph = createExpressionGraph();
  const at = createPoint(target.structure, graph, FIRST);
  storeRowSums(target.structure, graph, jacobianNodes(target.structure, graph, at));
  addFunction(target, "rowSums", graph, ["addresses"]);
}

function storeRowSums(
  { componentOf }: SystemStructure,
  graph: ExpressionGraph,
  jacobian: readonly ReadonlyMap<number, number>[],
): void {
  for (const [row, entries] of jacobian.entries()) {
    let sum = graph.constant(0);
    for (const [column, slope] of entries) {
      if (componentOf[row] === componentOf[column]) sum = graph.add(sum, graph.absolute(slope));
    }
    graph.store(ROW_SUMS, row, sum);
  }
}

/** Derivatives with respect to time, and of the laws that stages or the correction of a step need. */
function storeLawSlopes(
  { structure, isBalanced }: CodeTarget,
  graph: ExpressionGraph,
  at: (slot: number) => number,
): void {
  const { system, coefficients, laws } = structure;
  for (const slot of keptSlopeSlots(structure, isBalanced))
    graph.store(LAW_SLOPES, slot - laws.firstSlot, at(slot));
  if (!system.dependsOnTime) return;
  const { row, term, slot } = system.timeTerms;
  const sums = new Array<number>(system.coreSize).fill(graph.constant(0));
  row.forEach((target, k) => {
    const sum = sums[target];
    if (sum === undefined) return;
    const coefficient = coefficients.ofTerm[term[k]!]!;
    const slope = graph.multiply(coefficientNode(graph, structure, coefficient), at(slot[k]!));
    const isTaken = coefficients.signOfTerm[term[k]!]! < 0;
    sums[target] = isTaken ? graph.subtract(sum, slope) : graph.add(sum, slope);
  });
  for (const [target, sum] of sums.entries()) graph.store(TIME_SLOPES, target, sum);
}

/** Replaces the vector at parameter 0 by the solution. */
export function addSolve(target: CodeTarget): void {
  const elimination = target.structure.elimination();
  const graph = createExpressionGraph();
  const { placeOf } = matrixPlaces(elimination);
  const matrix = (row: number, column: number): number => graph.read(MATRIX, placeOf(row, column));
  for (const { order, lower, upper, before } of blocksOf(elimination)) {
    const forward = new Map<number, number>();
    order.forEach((row, k) => {
      let value = graph.read(FIRST, row);
      for (const column of before[k]!)
        value = graph.add(value, graph.multiply(matrix(row, column), graph.read(FIRST, column)));
      for (const column of lower[k]!)
        value = graph.subtract(value, graph.multiply(matrix(row, column), forward.get(column)!));
      forward.set(row, value);
      if (order.length > 1) graph.store(SCRATCH, row, value);
    });
    for (const [k, row] of [...order.entries()].reverse()) {
      let value = forward.get(row)!;
      for (const column of upper[k]!)
        value = graph.subtract(value, graph.multiply(matrix(row, column), graph.read(FIRST, column)));
      graph.store(FIRST, row, graph.multiply(value, matrix(row, row)));
    }
  }
  addFunction(target, "solve", graph, ["addresses"]);
}

/**
 * Whether the factors are fit for use: no pivot is nothing but rounding of what cancelled in it. A conserved sum leaves few
 * digits of a pivot where steps are long, and these are enough, since the error is measured. Multipliers tell nothing:
 * they are large as well where concentrations or rates are of different orders.
 */
export const STRAIGHT_SOUNDNESS = `
func isSound(): i32 {
  let largest: f64 = 0.0;
  for (let i: i32 = 0; i < PIVOT_BYTES; i = i + 8) {
    largest = max(largest, abs(f64[i + MATRIX]) * f64[i + PIVOT_BYTES + MATRIX]);
  }
  return largest <= 1e15;
}
`;
