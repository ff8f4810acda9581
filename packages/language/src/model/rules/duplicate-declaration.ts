// A name that is declared twice in one scope.

import { defineRule } from "../rule.js";
import { declarationOrigin } from "../symbols.js";

export const duplicateDeclaration = defineRule("duplicate-declaration", {
  Redeclaration: ({ symbol, first }, report) => {
    report(
      declarationOrigin(symbol),
      { name: symbol.name },
      { related: [{ origin: declarationOrigin(first), message: "first declared here" }] },
    );
  },
});
