// Loops and shapes that make more than anyone can use.

import { defineRule } from "../rule.js";

export const tooManyComponents = defineRule("too-many-components", {
  Size: ({ count, limit, isOfCaller, origin }, report) => {
    if (count > limit && !isOfCaller) report(origin, { limit });
  },
});
