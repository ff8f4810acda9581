// Numbers that are too large, and results such as `log(-1)`.

import { defineRule } from "../rule.js";

export const constantNotFinite = defineRule("constant-not-finite", {
  Constant: ({ value, pole, origin }, report) => {
    if (!Number.isFinite(value)) report(origin, { isUndefined: Number.isNaN(value), pole });
  },
});
