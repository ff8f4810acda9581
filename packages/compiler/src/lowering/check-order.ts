// Order of reactions against the limit that the text asks for.

import { createDiagnostic, type Diagnostic, type Origin } from "@ncrn/language";
import type { AnonymousReaction } from "../network/number-reactions.js";
import { reactionOrder } from "../network/stoichiometry.js";

/** Where no limit holds: each source term that gives a generated reaction of order 3 or more is warned of once. */
export function warnOfHighOrder(reactions: readonly AnonymousReaction[]): readonly Diagnostic[] {
  // Reactions of the source are warned of by the checker already.
  return reactions
    .filter((reaction) => reaction.role !== "source" && reactionOrder(reaction) > 2)
    .flatMap((reaction) =>
      reaction.provenance
        .slice(0, 1)
        .map(({ origin }) => createDiagnostic("high-order", origin, { order: reactionOrder(reaction) })),
    );
}

/**
 * Where a limit holds: exceeding it is `not-available-yet`, since order reduction found no way. The place is the written
 * limit, or the term that exceeds it if the limit is the default one.
 */
export function requireOrder(
  reactions: readonly AnonymousReaction[],
  limit: number,
  written: Origin | undefined,
): readonly Diagnostic[] {
  const order = Math.max(0, ...reactions.map(reactionOrder));
  const highest = reactions.find((reaction) => reactionOrder(reaction) === order);
  const [provenance] = highest?.provenance ?? [];
  if (order <= limit || highest === undefined || provenance === undefined) return [];
  const feature = `${featureOf(highest)} to order ${limit}`;
  const related =
    written === undefined ? [] : [{ origin: provenance.origin, message: "this term has a higher order" }];
  const hint = `Allow it with \`lower { order: ${order} }\`, or write the term with an auxiliary quantity.`;
  return [
    createDiagnostic("not-available-yet", written ?? provenance.origin, { feature }, { related, hint }),
  ];
}

function featureOf(reaction: AnonymousReaction): string {
  const order = reactionOrder(reaction);
  if (reaction.rate.kind === "law") return `Reducing a reaction of order ${order} with a law of its own`;
  return `Reducing reactions of order ${order} (${reaction.provenance[0]?.rule ?? reaction.role})`;
}
