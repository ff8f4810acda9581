// A record setting that is written twice.

import { defineRule } from "../rule.js";

export const duplicateKey = defineRule("duplicate-key", {
  RecordKey: ({ key, known, first, origin }, report) => {
    if (known && first !== undefined)
      report(origin, { key }, { related: [{ origin: first, message: "first set here" }] });
  },
});
