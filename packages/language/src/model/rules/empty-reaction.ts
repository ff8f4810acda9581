// A reaction without any species.

import { defineRule } from "../rule.js";

export const emptyReaction = defineRule("empty-reaction", {
  Reaction: ({ reaction }, report) => {
    if (reaction.reactants.length === 0 && reaction.products.length === 0) report(reaction.origin, {});
  },
});
