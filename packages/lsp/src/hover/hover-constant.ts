// A constant → its value, in each copy of what declares it if they differ.

import type { ConstantValue, DeclaredSymbol, Expression, LoadedDocument } from "@ncrn/language";
import { code, listed, type Scene } from "./scene.js";
import { unicodeNumber } from "./unicode-expression.js";
import { unitsAt, unitText } from "./units.js";

/** Values of one name, as a loop makes them; more are not read. */
const MOST_VALUES = 6;
/** Names of copies. */
const MOST_LINES = 6;

/** Nothing for a number, which says itself what it is, and for what could not be computed. */
export function constantText(scene: Scene, symbol: DeclaredSymbol): readonly string[] {
  const { declaration, nameNode, name } = symbol;
  const values = scene.snapshot.analysis()?.constantValues.get(nameNode) ?? [];
  if (values.length === 0) return [];
  if (declaration.kind === "ConstDeclaration" && isPlainNumber(declaration.value)) return [];
  const units = unitsAt(scene);
  const inBlocks = new Set(values.map(({ block }) => block)).size > 1;
  const byName = new Map<string, string[]>();
  for (const one of values) {
    const full = inBlocks && one.block !== undefined ? `${one.block}.${one.name}` : one.name;
    const texts = byName.get(full) ?? [];
    byName.set(full, texts);
    texts.push(valueText(one, units));
  }
  const lines = [...byName].map(([full, texts]) => ({ full, text: distinct(texts) }));
  const isSame = lines.every(({ text }) => text === lines[0]?.text);
  if (isSame) return [code(`${name} = ${lines[0]?.text}`)];
  return [
    listed(
      lines.map(({ full, text }) => code(`${full} = ${text}`)),
      MOST_LINES,
      "  \n",
    ),
  ];
}

function isPlainNumber(value: Expression): boolean {
  if (value.kind === "UnaryExpression") return isPlainNumber(value.operand);
  return value.kind === "NumberLiteral" && value.unit === undefined;
}

function distinct(texts: readonly string[]): string {
  const all = [...new Set(texts)];
  return [...all.slice(0, MOST_VALUES), ...(all.length > MOST_VALUES ? ["…"] : [])].join(", ");
}

/** `[[1, 2], [3, 4]] [nM]`. */
function valueText(
  { shape, numbers, dimension }: ConstantValue,
  units: LoadedDocument["units"] | undefined,
): string {
  const value = arrayText(shape, numbers.map(unicodeNumber));
  const unit = units?.active && dimension.kind === "known" ? unitText(dimension, units) : "1";
  return unit === "1" ? value : `${value} [${unit}]`;
}

function arrayText(shape: readonly number[], numbers: readonly string[]): string {
  const [length, ...rest] = shape;
  if (length === undefined) return numbers[0] ?? "";
  const size = numbers.length / Math.max(length, 1);
  const rows = Array.from({ length: Math.min(length, MOST_VALUES) }, (_, row) =>
    arrayText(rest, numbers.slice(row * size, (row + 1) * size)),
  );
  return `[${[...rows, ...(length > MOST_VALUES ? ["…"] : [])].join(", ")}]`;
}
