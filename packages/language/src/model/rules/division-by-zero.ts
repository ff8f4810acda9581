// A divisor that is 0.

import { defineRule } from "../rule.js";
import { constantValue } from "../scalar-expressions.js";

export const divisionByZero = defineRule("division-by-zero", {
  Division: ({ divisor, origin }, report) => {
    if (constantValue(divisor) === 0) report(origin, {});
  },
});
