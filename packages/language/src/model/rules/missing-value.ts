// A rate, fixed quantity or output without a value.

import { defineRule } from "../rule.js";

export const missingValue = defineRule("missing-value", {
  NoValue: ({ symbol, origin }, report) => {
    report(origin, { kind: symbol.kind, name: symbol.name });
  },
});
