// A number with a unit → the same quantity in the units of the file.

import { convertToUnits, describeDimension, type NumberLiteral, unitOfExpression } from "@ncrn/language";
import { code, type Scene, textAt } from "./scene.js";
import { unicodeNumber } from "./unicode-expression.js";
import { unitsAt } from "./units.js";

/** `2 [uM]` is 2000 [nM]; nothing for a number without unit or with one that is unknown. */
export function numberHover(scene: Scene, literal: NumberLiteral): readonly string[] {
  const units = unitsAt(scene);
  if (literal.unit === undefined || units === undefined) return [];
  const unit = unitOfExpression(literal.unit);
  if ("unknownSymbol" in unit) return [];
  const written = textAt(scene, { file: scene.snapshot.source.name, span: literal.span });
  const value = convertToUnits(literal.value, unit, units.scales);
  const shown = Number(value.toPrecision(15));
  const symbol = describeDimension(unit.dimension, units.symbols);
  const inFile = symbol === "1" ? unicodeNumber(shown) : `${unicodeNumber(shown)} [${symbol}]`;
  const isSame = shown === literal.value && written.endsWith(`[${symbol}]`);
  return [
    isSame
      ? `${code(written)} is in the units of this file.`
      : `${code(written)} is ${code(inFile)} in the units of this file.`,
  ];
}
