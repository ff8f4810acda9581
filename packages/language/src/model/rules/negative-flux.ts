// A law that can become negative although all it reads is not.

import type { CheckedNetwork } from "../model.js";
import { networkBounds } from "../network-structure.js";
import { defineRule } from "../rule.js";
import { constantValue } from "../scalar-expressions.js";
import { type Interval, intervalOf } from "../signs.js";
import { textOfScalar } from "../text-of-expression.js";

export const negativeFlux = defineRule("negative-flux", {
  // Bounds are found once for all reactions.
  Network: ({ network: { checked } }, report) => {
    const laws = checked.reactions.filter(({ rate }) => rate.kind === "law");
    if (laws.length === 0) return;
    const views = [networkBounds(checked), boundsWithRates(checked)];
    for (const { rate } of laws) {
      const { expression } = rate;
      if (views.every((bounds) => intervalOf(expression, bounds).lower < 0))
        report(expression.origin, { law: textOfScalar(expression) });
    }
  },
});

/** Rates that no event changes keep their value. */
function boundsWithRates(network: CheckedNetwork): (name: string) => Interval {
  const bounds = networkBounds(network);
  const assigned = new Set(
    network.events.flatMap(({ assignments }) => assignments.map(({ target }) => target)),
  );
  const values = new Map(network.rates.map(({ name, value }) => [name, constantValue(value)]));
  return (name) => {
    const value = assigned.has(name) ? undefined : values.get(name);
    return value === undefined ? bounds(name) : { lower: value, upper: value };
  };
}
