// A coefficient that is no positive whole number, or larger than what a reaction can be computed with.

import { defineRule } from "../rule.js";

/** More molecules than any reaction has; polymers and bursts stay far below. */
const largest = 1000;
/** n! is no finite number beyond, so rates over combinations of n equal molecules have no value. */
const largestFactorial = 170;

export const stoichiometryNotInteger = defineRule("stoichiometry-not-integer", {
  Coefficient: ({ raw, value, origin }, report) => {
    if (!Number.isSafeInteger(value) || value < 1) report(origin, { coefficient: raw, limit: undefined });
    else if (value > largest) report(origin, { coefficient: raw, limit: largest });
  },
  // Equal species have been counted together: `600 A + 600 A`.
  Reaction: ({ reaction, network }, report) => {
    const counts = network.checked.kinetics === "combinatoric" && reaction.rate.kind === "constant";
    const limit = counts ? largestFactorial : largest;
    for (const { coefficient, origin } of reaction.reactants)
      if (coefficient > limit) report(origin, { coefficient: String(coefficient), limit });
  },
});
