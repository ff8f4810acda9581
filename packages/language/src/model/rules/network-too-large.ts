// Loops and shapes that make more than whoever asks wants to wait for, though the language allows them.

import { defineRule } from "../rule.js";

export const networkTooLarge = defineRule("network-too-large", {
  Size: ({ count, limit, isOfCaller, origin }, report) => {
    if (count > limit && isOfCaller) report(origin, { limit, of: "components or statements" });
  },
});
