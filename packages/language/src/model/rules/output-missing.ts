// A model without an output.

import { defineRule } from "../rule.js";

export const outputMissing = defineRule("output-missing", {
  Model: ({ model }, report) => {
    const { checked } = model;
    if (model.complete && checked.outputs.length === 0) report(checked.origin, { name: checked.name });
  },
});
