// A symbol that is no unit.

import { closestName } from "../../text/edit-distance.js";
import { commonUnitSymbols } from "../dimensions.js";
import { defineRule } from "../rule.js";

export const unknownUnit = defineRule("unknown-unit", {
  UnitSymbol: ({ symbol, known, origin }, report) => {
    if (!known) report(origin, { unit: symbol, suggestion: closestName(symbol, commonUnitSymbols) });
  },
});
