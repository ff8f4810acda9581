// Order of reactions against the limit that the text asks for.

import { createDiagnostic, type Diagnostic, type LoweringSettings } from "@ncrn/language";
import { reactionOrder } from "../reactions/stoichiometry.js";
import type { AnonymousReaction } from "./reactions-from-equations.js";

/**
 * A written `order: 2` that the reactions exceed is `not-available-yet` at that key, since reducing the order is;
 * without it each source term that gives a generated reaction of order 3 or more is warned of once.
 */
export function checkOrder(
  reactions: readonly AnonymousReaction[],
  settings: LoweringSettings,
): readonly Diagnostic[] {
  const limit = settings.order;
  const tooHigh = reactions.filter((reaction) => reactionOrder(reaction) > (limit ?? 2));
  const written = settings.origins["order"];
  const [first] = tooHigh;
  if (first !== undefined && limit !== undefined && written !== undefined) {
    const order = Math.max(...tooHigh.map(reactionOrder));
    const rule = first.provenance[0]?.rule ?? "this model";
    const feature = `Reducing reactions of order ${order} (${rule}) to order ${limit}`;
    const related = first.provenance
      .slice(0, 1)
      .map(({ origin }) => ({ origin, message: "This term has a higher order." }));
    return [createDiagnostic("not-available-yet", written, { feature }, { related })];
  }
  // Reactions of the source are warned of by the checker already.
  return tooHigh
    .filter(({ role }) => role !== "source")
    .flatMap((reaction) =>
      reaction.provenance
        .slice(0, 1)
        .map(({ origin }) => createDiagnostic("high-order", origin, { order: reactionOrder(reaction) })),
    );
}
