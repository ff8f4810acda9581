// A built-in function at a place where it has no meaning.

import { defineRule } from "../rule.js";

export const misplacedFunction = defineRule("misplaced-function", {
  FunctionPlace: ({ name, fits, allowed, origin }, report) => {
    if (!fits) report(origin, { name, allowed });
  },
});
