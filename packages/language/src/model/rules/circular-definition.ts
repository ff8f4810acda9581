// A definition that leads back to itself.

import { defineRule } from "../rule.js";
import { declarationOrigin } from "../symbols.js";

export const circularDefinition = defineRule("circular-definition", {
  CircularDefinition: ({ symbol, origin }, report) => {
    report(
      origin,
      { name: symbol.name },
      { related: [{ origin: declarationOrigin(symbol), message: "declared here" }] },
    );
  },
});
