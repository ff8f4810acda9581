// A coefficient that is no positive whole number.

import { defineRule } from "../rule.js";

export const stoichiometryNotInteger = defineRule("stoichiometry-not-integer", {
  Coefficient: ({ raw, value, origin }, report) => {
    if (!Number.isSafeInteger(value) || value < 1) report(origin, { coefficient: raw });
  },
});
