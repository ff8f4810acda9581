// A target that the loss does not use.

import { basesRead } from "../network-structure.js";
import { defineRule } from "../rule.js";

export const targetUnused = defineRule("target-unused", {
  Model: ({ model }, report) => {
    const { loss, targets } = model.checked;
    if (!model.complete || loss === undefined) return;
    const read = basesRead(loss);
    for (const { name, origin } of targets) if (!read.has(name)) report(origin, { name });
  },
});
