// Law expressions → nodes of the graph of a function, at the point and the time that the function is asked for.
import { FIRST, FIXED, STAGE_TIME } from "../straight/array-numbers.js";
import { type ExpressionGraph, Operation, operandCountOf } from "../straight/expression-graph.js";
import type { LawExpressions } from "./law-expressions.js";

/** The arrays from which a function reads; what is fixed is read from where `bind` put it, unless this is `bind`. */
export interface LawPlaces {
  readonly point: number;
  readonly time: number;
  readonly readsFixed: boolean;
}

/** Copies nodes with all that they are made of, each once. */
export function createLawCopier(
  laws: LawExpressions,
  target: ExpressionGraph,
  places: LawPlaces,
): (node: number) => number {
  const { graph, placeOfFixed } = laws;
  const copies = new Int32Array(graph.nodeCount()).fill(-1);
  const isRead = (node: number): boolean =>
    operandCountOf(graph.operationOf(node)) === 0 || (places.readsFixed && placeOfFixed.has(node));
  const copyOperation = (node: number): number => {
    const left = copies[graph.leftOf(node)]!;
    const operation = graph.operationOf(node);
    if (operandCountOf(operation) === 1) return target.unary(operation, left);
    return target.binary(operation, left, copies[graph.rightOf(node)]!);
  };
  return (root) => {
    // Works off a list instead of calling itself: sums can be very long.
    const pending = [root];
    for (let node = pending.at(-1); node !== undefined; node = pending.at(-1)) {
      const missing = copies[node] !== -1 || isRead(node) ? [] : operandsOf(graph, node);
      const next = missing.filter((operand) => copies[operand] === -1);
      if (next.length > 0) {
        pending.push(...next);
        continue;
      }
      pending.pop();
      if (copies[node] === -1)
        copies[node] = isRead(node) ? readLeaf(laws, target, places, node) : copyOperation(node);
    }
    return copies[root]!;
  };
}

function operandsOf(graph: ExpressionGraph, node: number): readonly number[] {
  const count = operandCountOf(graph.operationOf(node));
  return count === 1 ? [graph.leftOf(node)] : [graph.leftOf(node), graph.rightOf(node)];
}

function readLeaf(
  { graph, placeOfFixed }: LawExpressions,
  target: ExpressionGraph,
  { point, time, readsFixed }: LawPlaces,
  node: number,
): number {
  if (graph.operationOf(node) === Operation.constant) return target.constant(graph.valueOf(node));
  const place = readsFixed ? placeOfFixed.get(node) : undefined;
  if (place !== undefined) return target.read(FIXED, place);
  const array = graph.leftOf(node);
  const actual = array === FIRST ? point : array === STAGE_TIME ? time : array;
  return target.read(actual, graph.rightOf(node));
}
