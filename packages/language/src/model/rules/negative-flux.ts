// A law that can become negative although all it reads is not.

import { networkBounds } from "../network-structure.js";
import { defineRule } from "../rule.js";
import { intervalOf } from "../signs.js";
import { textOfScalar } from "../text-of-expression.js";

export const negativeFlux = defineRule("negative-flux", {
  Reaction: ({ reaction, network }, report) => {
    if (reaction.rate.kind !== "law") return;
    const bounds = networkBounds(network.checked);
    const { expression } = reaction.rate;
    if (intervalOf(expression, bounds).lower < 0)
      report(expression.origin, { law: textOfScalar(expression) });
  },
});
