// How deep the MathML of an expression nests, given that long sums and products are written as balanced trees.

import type { RateExpression } from "../network/reaction-network.js";

type Binary = Extract<RateExpression, { kind: "binary" }>;

/** Longest sum or product that is written as one element. */
export const maximalArity = 8;
/** Deepest nesting that every reader survives. */
export const maximalDepth = 100;

/** How deep the elements of an expression nest. */
export function mathDepth(expression: RateExpression): number {
  switch (expression.kind) {
    case "number":
    case "parameter":
    case "species":
    case "time":
      return 1;
    case "negate":
    case "not":
      return 1 + mathDepth(expression.operand);
    case "binary": {
      const operands = chainOf(expression, expression.operator);
      const levels = levelsFor(operands.length);
      return levels + Math.max(...operands.map(mathDepth));
    }
    case "call":
      return 2 + Math.max(...expression.arguments.map(mathDepth));
    case "conditional":
      return (
        2 + Math.max(...[expression.condition, expression.thenValue, expression.elseValue].map(mathDepth))
      );
  }
}

/** `(a + b) + c` and `a + (b + c)` → a, b, c. */
function chainOf(expression: RateExpression, operator: Binary["operator"]): readonly RateExpression[] {
  if (expression.kind !== "binary" || expression.operator !== operator) return [expression];
  if (operator !== "+" && operator !== "*") return [expression.left, expression.right];
  return [...chainOf(expression.left, operator), ...chainOf(expression.right, operator)];
}

/** Levels of a balanced tree over so many operands; one at least. */
function levelsFor(count: number): number {
  let levels = 1;
  for (let reached = maximalArity; reached < count; reached *= maximalArity) levels++;
  return levels;
}
