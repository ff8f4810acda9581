// A name that is declared, but as another kind of thing than its place needs.

import { type Expectation, expectations } from "../expectations.js";
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
    const hint = symbol.kind.endsWith("species") ? hintsForSpecies.get(expectation) : undefined;
    if (hint === undefined) report(origin, parameters, { related });
    else report(origin, { ...parameters, fixKeyword: undefined }, { related, hint });
  },
});

const knownAtStart = "Use numbers, `const` and `rate` values: what a species is, only the run shows.";

/** A species in the braces of a rate is usually meant as part of a law; at the start no species is known yet. */
const hintsForSpecies: ReadonlyMap<Expectation, string> = new Map([
  [expectations.rateConstant, "Write the whole flux in square brackets: `->[k * A]`."],
  [expectations.startValue, knownAtStart],
  [expectations.parameterValue, knownAtStart],
]);

/** Declarations whose keyword can simply be exchanged. */
const quantityKinds: ReadonlySet<SymbolKind> = new Set(["species", "clamped species", "rate", "signal"]);
