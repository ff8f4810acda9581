// A built-in function at a place where it has no meaning.

import { aloneHint } from "../builtin-functions.js";
import { defineRule } from "../rule.js";

export const misplacedFunction = defineRule("misplaced-function", {
  FunctionPlace: ({ name, fits, allowed, isPart, origin }, report) => {
    if (!fits) report(origin, { name, allowed }, isPart ? { hint: aloneHint(name) } : {});
  },
});
