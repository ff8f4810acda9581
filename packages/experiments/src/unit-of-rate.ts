// A rate of a network → the unit of its value: as written, or as the reactions need it whose rate constant it is.

import {
  type Parameter,
  type RateExpression,
  type ReactionNetwork,
  reactionOrder,
  unitInNetwork,
  unitOfDimension,
} from "@ncrn/compiler";
import { rateConstantDimension } from "@ncrn/language";

/** In the units of the network; undefined if it has none, or if reactions of several orders share the rate. */
export function unitOfRate(parameter: Parameter, network: ReactionNetwork): string | undefined {
  const { units, reactions } = network;
  const written = unitInNetwork(parameter, units);
  if (written !== undefined || parameter.unit !== undefined) return written;
  const orders = new Set(
    reactions
      .filter(({ rate }) => rate.kind === "mass-action" && isAddend(parameter.id, rate.constant))
      .map(reactionOrder),
  );
  const [order] = orders;
  return order === undefined || orders.size > 1
    ? undefined
    : unitOfDimension(rateConstantDimension(order), units);
}

/** Equal reactions were merged: their constants are summed. */
function isAddend(id: Parameter["id"], expression: RateExpression): boolean {
  if (expression.kind === "parameter") return expression.id === id;
  if (expression.kind !== "binary" || expression.operator !== "+") return false;
  return isAddend(id, expression.left) || isAddend(id, expression.right);
}
