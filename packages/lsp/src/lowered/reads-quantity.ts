// Expressions of a network → which species and parameters they read.

import type { RateExpression } from "@ncrn/compiler";

/** True if one of these species or parameters occurs in an expression. */
export function readsQuantity(expression: RateExpression, ids: ReadonlySet<string>): boolean {
  switch (expression.kind) {
    case "parameter":
    case "species":
      return ids.has(expression.id);
    case "negate":
    case "not":
      return readsQuantity(expression.operand, ids);
    case "binary":
      return readsQuantity(expression.left, ids) || readsQuantity(expression.right, ids);
    case "call":
      return expression.arguments.some((part) => readsQuantity(part, ids));
    case "conditional":
      return [expression.condition, expression.thenValue, expression.elseValue].some((part) =>
        readsQuantity(part, ids),
      );
    case "number":
    case "time":
      return false;
  }
}
