// A value that only the run can give, where the text must give it.

import { defineRule } from "../rule.js";

export const notConstant = defineRule("not-constant", {
  NotConstant: ({ what, name, origin }, report) => {
    report(origin, { what, name });
  },
});
