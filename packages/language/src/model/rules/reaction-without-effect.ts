// A reaction whose two sides are equal.

import { isWithoutEffect } from "../network-structure.js";
import { defineRule } from "../rule.js";

export const reactionWithoutEffect = defineRule("reaction-without-effect", {
  Reaction: ({ reaction }, report) => {
    if (reaction.reactants.length > 0 && isWithoutEffect(reaction)) report(reaction.origin, {});
  },
});
