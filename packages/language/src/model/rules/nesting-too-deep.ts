// Expressions too deep to be walked.

import { defineRule } from "../rule.js";

export const nestingTooDeep = defineRule("nesting-too-deep", {
  ExpressionDepth: ({ depth, limit, origin }, report) => {
    if (depth > limit) report(origin, { limit });
  },
});
