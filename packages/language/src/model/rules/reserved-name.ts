// A value called `time`, which always means the simulated time. Keywords are found by the parser.

import { defineRule } from "../rule.js";

export const reservedName = defineRule("reserved-name", {
  ReservedName: ({ name, origin }, report) => {
    report(origin, { name });
  },
});
