// The numbers of a column of a table → labels in one notation, so that they can be compared line by line.

import { numberLabel, powerOfTen } from "../shared/number-label.js";

/** Of a number that is smaller than the largest one so many digits are still seen. */
const LEAST_DIGITS = 3;
/** With more digits behind the point, or outside these numbers, powers of ten are easier to read. */
const MOST_DECIMALS = 7;
const [SMALL, LARGE] = [1e-3, 1e6];

/** As many decimals in each, for `digits` digits of the largest one; where they differ too much, powers of ten in each. */
export function columnLabels(values: readonly number[], digits: number): readonly string[] {
  const rounded = values.map((value) => (Number.isFinite(value) ? Number(value.toPrecision(digits)) : value));
  const sizes = rounded.filter((value) => Number.isFinite(value) && value !== 0).map(Math.abs);
  if (sizes.length === 0) return rounded.map(numberLabel);
  const label = notationFor(sizes, digits);
  return rounded.map((value) => (Number.isFinite(value) ? label(value) : numberLabel(value)));
}

function notationFor(sizes: readonly number[], digits: number): (value: number) => string {
  const [low, high] = [Math.min(...sizes), Math.max(...sizes)];
  const wanted = Math.max(0, digits - 1 - exponentOf(high), LEAST_DIGITS - 1 - exponentOf(low));
  const decimals = Math.min(wanted, Math.max(...sizes.map(decimalsOf)));
  if (decimals <= MOST_DECIMALS && high >= SMALL && high < LARGE) return (value) => fixed(value, decimals);
  const places = Math.max(...sizes.map(mantissaDecimalsOf));
  return (value) => scientific(value, places);
}

function fixed(value: number, decimals: number): string {
  const label = value.toFixed(decimals);
  return Number(label) === 0 ? label.replace("-", "") : label.replace("-", "−");
}

/** `3.20·10⁻⁷`. */
function scientific(value: number, decimals: number): string {
  if (value === 0) return "0";
  const [mantissa = "", exponent = "0"] = value.toExponential(decimals).split("e");
  return `${mantissa.replace("-", "−")}·${powerOfTen(exponent)}`;
}

function exponentOf(size: number): number {
  return Math.floor(Math.log10(size));
}

function decimalsOf(size: number): number {
  return Math.max(0, mantissaDecimalsOf(size) - exponentOf(size));
}

function mantissaDecimalsOf(size: number): number {
  const [mantissa = ""] = size.toExponential().split("e");
  return mantissa.replace(".", "").length - 1;
}
