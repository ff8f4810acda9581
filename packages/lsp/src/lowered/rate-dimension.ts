// Rates of a network → the dimension that the reactions give them: a constant of mass action of order n is in
// concentration^(1 − n)/time.

import { type RateExpression, type ReactionNetwork, reactionOrder } from "@ncrn/compiler";
import { type Dimension, rateConstantDimension, sameDimension } from "@ncrn/language";

/**
 * Each of these rates that some reaction has, but for a number, as its constant, with the dimension on which all such
 * reactions agree; undefined if they do not.
 */
export function dimensionsOfRates(
  ids: ReadonlySet<string>,
  { reactions }: ReactionNetwork,
): ReadonlyMap<string, Dimension | undefined> {
  const found = new Map<string, Dimension | undefined>();
  for (const reaction of reactions) {
    if (reaction.rate.kind !== "mass-action") continue;
    const read = parametersIn(reaction.rate.constant).filter((id) => ids.has(id));
    if (read.length === 0) continue;
    const dimension = rateConstantDimension(reactionOrder(reaction));
    for (const id of read) {
      const known = found.has(id) ? found.get(id) : dimension;
      found.set(id, known && sameDimension(known, dimension) ? known : undefined);
    }
  }
  return found;
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
