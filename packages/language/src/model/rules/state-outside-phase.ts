// A name used where the phase it lives in is over.

import { defineRule } from "../rule.js";
import { declarationOrigin } from "../symbols.js";

export const stateOutsidePhase = defineRule("state-outside-phase", {
  PhaseUse: ({ origin, symbol, phase }, report) => {
    if (symbol.phase === undefined || symbol.phase === phase) return;
    report(
      origin,
      { name: symbol.name, phase: symbol.phase },
      { related: [{ origin: declarationOrigin(symbol), message: "declared here" }] },
    );
  },
});
