// What terms of equations are worth at a point, as nodes of an expression graph.
import { createLawCopier, type LawPlaces } from "../laws/copy-law-nodes.js";
import { isLawSlot } from "../laws/law-expressions.js";
import type { QuadratureTerm } from "../quadratures.js";
import type { SystemStructure } from "../system-structure.js";
import { COEFFICIENTS, STAGE_TIME } from "./array-numbers.js";
import type { ExpressionGraph } from "./expression-graph.js";

/** Slots at the point that array `point` holds: products of unknowns and laws, computed where they are first needed. */
export function createPoint(
  { system: { products, unknowns }, laws }: SystemStructure,
  graph: ExpressionGraph,
  point: number,
): (slot: number) => number {
  const lawNode = lazily(() => createLawCopier(laws, graph, placesAt(point)));
  const known = new Map<number, number>();
  const at = (slot: number): number => {
    if (slot < unknowns.length) return graph.read(point, slot);
    if (slot === unknowns.length) return graph.constant(1);
    const before = known.get(slot);
    if (before !== undefined) return before;
    const node = isLawSlot(laws, slot) ? law(slot) : product(slot - products.first);
    known.set(slot, node);
    return node;
  };
  const law = (slot: number): number => {
    const node = laws.nodeOfSlot.get(slot);
    return node === undefined ? graph.constant(0) : lawNode()(node);
  };
  const product = (index: number): number =>
    graph.multiply(at(products.left[index]!), at(products.right[index]!));
  return at;
}

/** Laws at the point of an array, at the time asked for. */
export function placesAt(point: number): LawPlaces {
  return { point, time: STAGE_TIME, readsFixed: true };
}

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** A coefficient; a number where it only counts how often laws are taken, that vary as a whole. */
export function coefficientNode(
  graph: ExpressionGraph,
  { coefficients, laws }: SystemStructure,
  coefficient: number,
): number {
  const parts = coefficients.parts[coefficient]!;
  if (!parts.every(({ reaction }) => laws.isVarying[reaction]!)) return graph.read(COEFFICIENTS, coefficient);
  return graph.constant(parts.reduce((sum, { change }) => sum + change, 0));
}

/** A row of the right-hand side, or of what is linear in the slots as it is, from values of slots. */
export function rateOfRow(
  graph: ExpressionGraph,
  structure: SystemStructure,
  row: number,
  valueOfSlot: (slot: number) => number,
): number {
  const { rowStart, slot } = structure.system.terms;
  const { ofTerm, signOfTerm } = structure.coefficients;
  let sum = graph.constant(0);
  for (let term = rowStart[row]!; term < rowStart[row + 1]!; term++) {
    const coefficient = coefficientNode(graph, structure, ofTerm[term]!);
    const flux = graph.multiply(coefficient, valueOfSlot(slot[term]!));
    sum = signOfTerm[term]! < 0 ? graph.subtract(sum, flux) : graph.add(sum, flux);
  }
  return sum;
}

/** Sums of terms, where a coefficient of −1 stands for none. */
export function sumOf(
  graph: ExpressionGraph,
  structure: SystemStructure,
  terms: readonly QuadratureTerm[],
  valueOfSlot: (slot: number) => number,
): number {
  let sum = graph.constant(0);
  for (const { coefficient, sign, slot } of terms) {
    const value = valueOfSlot(slot);
    const flux =
      coefficient < 0 ? value : graph.multiply(coefficientNode(graph, structure, coefficient), value);
    sum = sign < 0 ? graph.subtract(sum, flux) : graph.add(sum, flux);
  }
  return sum;
}
