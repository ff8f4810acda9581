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
  { point, time, readsFixed }: LawPlaces,
): (node: number) => number {
  const { graph, placeOfFixed } = laws;
  const copies = new Int32Array(graph.nodeCount()).fill(-1);
  const copyOfLeaf = (node: number): number | undefined => {
    const operation = graph.operationOf(node);
    if (operation === Operation.constant) return target.constant(graph.valueOf(node));
    const place = readsFixed ? placeOfFixed.get(node) : undefined;
    if (place !== undefined) return target.read(FIXED, place);
    if (operation !== Operation.load) return undefined;
    const array = graph.leftOf(node);
    const actual = array === FIRST ? point : array === STAGE_TIME ? time : array;
    return target.read(actual, graph.rightOf(node));
  };
  const copyOperation = (node: number): number => {
    const left = copies[graph.leftOf(node)]!;
    const operation = graph.operationOf(node);
    if (operandCountOf(operation) === 1) return target.unary(operation, left);
    return target.binary(operation, left, copies[graph.rightOf(node)]!);
  };
  return (root) => {
    const pending = [root];
    for (let node = pending.at(-1); node !== undefined; node = pending.at(-1)) {
      const missing = copies[node] === -1 ? operandsLeft(node) : [];
      if (missing.length > 0) {
        pending.push(...missing);
        continue;
      }
      pending.pop();
      if (copies[node] === -1) copies[node] = copyOfLeaf(node) ?? copyOperation(node);
    }
    return copies[root]!;
  };

  function operandsLeft(node: number): readonly number[] {
    const count = operandCountOf(graph.operationOf(node));
    if (count === 0 || (readsFixed && placeOfFixed.has(node))) return [];
    const operands = count === 1 ? [graph.leftOf(node)] : [graph.leftOf(node), graph.rightOf(node)];
    return operands.filter((operand) => copies[operand] === -1);
  }
}
