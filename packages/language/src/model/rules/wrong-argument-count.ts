// A call with too few or too many arguments.

import { aloneHint } from "../builtin-functions.js";
import { defineRule } from "../rule.js";

export const wrongArgumentCount = defineRule("wrong-argument-count", {
  Arguments: ({ name, found, minimum, maximum, expected, declaration, isPart, origin }, report) => {
    if (found >= minimum && (maximum === undefined || found <= maximum)) return;
    const related = declaration === undefined ? [] : [{ origin: declaration, message: "declared here" }];
    const hint = isPart === true ? { hint: aloneHint(name) } : {};
    report(origin, { name, expected, found }, { related, ...hint });
  },
});
