// A declaration that hides an outer one.

import { defineRule } from "../rule.js";
import { declarationOrigin, kindName } from "../symbols.js";

export const shadowedName = defineRule("shadowed-name", {
  Shadowing: ({ symbol, outer }, report) => {
    const related = [{ origin: declarationOrigin(outer), message: "the outer declaration" }];
    report(declarationOrigin(symbol), { name: symbol.name, kind: kindName(outer) }, { related });
  },
});
