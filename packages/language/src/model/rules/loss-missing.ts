// A model without a loss.

import { defineRule } from "../rule.js";

export const lossMissing = defineRule("loss-missing", {
  Model: ({ model }, report) => {
    if (!model.hasLoss && model.complete) report(model.checked.origin, { name: model.checked.name });
  },
});
