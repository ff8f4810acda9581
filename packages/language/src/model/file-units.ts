// The units of a file: from its `units` declaration, else the first units written in it.

import type { Document, Node, UnitExpression } from "../ast/nodes.js";
import { type BaseDimension, type ExactScale, unitOfSymbol } from "./dimensions.js";
import type { UnitsSetting } from "./model.js";

/** Units of a file. All numbers without suffix are in them, and all others are converted to them. */
export interface FileUnits {
  /** False if the file writes no unit at all: then nothing about units is checked. */
  readonly active: boolean;
  readonly symbols: Readonly<Record<BaseDimension, string>>;
  readonly scales: Readonly<Record<BaseDimension, ExactScale>>;
  readonly setting: UnitsSetting;
  /** Those that the `units` of the file name. */
  readonly declared: ReadonlySet<BaseDimension>;
}

const defaults: Readonly<Record<BaseDimension, string>> = { time: "s", concentration: "M", volume: "L" };

/** The units of a document; unknown symbols are left to the check of the `units` record. */
export function unitsOfDocument(document: Document, unitExpressions: readonly UnitExpression[]): FileUnits {
  const declared = declaredSymbols(document);
  const written = { ...firstWritten(unitExpressions), ...declared };
  const symbols = { ...defaults, ...written };
  const scaleOf = (base: BaseDimension): ExactScale => unitOfSymbol(symbols[base])!.scale;
  return {
    active:
      unitExpressions.length > 0 || document.declarations.some((node) => node.kind === "UnitsDeclaration"),
    symbols,
    scales: { time: scaleOf("time"), concentration: scaleOf("concentration"), volume: scaleOf("volume") },
    setting: usedSymbols(symbols, written, unitExpressions),
    declared: new Set(Object.keys(declared) as BaseDimension[]),
  };
}

/** Units that the text declares, writes, or means without writing them, such as the second of `Hz`. */
function usedSymbols(
  symbols: Readonly<Record<BaseDimension, string>>,
  written: Partial<Record<BaseDimension, string>>,
  unitExpressions: readonly UnitExpression[],
): UnitsSetting {
  const dimensions = unitExpressions
    .flatMap(({ factors }) => factors)
    .flatMap(({ name }) => unitOfSymbol(name.text)?.dimension ?? []);
  const used = (base: BaseDimension): string | undefined =>
    written[base] !== undefined ||
    dimensions.some((dimension) => dimension.kind === "known" && dimension.exponents[base].numerator !== 0)
      ? symbols[base]
      : undefined;
  return { time: used("time"), concentration: used("concentration"), volume: used("volume") };
}

/** The base dimension that a unit symbol measures directly, if it is one of the three. */
export function baseDimensionOf(symbol: string): BaseDimension | undefined {
  const dimension = unitOfSymbol(symbol)?.dimension;
  if (dimension?.kind !== "known") return undefined;
  const { time, concentration, volume } = dimension.exponents;
  const exponents: readonly [BaseDimension, number][] = [
    ["time", time.numerator],
    ["concentration", concentration.numerator],
    ["volume", volume.numerator],
  ];
  const present = exponents.filter(([, exponent]) => exponent !== 0);
  return present.length === 1 && present[0]?.[1] === 1 ? present[0][0] : undefined;
}

function declaredSymbols(document: Document): Partial<Record<BaseDimension, string>> {
  const found: Partial<Record<BaseDimension, string>> = {};
  for (const declaration of document.declarations) {
    if (declaration.kind !== "UnitsDeclaration") continue;
    for (const { key, values } of declaration.record.entries) {
      const symbol = values.length === 1 ? wordOf(values[0]) : undefined;
      const base = symbol === undefined ? undefined : baseDimensionOf(symbol);
      if (symbol !== undefined && base !== undefined && base === key.text) found[base] = symbol;
    }
  }
  return found;
}

function firstWritten(unitExpressions: readonly UnitExpression[]): Partial<Record<BaseDimension, string>> {
  const found: Partial<Record<BaseDimension, string>> = {};
  for (const expression of unitExpressions) {
    for (const factor of expression.factors) {
      const base = baseDimensionOf(factor.name.text);
      if (base !== undefined) found[base] ??= factor.name.text;
    }
  }
  return found;
}

function wordOf(node: Node | undefined): string | undefined {
  return node?.kind === "Reference" && node.path.length === 1 && node.indices.length === 0
    ? node.path[0]?.text
    : undefined;
}
