// Two reactions with the same two sides, in the same phase.

import type { CheckedReaction } from "../model.js";
import { textOfReaction } from "../network-structure.js";
import { defineRule } from "../rule.js";

export const duplicateReaction = defineRule("duplicate-reaction", {
  Network: ({ network }, report) => {
    if (!network.complete) return;
    const first = new Map<string, CheckedReaction>();
    for (const reaction of network.checked.reactions) {
      const text = textOfReaction(reaction);
      const key = `${text}|${reaction.phase ?? ""}|${reaction.rate.kind}`;
      const known = first.get(key);
      if (known === undefined) first.set(key, reaction);
      else
        report(
          reaction.origin,
          {
            reaction: text,
            firstRate: known.rate.expression.origin.span,
            rate: reaction.rate.expression.origin.span,
          },
          { related: [{ origin: known.origin, message: "the first one" }] },
        );
    }
  },
});
