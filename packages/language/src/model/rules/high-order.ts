// Three or more molecules in one step, unless the network asks for a lower order.

import { defineRule } from "../rule.js";

export const highOrder = defineRule("high-order", {
  Reaction: ({ reaction, network }, report) => {
    const order = reaction.reactants.reduce((sum, { coefficient }) => sum + coefficient, 0);
    const isReduced = network.checked.lowering.order !== undefined;
    if (order >= 3 && reaction.rate.kind === "constant" && !isReduced) report(reaction.origin, { order });
  },
});
