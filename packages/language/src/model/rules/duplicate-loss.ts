// A model with two losses.

import { defineRule } from "../rule.js";

export const duplicateLoss = defineRule("duplicate-loss", {
  Model: ({ model }, report) => {
    for (const origin of model.extraLosses) report(origin, {});
  },
});
