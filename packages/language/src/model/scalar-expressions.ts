// Building scalar expressions: numbers are folded, everything else stays as written.

import type { Origin } from "../diagnostics/diagnostic.js";
import type { ScalarExpression, ScalarFunction, ScalarOperator } from "./model.js";
import { applyFunction, applyOperator } from "./scalar-operations.js";

export function numberExpression(value: number, origin: Origin): ScalarExpression {
  return { kind: "Number", value, origin };
}

/** The value of an expression made of numbers only; undefined if it reads anything else. */
export function constantValue(expression: ScalarExpression | undefined): number | undefined {
  return expression?.kind === "Number" ? expression.value : undefined;
}

/** `left operator right`, folded if both are numbers; sums with 0 and products with 1 lose that operand. */
export function binaryExpression(
  operator: ScalarOperator,
  left: ScalarExpression,
  right: ScalarExpression,
  origin: Origin,
): ScalarExpression {
  if (left.kind === "Number" && right.kind === "Number") {
    return numberExpression(applyOperator(operator, left.value, right.value), origin);
  }
  if (left.kind === "Text" && right.kind === "Text" && (operator === "==" || operator === "!=")) {
    return numberExpression((left.value === right.value) === (operator === "==") ? 1 : 0, origin);
  }
  return { kind: "Binary", operator, left, right, origin };
}

export function negateExpression(operand: ScalarExpression, origin: Origin): ScalarExpression {
  return operand.kind === "Number"
    ? numberExpression(-operand.value, origin)
    : { kind: "Negate", operand, origin };
}

export function notExpression(operand: ScalarExpression, origin: Origin): ScalarExpression {
  return operand.kind === "Number"
    ? numberExpression(operand.value === 0 ? 1 : 0, origin)
    : { kind: "Not", operand, origin };
}

/** `if condition then a else b`; a known condition chooses. */
export function conditionalExpression(
  condition: ScalarExpression,
  thenValue: ScalarExpression,
  elseValue: ScalarExpression,
  origin: Origin,
): ScalarExpression {
  if (condition.kind === "Number") return condition.value === 0 ? elseValue : thenValue;
  return { kind: "Conditional", condition, thenValue, elseValue, origin };
}

/** A function of scalars, folded if all arguments are numbers. */
export function callExpression(
  name: ScalarFunction,
  callArguments: readonly ScalarExpression[],
  origin: Origin,
): ScalarExpression {
  const numbers = callArguments.map(constantValue);
  if (numbers.every((value) => value !== undefined))
    return numberExpression(applyFunction(name, numbers), origin);
  return { kind: "Call", function: name, arguments: callArguments, origin };
}

/** The sum of the terms, 0 if there are none. Long sums are added in halves, so that their trees stay shallow. */
export function sumExpression(terms: readonly ScalarExpression[], origin: Origin): ScalarExpression {
  const [first, ...rest] = terms;
  if (first === undefined) return numberExpression(0, origin);
  if (terms.length <= 32) return rest.reduce((sum, term) => binaryExpression("+", sum, term, origin), first);
  const half = terms.length >> 1;
  const left = sumExpression(terms.slice(0, half), origin);
  return binaryExpression("+", left, sumExpression(terms.slice(half), origin), origin);
}

/** How large an expression is if its shared parts are counted wherever they stand, and how deep. */
export interface Extent {
  readonly size: number;
  readonly depth: number;
}

const extentOfLeaf: Extent = { size: 1, depth: 1 };

/** The extent of an expression; parts that are `known` are not measured again. */
export function extentOf(expression: ScalarExpression, known: Map<ScalarExpression, Extent>): Extent {
  if (isLeaf(expression)) return extentOfLeaf;
  const measured = known.get(expression);
  if (measured !== undefined) return measured;
  const parts = operandsOf(expression).map((part) => extentOf(part, known));
  const extent = {
    size: parts.reduce((sum, part) => sum + part.size, 1),
    depth: parts.reduce((deepest, part) => Math.max(deepest, part.depth), 0) + 1,
  };
  known.set(expression, extent);
  return extent;
}

/** True for what has no parts: most values and rates are numbers or names. */
function isLeaf({ kind }: ScalarExpression): boolean {
  return kind === "Number" || kind === "Component" || kind === "Time" || kind === "Text";
}

/** Calls `visit` with every subexpression, parents first. */
export function visitExpression(expression: ScalarExpression, visit: (part: ScalarExpression) => void): void {
  if (isLeaf(expression)) {
    visit(expression);
    return;
  }
  const pending = [expression];
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    visit(part);
    const operands = operandsOf(part);
    for (let index = operands.length - 1; index >= 0; index--)
      pending.push(operands[index] as ScalarExpression);
  }
}

/** The direct parts of an expression, left to right. */
export function operandsOf(expression: ScalarExpression): readonly ScalarExpression[] {
  switch (expression.kind) {
    case "Number":
    case "Component":
    case "Time":
    case "Text":
      return [];
    case "Negate":
    case "Not":
      return [expression.operand];
    case "Binary":
      return [expression.left, expression.right];
    case "Call":
    case "Draw":
      return expression.arguments;
    case "Conditional":
      return [expression.condition, expression.thenValue, expression.elseValue];
  }
}

/** The names of the components that an expression reads. */
export function componentNames(expression: ScalarExpression): ReadonlySet<string> {
  const names = new Set<string>();
  visitExpression(expression, (part) => {
    if (part.kind === "Component") names.add(part.name);
  });
  return names;
}
