// Written unit of a parameter → its physical dimension, and that dimension in the units of the network.

import {
  type BaseDimension,
  type Dimension,
  describeDimension,
  dimensionOf,
  isDimensionless,
  multiplyDimensions,
  powerOfDimension,
  unitOfSymbol,
} from "@ncrn/language";
import type { Parameter, ReactionNetwork } from "./reaction-network.js";

/** The dimension of a unit such as `1/nM/s`, `nM^-1*s^-1`; undefined if there is no unit or it is not understood. */
export function dimensionOfUnit(unit: string | undefined): Dimension | undefined {
  if (unit === undefined) return undefined;
  let dimension: Dimension = dimensionOf({});
  for (const [, operator, symbol = "", exponent] of `*${unit}`.matchAll(
    /\s*([*/·])\s*([^*/·^\s]+)(?:\s*\^\s*\(?(-?\d+)\)?)?/gu,
  )) {
    const factor = unitOfSymbol(symbol);
    if (factor === undefined) return undefined;
    const power = Number(exponent ?? 1) * (operator === "/" ? -1 : 1);
    dimension = multiplyDimensions(dimension, powerOfDimension(factor.dimension, power));
  }
  return dimension;
}

/**
 * The unit in which the value of a parameter stands: a suffix such as `[1/min]` was converted to the units of the
 * network, say seconds, so this is `1/s`. Undefined if the parameter has no unit or the network none for it.
 */
export function unitInNetwork({ unit }: Parameter, units: ReactionNetwork["units"]): string | undefined {
  return unitOfDimension(dimensionOfUnit(unit), units);
}

/** A dimension in the units of a network, e.g. `1/nM/s`; undefined if it has none or the network lacks a unit for it. */
export function unitOfDimension(
  dimension: Dimension | undefined,
  units: ReactionNetwork["units"],
): string | undefined {
  if (dimension === undefined || dimension.kind !== "known" || isDimensionless(dimension)) return undefined;
  const { time = "", concentration = "", volume = "" } = units;
  const symbols: Readonly<Record<BaseDimension, string>> = { time, concentration, volume };
  const bases = Object.keys(symbols) as readonly BaseDimension[];
  const isComplete = bases.every((base) => symbols[base] !== "" || dimension.exponents[base].numerator === 0);
  return isComplete ? describeDimension(dimension, symbols) : undefined;
}
