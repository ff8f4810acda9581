// A species without initial value; it starts at 0.

import { defineRule } from "../rule.js";

export const uninitialisedSpecies = defineRule("uninitialised-species", {
  Network: ({ network }, report) => {
    if (!network.complete) return;
    const reported = new Set<string>();
    for (const { name, base, origin } of network.checked.species) {
      if (network.initialised.has(name) || network.fed.has(base) || reported.has(base)) continue;
      reported.add(base);
      report(origin, { name: base });
    }
  },
});
