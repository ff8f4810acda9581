// Rates of a network → the dimension that the reactions give them: a constant of mass action of order n is in
// concentration^(1 − n)/time.

import { type RateExpression, type ReactionNetwork, reactionOrder } from "@ncrn/compiler";
import { type Dimension, rateConstantDimension, sameDimension } from "@ncrn/language";

/** The dimension on which all reactions agree that have the parameter, but for a number, as their constant. */
export function dimensionOfRate(id: string, network: ReactionNetwork): Dimension | undefined {
  const dimensions = network.reactions.flatMap((reaction) =>
    reaction.rate.kind === "mass-action" && parametersIn(reaction.rate.constant).includes(id)
      ? [rateConstantDimension(reactionOrder(reaction))]
      : [],
  );
  const [first] = dimensions;
  return first !== undefined && dimensions.every((one) => sameDimension(one, first)) ? first : undefined;
}

/** The parameters that stand alone in a constant, but for numbers; merged reactions have sums as constants. */
function parametersIn(constant: RateExpression): readonly string[] {
  if (constant.kind === "parameter") return [constant.id];
  if (constant.kind !== "binary") return [];
  const { operator, left, right } = constant;
  if (operator === "+") return [...parametersIn(left), ...parametersIn(right)];
  if ((operator === "*" || operator === "/") && right.kind === "number") return parametersIn(left);
  if (operator === "*" && left.kind === "number") return parametersIn(right);
  return [];
}

/** True if a parameter occurs in an expression. */
export function readsParameter(expression: RateExpression, id: string): boolean {
  switch (expression.kind) {
    case "parameter":
      return expression.id === id;
    case "negate":
    case "not":
      return readsParameter(expression.operand, id);
    case "binary":
      return readsParameter(expression.left, id) || readsParameter(expression.right, id);
    case "call":
      return expression.arguments.some((part) => readsParameter(part, id));
    case "conditional":
      return [expression.condition, expression.thenValue, expression.elseValue].some((part) =>
        readsParameter(part, id),
      );
    case "number":
    case "species":
    case "time":
      return false;
  }
}
