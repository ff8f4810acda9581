// Units that do not fit: added, compared, assigned, or given to a function of plain numbers.

import {
  type BaseDimension,
  type Dimension,
  describeDimension,
  fitsDimension,
  isDimensionless,
} from "../dimensions.js";
import { defineRule } from "../rule.js";

export const dimensionMismatch = defineRule("dimension-mismatch", {
  Binary: ({ operator, left, right, origin, symbols }, report) => {
    const fits =
      operator === "^"
        ? isDimensionless(right.dimension)
        : !paired.has(operator) || fitsDimension(left.dimension, right.dimension);
    if (fits) return;
    const described = [left, right].map((operand) => ({
      origin: operand.origin,
      unit: inUnits(operand.dimension, symbols.symbols),
    }));
    const related = described.map((operand) => ({
      origin: operand.origin,
      message: `this has the unit ${operand.unit}`,
    }));
    report(origin, { left: described[0]?.unit ?? "", right: described[1]?.unit ?? "" }, { related });
  },
  Assigned: ({ needed, found, symbols }, report) => {
    if (fitsDimension(found.dimension, needed.dimension)) return;
    const unit = inUnits(needed.dimension, symbols.symbols);
    const related = [
      {
        origin: needed.origin,
        message: `here ${unit === "`1`" ? "a plain number" : `the unit ${unit}`} is needed`,
      },
    ];
    report(found.origin, { left: unit, right: inUnits(found.dimension, symbols.symbols) }, { related });
  },
});

/** Operators whose operands must have one unit. */
const paired: ReadonlySet<string> = new Set(["+", "-", "%", "<", "<=", ">", ">=", "==", "!=", "if"]);

function inUnits(dimension: Dimension, symbols: Readonly<Record<BaseDimension, string>>): string {
  return `\`${describeDimension(dimension, symbols)}\``;
}
