// A species that would start below zero.

import { defineRule } from "../rule.js";
import { constantValue } from "../scalar-expressions.js";

export const negativeInitialAmount = defineRule("negative-initial-amount", {
  InitialValue: ({ name, value, reacts, hasEquation, declaration }, report) => {
    const number = constantValue(value);
    if (number === undefined || number >= 0) return;
    const related = declaration === undefined ? [] : [{ origin: declaration, message: "declared here" }];
    report(value.origin, { name, value: String(number), reacts, hasEquation }, { related });
  },
});
