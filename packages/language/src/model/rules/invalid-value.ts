// A value that its setting cannot have.

import { defineRule } from "../rule.js";

export const invalidValue = defineRule("invalid-value", {
  SettingValue: ({ key, expected, found, advice, fits, origin }, report) => {
    if (!fits) report(origin, { key, expected, found }, advice === undefined ? {} : { hint: advice });
  },
});
