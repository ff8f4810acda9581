// Operands and operators in source order → tree. Iterative, so that long chains need no deep stack.
// `^` is right associative and binds tighter than a sign: -a^2 is -(a^2), and 2^-1 is allowed.

import type { Span } from "../text/span.js";
import { spanUnion } from "../text/span.js";
import type { BinaryOperator, Expression, UnaryOperator } from "./nodes.js";

/** One operator of a flat expression. */
export type FlatOperator =
  | { readonly form: "prefix"; readonly symbol: UnaryOperator; readonly span: Span }
  | { readonly form: "binary"; readonly symbol: BinaryOperator; readonly span: Span };

export type FlatItem = FlatOperator | { readonly form: "operand"; readonly expression: Expression };

const BINARY_PRECEDENCE: Readonly<Record<BinaryOperator, number>> = {
  "||": 1,
  "&&": 2,
  "<": 4,
  "<=": 4,
  ">": 4,
  ">=": 4,
  "==": 4,
  "!=": 4,
  "+": 5,
  "-": 5,
  "*": 6,
  "/": 6,
  "%": 6,
  ".*": 6,
  "./": 6,
  "^": 8,
};

const UNARY_PRECEDENCE: Readonly<Record<UnaryOperator, number>> = { "!": 3, "-": 7, "+": 7 };

const COMPARISON = BINARY_PRECEDENCE["<"];

/** How tightly an operator binds; larger binds tighter. */
export function binaryPrecedence(operator: BinaryOperator): number {
  return BINARY_PRECEDENCE[operator];
}

/** How tightly a sign or `!` binds, on the same scale. */
export function unaryPrecedence(operator: UnaryOperator): number {
  return UNARY_PRECEDENCE[operator];
}

/** True for `<`, `==` and the like, which cannot be chained. */
export function isComparison(operator: BinaryOperator): boolean {
  return BINARY_PRECEDENCE[operator] === COMPARISON;
}

/**
 * Builds the tree of a flat expression by Dijkstra's shunting-yard method. The items must alternate as in source:
 * any number of prefix operators, an operand, a binary operator, and so on, ending with an operand.
 */
export function treeFromOperators(items: readonly FlatItem[]): Expression {
  const operands: Expression[] = [];
  const operators: FlatOperator[] = [];
  for (const item of items) {
    if (item.form === "operand") operands.push(item.expression);
    else {
      if (item.form === "binary")
        while (bindsTighter(operators.at(-1), item.symbol)) reduce(operands, operators);
      operators.push(item);
    }
  }
  while (operators.length > 0) reduce(operands, operators);
  return operands[0] as Expression;
}

function bindsTighter(waiting: FlatOperator | undefined, next: BinaryOperator): boolean {
  if (waiting === undefined) return false;
  const own = BINARY_PRECEDENCE[next];
  const other =
    waiting.form === "prefix" ? UNARY_PRECEDENCE[waiting.symbol] : BINARY_PRECEDENCE[waiting.symbol];
  return other > own || (other === own && next !== "^");
}

function reduce(operands: Expression[], operators: FlatOperator[]): void {
  const operator = operators.pop() as FlatOperator;
  const right = operands.pop() as Expression;
  if (operator.form === "prefix") {
    const span = spanUnion(operator.span, right.span);
    operands.push({ kind: "UnaryExpression", operator: operator.symbol, operand: right, span });
    return;
  }
  const left = operands.pop() as Expression;
  const span = spanUnion(left.span, right.span);
  operands.push({
    kind: "BinaryExpression",
    operator: operator.symbol,
    operatorSpan: operator.span,
    left,
    right,
    span,
  });
}
