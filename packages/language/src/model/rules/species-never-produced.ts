// A species that is consumed but can never be there.

import { neverProducedSpecies, reactionsConsuming } from "../network-structure.js";
import { defineRule } from "../rule.js";

export const speciesNeverProduced = defineRule("species-never-produced", {
  Network: ({ network }, report) => {
    if (!network.complete) return;
    for (const { name, origin } of neverProducedSpecies(network)) {
      const related = reactionsConsuming(network, name).map((place) => ({
        origin: place,
        message: "consumed here",
      }));
      report(origin, { name }, { related });
    }
  },
});
