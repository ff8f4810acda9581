// The varied quantities of a scan → words and colours for lines.

import type { ScanAxis } from "@ncrn/experiments";
import { numberLabel } from "../shared/number-label.js";
import { type Chart, type ChartSeries, type ColourScale, withUnit } from "./chart-data.js";

/** `birth = 1 1/s, eat = 0.2`; units as the file writes them. */
export function inWords(axes: readonly ScanAxis[], values: readonly number[]): string {
  return axes
    .map(({ name, unit }, axis) => {
      const number = numberLabel(values[axis] ?? Number.NaN);
      return `${name} = ${number}${unit === undefined ? "" : ` ${unit}`}`;
    })
    .join(", ");
}

/** How lines are called that differ in these quantities; a legend names a single one of them once. */
export function lineNames(
  axes: readonly ScanAxis[],
  values: readonly number[],
): Pick<ChartSeries, "name" | "inLegend"> {
  const name = inWords(axes, values);
  return axes.length === 1 ? { name, inLegend: numberLabel(values[0] ?? Number.NaN) } : { name };
}

/** What stands above the numbers that a legend has for lines. */
export function legendTitle(axes: readonly ScanAxis[]): Pick<Chart, "legendTitle"> {
  const [only, second] = axes;
  return only === undefined || second !== undefined ? {} : { legendTitle: withUnit(only.name, only.unit) };
}

/** Undefined if there is a single value. */
export function colourScaleOf(axis: ScanAxis | undefined): ColourScale | undefined {
  if (axis === undefined) return undefined;
  const [low, high] = [smallest(axis.values), -smallest(axis.values.map((value) => -value))];
  if (!(high > low)) return undefined;
  return { label: withUnit(axis.name, axis.unit), low, high, isLogarithmic: isLogarithmic(axis) };
}

/** Whether equal steps of a quantity are equal factors. */
export function isLogarithmic({ spacing, values }: ScanAxis): boolean {
  return spacing === "logarithmic" && values.every((value) => value > 0);
}

function smallest(values: readonly number[]): number {
  return values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
}
