// An input or target that no column feeds.

import { defineRule } from "../rule.js";

export const unfedInput = defineRule("unfed-input", {
  Train: ({ train, subject }, report) => {
    if (subject.kind !== "learn") return;
    const fed = new Set(train.feed.map(({ quantity }) => quantity));
    for (const [kind, quantities] of [
      ["input", subject.model.inputs],
      ["target", subject.model.targets],
    ] as const) {
      for (const { name, origin } of quantities) {
        if (!fed.has(name))
          report(train.origin, { name, kind }, { related: [{ origin, message: "declared here" }] });
      }
    }
  },
});
