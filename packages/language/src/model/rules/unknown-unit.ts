// A symbol that is no unit.

import { closestName } from "../../text/edit-distance.js";
import { commonUnitSymbols } from "../dimensions.js";
import { baseDimensionOf } from "../file-units.js";
import { defineRule } from "../rule.js";

export const unknownUnit = defineRule("unknown-unit", {
  UnitSymbol: ({ symbol, known, dimension, origin }, report) => {
    if (known) return;
    const fitting = commonUnitSymbols.filter(
      (one) => dimension === undefined || baseDimensionOf(one) === dimension,
    );
    report(origin, { unit: symbol, suggestion: closestName(symbol, fitting) });
  },
});
