// A number with its written unit → its value and unit in the units of a network.

import { type ReactionNetwork, unitOfDimension } from "@ncrn/compiler";
import {
  type BaseDimension,
  convertToUnits,
  type ExactScale,
  unitOfExpression,
  unitOfSymbol,
} from "@ncrn/language";
import type { WrittenNumber } from "./written-numbers.js";

/** Undefined if the written unit is none. */
export function inUnitsOf(
  { units }: Pick<ReactionNetwork, "units">,
  { value, unit: written }: Pick<WrittenNumber, "value" | "unit">,
): { readonly value: number; readonly unit: string | undefined } | undefined {
  if (written === undefined) return { value, unit: undefined };
  const unit = unitOfExpression(written);
  if ("unknownSymbol" in unit) return undefined;
  return {
    value: convertToUnits(value, unit, scalesOf(units)),
    unit: unitOfDimension(unit.dimension, units),
  };
}

const ONE: ExactScale = { numerator: 1n, denominator: 1n };

/** A network that has no unit for something has no number in it, either. */
function scalesOf(units: ReactionNetwork["units"]): Readonly<Record<BaseDimension, ExactScale>> {
  const scaleOf = (symbol: string | undefined): ExactScale =>
    (symbol === undefined ? undefined : unitOfSymbol(symbol)?.scale) ?? ONE;
  return {
    time: scaleOf(units.time),
    concentration: scaleOf(units.concentration),
    volume: scaleOf(units.volume),
  };
}
