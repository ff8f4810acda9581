// Physical dimensions with exact rational exponents, unit symbols, and conversion to the units of a file.
// A dimension is time^a · concentration^b · volume^c; an amount of substance is concentration · volume.

import type { UnitExpression } from "../ast/nodes.js";

/** An exact fraction; the denominator is positive and the two have no common factor. */
export interface Rational {
  readonly numerator: number;
  readonly denominator: number;
}

export type BaseDimension = "time" | "concentration" | "volume";

/**
 * What is known about the dimension of a value. `bare`: made of numbers without unit, which take the unit needed at
 * their place. `unknown`: of a quantity whose unit the text does not give; nothing is checked.
 */
export type Dimension =
  | { readonly kind: "known"; readonly exponents: Readonly<Record<BaseDimension, Rational>> }
  | { readonly kind: "bare" }
  | { readonly kind: "unknown" };

export const bare: Dimension = { kind: "bare" };
export const unknownDimension: Dimension = { kind: "unknown" };
const zero: Rational = { numerator: 0, denominator: 1 };
export const dimensionless: Dimension = dimensionOf({});
export const timeDimension: Dimension = dimensionOf({ time: 1 });
export const concentrationDimension: Dimension = dimensionOf({ concentration: 1 });
export const fluxDimension: Dimension = dimensionOf({ concentration: 1, time: -1 });
export const volumeDimension: Dimension = dimensionOf({ volume: 1 });

/** A known dimension with whole exponents. */
export function dimensionOf(exponents: Partial<Record<BaseDimension, number>>): Dimension {
  const whole = (value: number | undefined): Rational => ({ numerator: value ?? 0, denominator: 1 });
  return {
    kind: "known",
    exponents: {
      time: whole(exponents.time),
      concentration: whole(exponents.concentration),
      volume: whole(exponents.volume),
    },
  };
}

/** The dimension of the rate constant of a reaction: concentration^(1 − order) / time. */
export function rateConstantDimension(order: number): Dimension {
  return dimensionOf({ concentration: 1 - order, time: -1 });
}

export function multiplyDimensions(left: Dimension, right: Dimension): Dimension {
  return combine(left, right, 1);
}

export function divideDimensions(left: Dimension, right: Dimension): Dimension {
  return combine(left, right, -1);
}

/** `exponent` as an exact fraction; a dimension raised to something that is no simple fraction is unknown. */
export function powerOfDimension(dimension: Dimension, exponent: number): Dimension {
  if (dimension.kind !== "known") return dimension;
  const fraction = rationalOf(exponent);
  if (fraction === undefined) return unknownDimension;
  return mapExponents(dimension, (value) => multiplyRationals(value, fraction));
}

/** The common dimension of two values that are added, compared or chosen from; undefined if they do not fit. */
export function commonDimension(left: Dimension, right: Dimension): Dimension | undefined {
  if (left.kind === "bare") return right;
  if (right.kind === "bare") return left;
  if (left.kind === "unknown" || right.kind === "unknown") return left.kind === "known" ? left : right;
  return sameDimension(left, right) ? left : undefined;
}

/** True if a value of this dimension may stand where `needed` is expected. */
export function fitsDimension(found: Dimension, needed: Dimension): boolean {
  return commonDimension(found, needed) !== undefined;
}

/** True if both are known and equal, or of the same other sort. */
export function sameDimension(left: Dimension, right: Dimension): boolean {
  if (left.kind !== "known" || right.kind !== "known") return left.kind === right.kind;
  return baseDimensions.every(
    (base) =>
      left.exponents[base].numerator === right.exponents[base].numerator &&
      left.exponents[base].denominator === right.exponents[base].denominator,
  );
}

/** True for a known dimension with all exponents 0. */
export function isDimensionless(dimension: Dimension): boolean {
  return (
    dimension.kind !== "known" || baseDimensions.every((base) => dimension.exponents[base].numerator === 0)
  );
}

const baseDimensions: readonly BaseDimension[] = ["concentration", "time", "volume"];

/** A readable form: the unit in the symbols given, e.g. `1/nM/s`; `1` if it has no dimension. */
export function describeDimension(
  dimension: Dimension,
  symbols: Readonly<Record<BaseDimension, string>>,
): string {
  if (dimension.kind !== "known") return "no unit";
  const above: string[] = [];
  const below: string[] = [];
  for (const base of baseDimensions) {
    const exponent = dimension.exponents[base];
    if (exponent.numerator === 0) continue;
    (exponent.numerator > 0 ? above : below).push(symbols[base] + exponentText(exponent));
  }
  if (above.length === 0 && below.length === 0) return "1";
  return [above.length === 0 ? "1" : above.join("*"), ...below].join("/");
}

// ── Unit symbols ─────────────────────────────────────────────────────────────────────────────────────

/** A unit: its dimension and its size as an exact fraction of the base units s, M (mol/L) and L. */
export interface Unit {
  readonly dimension: Dimension;
  readonly scale: ExactScale;
}

/** A positive fraction of big integers. */
export interface ExactScale {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

interface BaseUnit {
  readonly exponents: Partial<Record<BaseDimension, number>>;
  readonly scale: ExactScale;
  readonly prefixed: boolean;
}

const unitOne: ExactScale = { numerator: 1n, denominator: 1n };
const seconds = (count: bigint): ExactScale => ({ numerator: count, denominator: 1n });

const baseUnits: ReadonlyMap<string, BaseUnit> = new Map<string, BaseUnit>([
  ["s", { exponents: { time: 1 }, scale: unitOne, prefixed: true }],
  ["min", { exponents: { time: 1 }, scale: seconds(60n), prefixed: false }],
  ["h", { exponents: { time: 1 }, scale: seconds(3600n), prefixed: false }],
  ["d", { exponents: { time: 1 }, scale: seconds(86400n), prefixed: false }],
  ["Hz", { exponents: { time: -1 }, scale: unitOne, prefixed: true }],
  ["M", { exponents: { concentration: 1 }, scale: unitOne, prefixed: true }],
  ["L", { exponents: { volume: 1 }, scale: unitOne, prefixed: true }],
  ["l", { exponents: { volume: 1 }, scale: unitOne, prefixed: true }],
  ["mol", { exponents: { concentration: 1, volume: 1 }, scale: unitOne, prefixed: true }],
]);

const prefixes: ReadonlyMap<string, number> = new Map([
  ["T", 12],
  ["G", 9],
  ["M", 6],
  ["k", 3],
  ["h", 2],
  ["da", 1],
  ["d", -1],
  ["c", -2],
  ["m", -3],
  ["u", -6],
  ["µ", -6],
  ["μ", -6],
  ["n", -9],
  ["p", -12],
  ["f", -15],
  ["a", -18],
  ["z", -21],
  ["y", -24],
]);

/** Symbols offered when one is misspelt. */
export const commonUnitSymbols: readonly string[] = [
  "s",
  "ms",
  "min",
  "h",
  "d",
  "Hz",
  "M",
  "mM",
  "uM",
  "nM",
  "pM",
  "L",
  "mL",
  "uL",
  "nL",
  "pL",
  "fL",
  "mol",
  "mmol",
  "umol",
  "nmol",
];

/** The unit of a symbol such as `nM`; undefined if there is none. */
export function unitOfSymbol(symbol: string): Unit | undefined {
  if (symbol === "1") return { dimension: dimensionless, scale: unitOne };
  const whole = baseUnits.get(symbol);
  if (whole !== undefined) return { dimension: dimensionOf(whole.exponents), scale: whole.scale };
  for (const [prefix, exponent] of prefixes) {
    const base = symbol.startsWith(prefix) ? baseUnits.get(symbol.slice(prefix.length)) : undefined;
    if (base?.prefixed)
      return {
        dimension: dimensionOf(base.exponents),
        scale: multiplyScales(base.scale, powerOfTen(exponent)),
      };
  }
  return undefined;
}

/** The unit of a written suffix, or the first symbol in it that is no unit. */
export function unitOfExpression(
  expression: UnitExpression,
): Unit | { readonly unknownSymbol: string; readonly index: number } {
  let dimension: Dimension = dimensionless;
  let scale: ExactScale = unitOne;
  for (const [index, factor] of expression.factors.entries()) {
    const unit = unitOfSymbol(factor.name.text);
    if (unit === undefined) return { unknownSymbol: factor.name.text, index };
    const exponent = factor.operator === "/" ? -factor.exponent : factor.exponent;
    if (!Number.isInteger(exponent) || Math.abs(exponent) > 99)
      return { unknownSymbol: factor.name.text, index };
    dimension = multiplyDimensions(dimension, powerOfDimension(unit.dimension, exponent));
    scale = multiplyScales(scale, powerOfScale(unit.scale, exponent));
  }
  return { dimension, scale };
}

/** `value` in `unit`, expressed in the base units `target` of a file; exact up to one rounding of the result. */
export function convertToUnits(
  value: number,
  unit: Unit,
  target: Readonly<Record<BaseDimension, ExactScale>>,
): number {
  if (unit.dimension.kind !== "known") return value;
  let scale = unit.scale;
  for (const base of baseDimensions) {
    const exponent = unit.dimension.exponents[base];
    scale = multiplyScales(scale, powerOfScale(target[base], -exponent.numerator / exponent.denominator));
  }
  const divisor = greatestCommonDivisor(scale.numerator, scale.denominator);
  const numerator = Number(scale.numerator / divisor);
  const denominator = Number(scale.denominator / divisor);
  return denominator === 1 ? value * numerator : (value * numerator) / denominator;
}

/** A scale as a number, with one rounding. */
export function numberFromScale({ numerator, denominator }: ExactScale): number {
  return Number(numerator) / Number(denominator);
}

// ── Arithmetic ───────────────────────────────────────────────────────────────────────────────────────

function combine(left: Dimension, right: Dimension, sign: 1 | -1): Dimension {
  if (left.kind === "unknown" || right.kind === "unknown") return unknownDimension;
  if (right.kind === "bare") return left;
  if (left.kind === "bare") return sign === 1 ? right : mapExponents(right, negateRational);
  return {
    kind: "known",
    exponents: {
      time: addRationals(left.exponents.time, scaleRational(right.exponents.time, sign)),
      concentration: addRationals(
        left.exponents.concentration,
        scaleRational(right.exponents.concentration, sign),
      ),
      volume: addRationals(left.exponents.volume, scaleRational(right.exponents.volume, sign)),
    },
  };
}

function mapExponents(
  dimension: Dimension & { kind: "known" },
  change: (value: Rational) => Rational,
): Dimension {
  const { time, concentration, volume } = dimension.exponents;
  return {
    kind: "known",
    exponents: { time: change(time), concentration: change(concentration), volume: change(volume) },
  };
}

function reduced(numerator: number, denominator: number): Rational {
  if (numerator === 0) return zero;
  let [a, b] = [Math.abs(numerator), denominator];
  while (b !== 0) [a, b] = [b, a % b];
  return { numerator: numerator / a, denominator: denominator / a };
}

function addRationals(left: Rational, right: Rational): Rational {
  return reduced(
    left.numerator * right.denominator + right.numerator * left.denominator,
    left.denominator * right.denominator,
  );
}

function multiplyRationals(left: Rational, right: Rational): Rational {
  return reduced(left.numerator * right.numerator, left.denominator * right.denominator);
}

function scaleRational(value: Rational, factor: number): Rational {
  return reduced(value.numerator * factor, value.denominator);
}

function negateRational(value: Rational): Rational {
  return scaleRational(value, -1);
}

/** Fractions with denominators up to 12, as in powers and roots; undefined for other numbers. */
function rationalOf(value: number): Rational | undefined {
  for (let denominator = 1; denominator <= 12; denominator++) {
    const numerator = Math.round(value * denominator);
    if (Math.abs(value * denominator - numerator) < 1e-12 * denominator)
      return reduced(numerator, denominator);
  }
  return undefined;
}

function exponentText({ numerator, denominator }: Rational): string {
  const size = Math.abs(numerator);
  if (denominator !== 1) return `^(${size}/${denominator})`;
  return size === 1 ? "" : `^${size}`;
}

function powerOfTen(exponent: number): ExactScale {
  const power = 10n ** BigInt(Math.abs(exponent));
  return exponent >= 0 ? { numerator: power, denominator: 1n } : { numerator: 1n, denominator: power };
}

function multiplyScales(left: ExactScale, right: ExactScale): ExactScale {
  return { numerator: left.numerator * right.numerator, denominator: left.denominator * right.denominator };
}

/** Whole powers only: written units have no others. */
function powerOfScale(scale: ExactScale, exponent: number): ExactScale {
  const count = BigInt(Math.abs(Math.trunc(exponent)));
  const [above, below] =
    exponent >= 0 ? [scale.numerator, scale.denominator] : [scale.denominator, scale.numerator];
  return { numerator: above ** count, denominator: below ** count };
}

function greatestCommonDivisor(first: bigint, second: bigint): bigint {
  let [a, b] = [first, second];
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}
