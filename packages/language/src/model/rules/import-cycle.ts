// A file that imports itself, directly or through others.

import { defineRule } from "../rule.js";

export const importCycle = defineRule("import-cycle", {
  ImportCycle: ({ path, origin, chain }, report) => {
    report(
      origin,
      { path },
      { related: chain.map((place) => ({ origin: place, message: "imported here" })) },
    );
  },
});
