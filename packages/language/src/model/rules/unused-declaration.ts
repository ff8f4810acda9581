// A name that nothing uses. Species are read by plots, definitions are read-outs: those may stand unused.

import { defineRule } from "../rule.js";
import { declarationOrigin, kindName, type SymbolKind } from "../symbols.js";

export const unusedDeclaration = defineRule("unused-declaration", {
  Declared: ({ symbol, uses, exempt }, report) => {
    if (uses > 0 || exempt || !checkedKinds.has(symbol.kind)) return;
    report(declarationOrigin(symbol), { name: symbol.name, kind: kindName(symbol) });
  },
});

const checkedKinds: ReadonlySet<SymbolKind> = new Set([
  "const",
  "function",
  "function parameter",
  "module",
  "species",
  "clamped species",
  "rate",
  "signal",
  "input",
  "fixed",
  "import",
]);
