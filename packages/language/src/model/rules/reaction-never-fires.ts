// A reaction that waits for a species which only it, or others that wait, could make.

import { reactionsNeverFiring } from "../network-structure.js";
import { defineRule } from "../rule.js";

export const reactionNeverFires = defineRule("reaction-never-fires", {
  Network: ({ network }, report) => {
    if (!network.complete) return;
    for (const { reaction, missing } of reactionsNeverFiring(network))
      report(reaction.origin, { species: missing });
  },
});
