// Units that do not fit: added, compared, assigned, or given to a function of plain numbers.

import type { Origin } from "../../diagnostics/diagnostic.js";
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
    report(
      origin,
      { left: described[0]?.unit ?? "", right: described[1]?.unit ?? "" },
      { related: related.filter((place) => !sameOrigin(place.origin, origin)) },
    );
  },
  Assigned: ({ needed, found, symbols }, report) => {
    if (fitsDimension(found.dimension, needed.dimension)) return;
    const unit = inUnits(needed.dimension, symbols.symbols);
    const right = inUnits(found.dimension, symbols.symbols);
    const isPlain = unit === "`1`";
    const message = `here ${isPlain ? "a plain number" : `the unit ${unit}`} is needed`;
    const related = sameOrigin(needed.origin, found.origin) ? [] : [{ origin: needed.origin, message }];
    const hint = isPlain
      ? `A plain number is needed here: divide by a quantity with the unit ${right}.`
      : `The unit ${unit} is needed here; a number is written with its unit, as in \`1 [${unit.slice(1, -1)}]\`.`;
    report(found.origin, { left: unit, right }, { related, hint });
  },
});

/** Operators whose operands must have one unit. */
const paired: ReadonlySet<string> = new Set(["+", "-", "%", "<", "<=", ">", ">=", "==", "!=", "if"]);

function sameOrigin(left: Origin, right: Origin): boolean {
  return left.file === right.file && left.span.start === right.span.start && left.span.end === right.span.end;
}

function inUnits(dimension: Dimension, symbols: Readonly<Record<BaseDimension, string>>): string {
  return `\`${describeDimension(dimension, symbols)}\``;
}
