// Where laws jump: at comparisons, and where a number is rounded to a whole one.
import { type ExpressionGraph, isTruth, Operation, operandCountOf } from "../straight/expression-graph.js";

/** A number made of all truths and whole numbers that the roots are made of; undefined if there are none. */
export function signatureOf(graph: ExpressionGraph, roots: readonly number[]): number | undefined {
  const marks = marksOf(graph, roots);
  let sum: number | undefined;
  marks.forEach((mark, index) => {
    // Weights that no small whole numbers make equal.
    const part = graph.multiply(graph.constant(Math.sqrt(index + 2)), mark);
    sum = sum === undefined ? part : graph.add(sum, part);
  });
  return sum;
}

function marksOf(graph: ExpressionGraph, roots: readonly number[]): readonly number[] {
  const seen = new Set<number>();
  const marks: number[] = [];
  const pending = [...roots].reverse();
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    const operation = graph.operationOf(node);
    const count = operandCountOf(operation);
    const mark = markOf(graph, node);
    if (mark !== undefined) marks.push(mark);
    if (count === 2) pending.push(graph.rightOf(node));
    if (count > 0) pending.push(graph.leftOf(node));
  }
  return marks;
}

function markOf(graph: ExpressionGraph, node: number): number | undefined {
  const operation = graph.operationOf(node);
  if (isTruth(operation)) return graph.unary(Operation.number, node);
  switch (operation) {
    case Operation.floor:
    case Operation.ceiling:
    case Operation.round:
      return node;
    case Operation.remainder:
      return graph.unary(Operation.truncate, graph.divide(graph.leftOf(node), graph.rightOf(node)));
    default:
      return undefined;
  }
}
