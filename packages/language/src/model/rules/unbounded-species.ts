// A species that is made, never removed, and part of no conservation law.

import { speciesWithoutBound } from "../conservation.js";
import { defineRule } from "../rule.js";

export const unboundedSpecies = defineRule("unbounded-species", {
  Network: ({ network }, report) => {
    if (!network.complete) return;
    for (const { species, producers } of speciesWithoutBound(network)) {
      report(
        species.origin,
        { name: species.name },
        { related: producers.map((origin) => ({ origin, message: "produced here" })) },
      );
    }
  },
});
