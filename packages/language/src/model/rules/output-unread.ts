// An output that the loss does not read.

import { basesRead } from "../network-structure.js";
import { defineRule } from "../rule.js";

export const outputUnread = defineRule("output-unread", {
  Model: ({ model }, report) => {
    const { loss, outputs } = model.checked;
    if (!model.complete || loss === undefined) return;
    const read = basesRead(loss);
    for (const { name, origin } of outputs) if (!read.has(name)) report(origin, { name });
  },
});
