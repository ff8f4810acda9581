// Derivatives of a number with respect to variables, as nodes of an expression graph; those that are 0 throughout are missing.
import { type ExpressionGraph, Operation } from "../straight/expression-graph.js";

/** Nodes by variable. */
export type Slopes = ReadonlyMap<number, number>;

/** A number that depends on variables: its node, and its derivatives. */
export interface LawValue {
  readonly node: number;
  readonly slopes: Slopes;
}

/** Of what does not depend on any variable. */
export const FLAT: Slopes = new Map();

/** Each derivative's image. */
export function mapped(slopes: Slopes, image: (slope: number) => number): Slopes {
  return slopes.size === 0 ? FLAT : new Map([...slopes].map(([variable, slope]) => [variable, image(slope)]));
}

/** Derivatives of a combination, where those of one part may be missing: 0. */
export function combined(
  a: LawValue,
  b: LawValue,
  zero: number,
  combine: (left: number, right: number) => number,
): Slopes {
  if (a.slopes.size === 0 && b.slopes.size === 0) return FLAT;
  const variables = new Set([...a.slopes.keys(), ...b.slopes.keys()]);
  return new Map(
    [...variables].map((variable) => [
      variable,
      combine(a.slopes.get(variable) ?? zero, b.slopes.get(variable) ?? zero),
    ]),
  );
}

/** What does not vary adds nothing, even where the slope of what it enters is infinite. */
export function unlessStill(graph: ExpressionGraph, slope: number, image: (slope: number) => number): number {
  if (isZero(graph, slope)) return slope;
  const result = image(slope);
  if (isConstant(graph, slope)) return result;
  const zero = graph.constant(0);
  return graph.choose(graph.binary(Operation.notEqual, slope, zero), result, zero);
}

/** slope·factor, and 0 for a derivative that is 0 throughout. */
export function productOrZero(graph: ExpressionGraph, slope: number, factor: number): number {
  return isZero(graph, slope) ? slope : graph.multiply(slope, factor);
}

/** Whether a node is a number known in advance. */
export function isConstant(graph: ExpressionGraph, node: number): boolean {
  return graph.operationOf(node) === Operation.constant;
}

/** Whether a node is the number 0. */
export function isZero(graph: ExpressionGraph, node: number): boolean {
  return isConstant(graph, node) && graph.valueOf(node) === 0;
}
