// A name that is declared, but as another kind of thing than its place needs.

import { defineRule } from "../rule.js";
import { declarationOrigin, kindName, type SymbolKind } from "../symbols.js";

export const wrongKind = defineRule("wrong-kind", {
  NameUse: ({ origin, symbol, rail, expectation }, report) => {
    if (expectation.kinds.has(rail ? "rail" : symbol.kind)) return;
    const [keyword] = expectation.declare;
    const redeclarable =
      quantityKinds.has(symbol.kind) &&
      !symbol.parameter &&
      keyword !== undefined &&
      quantityKinds.has(keyword as SymbolKind);
    const declaration = declarationOrigin(symbol);
    const parameters = {
      name: symbol.name,
      kind: rail ? "rail of a signal" : kindName(symbol),
      expected: expectation.needed,
      fixKeyword: redeclarable ? keyword : undefined,
      declaration: symbol.file === origin.file ? declaration.span : undefined,
    };
    const related = [{ origin: declaration, message: `declared here as ${kindName(symbol)}` }];
    // A species in the braces of a rate is usually meant as part of a law.
    const isLaw = expectation.kinds.has("rate") && symbol.kind.endsWith("species");
    if (isLaw)
      report(
        origin,
        { ...parameters, fixKeyword: undefined },
        { related, hint: "Write the whole flux in square brackets: `->[k * A]`." },
      );
    else report(origin, parameters, { related });
  },
});

/** Declarations whose keyword can simply be exchanged. */
const quantityKinds: ReadonlySet<SymbolKind> = new Set(["species", "clamped species", "rate", "signal"]);
