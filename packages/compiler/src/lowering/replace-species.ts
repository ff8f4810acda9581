// Read-outs after species are gone: what stays at 0 is written as 0 and folded away.

import { binaryExpression, numberExpression } from "../network/rate-expression.js";
import type { RateExpression, SpeciesId } from "../network/reaction-network.js";

/** The expression with every species that is not kept replaced by 0. */
export function replaceSpeciesByZero(
  expression: RateExpression,
  isKept: (id: SpeciesId) => boolean,
): RateExpression {
  const replace = (inner: RateExpression): RateExpression => replaceSpeciesByZero(inner, isKept);
  switch (expression.kind) {
    case "number":
    case "parameter":
    case "time":
      return expression;
    case "species":
      return isKept(expression.id) ? expression : numberExpression(0);
    case "negate":
    case "not":
      return { ...expression, operand: replace(expression.operand) };
    case "binary":
      return binaryExpression(expression.operator, replace(expression.left), replace(expression.right));
    case "call":
      return { ...expression, arguments: expression.arguments.map(replace) };
    case "conditional":
      return {
        ...expression,
        condition: replace(expression.condition),
        thenValue: replace(expression.thenValue),
        elseValue: replace(expression.elseValue),
      };
  }
}
