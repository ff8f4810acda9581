// Reading checked values out of a record, as its table of settings says. Wrong values are facts and read as absent.

import type { CallExpression, Entry, Expression, RecordNode, StringLiteral } from "../ast/nodes.js";
import type { Origin } from "../diagnostics/diagnostic.js";
import { numberFor, scalarFor } from "./assign-value.js";
import { type Dimension, timeDimension, unknownDimension, volumeDimension } from "./dimensions.js";
import { evaluate } from "./evaluate-expression.js";
import { dimensionIn, type Evaluation, originOf } from "./evaluation.js";
import {
  type RecordDescription,
  type SettingType,
  settingOf,
  type Variant,
  type VariantArgument,
} from "./records.js";
import { wordOf } from "./words.js";

/** A record being read. */
export interface RecordReading {
  readonly evaluation: Evaluation;
  readonly description: RecordDescription;
  readonly entries: ReadonlyMap<string, Entry>;
  /** Where each written key stands. */
  readonly origins: Readonly<Record<string, Origin>>;
}

/** A variant with the numbers of its arguments, defaults filled in where they are numbers. */
export interface ReadVariant {
  readonly name: string;
  readonly arguments: ReadonlyMap<string, number>;
}

export function recordReading(
  evaluation: Evaluation,
  description: RecordDescription,
  entries: readonly Entry[],
): RecordReading {
  const known = new Map<string, Entry>();
  const origins: Record<string, Origin> = {};
  for (const entry of entries) {
    if (entry.key.kind === "MissingName" || evaluation.names.faulty.has(entry) || known.has(entry.key.text))
      continue;
    known.set(entry.key.text, entry);
    origins[entry.key.text] = originOf(evaluation, entry);
  }
  return { evaluation, description, entries: known, origins };
}

/** The nested record of a key. */
export function readRecord(reading: RecordReading, key: string): RecordNode | undefined {
  const entry = reading.entries.get(key);
  if (entry === undefined) return undefined;
  if (entry.record === undefined)
    reject(reading, key, "a record `{ … }`", "a value", entry.values[0] ?? entry);
  return entry.record;
}

/** The single value of a key. */
export function readValue(reading: RecordReading, key: string): Expression | undefined {
  const entry = reading.entries.get(key);
  if (entry === undefined) return undefined;
  const [value] = entry.values;
  if (entry.record !== undefined) reject(reading, key, "a value", "a record", entry.record);
  else if (entry.values.length > 1) reject(reading, key, "one value", `${entry.values.length} values`, entry);
  return entry.values.length === 1 && value?.kind !== "MissingExpression" ? value : undefined;
}

/** All values of a key. */
export function readValues(reading: RecordReading, key: string): readonly Expression[] {
  return (reading.entries.get(key)?.values ?? []).filter((value) => value.kind !== "MissingExpression");
}

/** @param limits `any` if the caller judges the size of the number itself */
export function readNumber(
  reading: RecordReading,
  key: string,
  limits: "checked" | "any" = "checked",
): number | undefined {
  return readQuantity(reading, key, limits)?.number;
}

/** A number with the dimension that it is written with. */
export interface ReadQuantity {
  /** In the units of the file. */
  readonly number: number;
  readonly dimension: Dimension;
}

export function readQuantity(
  reading: RecordReading,
  key: string,
  limits: "checked" | "any" = "checked",
): ReadQuantity | undefined {
  const value = readValue(reading, key);
  const type = typeOf(reading, key);
  if (value === undefined || type?.kind !== "number") return undefined;
  const { evaluation } = reading;
  const dimensions: Record<typeof type.dimension, Dimension> = {
    time: timeDimension,
    volume: volumeDimension,
    none: unknownDimension,
  };
  const dimension = dimensionIn(evaluation, dimensions[type.dimension]);
  const anyNumber = { minimum: Number.NEGATIVE_INFINITY, exclusive: false, integer: false };
  return checkedQuantity(reading, key, value, dimension, limits === "checked" ? type : anyNumber);
}

export function readBoolean(reading: RecordReading, key: string): boolean | undefined {
  const value = readValue(reading, key);
  if (value === undefined) return undefined;
  if (value.kind === "BooleanLiteral") return value.value;
  reject(reading, key, "`true` or `false`", describeNode(value), value);
  return undefined;
}

export function readFile(reading: RecordReading, key: string): StringLiteral | undefined {
  const value = readValue(reading, key);
  if (value === undefined || value.kind === "StringLiteral") return value;
  reject(reading, key, 'a file name in quotes, such as `"train.csv"`', describeNode(value), value);
  return undefined;
}

/** The words of a key, each out of its list. */
export function readWords(reading: RecordReading, key: string): readonly string[] {
  const type = typeOf(reading, key);
  if (type?.kind !== "words") return [];
  return readValues(reading, key).flatMap((value) => {
    const word = wordOf(value);
    if (word !== undefined && type.words.includes(word)) return word;
    reject(reading, key, listed(type.words), describeNode(value), value);
    return [];
  });
}

export function readVariant(reading: RecordReading, key: string): ReadVariant | undefined {
  const value = readValue(reading, key);
  const type = typeOf(reading, key);
  if (value === undefined || type?.kind !== "variants") return undefined;
  const name =
    value.kind === "CallExpression" && value.callee.length === 1 ? value.callee[0]?.text : wordOf(value);
  const variant = type.variants.find((candidate) => candidate.name === name);
  if (variant === undefined) {
    reject(
      reading,
      key,
      listed(type.variants.map((candidate) => candidate.name)),
      describeNode(value),
      value,
    );
    return undefined;
  }
  const given =
    value.kind === "CallExpression" ? variantArguments(reading, variant, value) : new Map<string, number>();
  return given && { name: variant.name, arguments: given };
}

function variantArguments(
  reading: RecordReading,
  variant: Variant,
  call: CallExpression,
): ReadonlyMap<string, number> | undefined {
  const values = new Map<string, number>();
  for (const [index, argument] of call.arguments.items.entries()) {
    const description =
      argument.name === undefined
        ? variant.arguments[index]
        : variant.arguments.find(({ name }) => name === argument.name?.text);
    if (description === undefined) {
      const names = variant.arguments.map(({ name }) => name);
      const expected =
        names.length === 0 ? "written without arguments" : `written with ${listed(names, "and")} alone`;
      reject(
        reading,
        names.length === 0 ? variant.name : `${variant.name}(…)`,
        expected,
        describeNode(argument.name ?? argument.value),
        argument.name ?? argument.value,
      );
      return undefined;
    }
    const dimension =
      description.dimension === undefined ? unknownDimension : dimensionIn(reading.evaluation, timeDimension);
    const value = checkedQuantity(reading, description.name, argument.value, dimension, description);
    if (value === undefined) return undefined;
    values.set(description.name, value.number);
  }
  return values;
}

type Limits = Pick<VariantArgument, "minimum" | "exclusive" | "integer" | "below" | "advice"> & {
  readonly maximum?: number | undefined;
};

function checkedQuantity(
  reading: RecordReading,
  key: string,
  node: Expression,
  dimension: Dimension,
  limits: Limits,
): ReadQuantity | undefined {
  const { evaluation } = reading;
  const value = evaluate(evaluation, node);
  const origin = originOf(evaluation, node);
  if (value === undefined || scalarFor(evaluation, value, { dimension, origin }) === undefined)
    return undefined;
  const number = numberFor(evaluation, value, `\`${key}\``);
  if (number === undefined) return undefined;
  const { minimum, maximum, exclusive, integer, below } = limits;
  const fits =
    (exclusive ? number > minimum : number >= minimum) &&
    (maximum === undefined || number <= maximum) &&
    (below === undefined || number < below) &&
    (!integer || Number.isInteger(number));
  const kind = integer ? "a whole number" : "a number";
  const expected = `${kind} ${exclusive ? "above" : "of at least"} ${minimum}${maximum === undefined ? "" : ` and at most ${maximum}`}${below === undefined ? "" : ` and below ${below}`}`;
  const advice = limits.advice ?? settingOf(reading.description, key)?.advice;
  evaluation.emit({ kind: "SettingValue", key, expected, found: String(number), advice, fits, origin });
  return fits ? { number, dimension: value.dimension } : undefined;
}

function typeOf(reading: RecordReading, key: string): SettingType | undefined {
  return settingOf(reading.description, key)?.type;
}

/** Reports a value that the setting cannot have. */
export function reject(
  reading: RecordReading,
  key: string,
  expected: string,
  found: string,
  node: Parameters<typeof originOf>[1],
): void {
  const { evaluation } = reading;
  if (node.kind === "MissingExpression" || node.kind === "MissingName") return;
  evaluation.emit({
    kind: "SettingValue",
    key,
    expected,
    found,
    fits: false,
    origin: originOf(evaluation, node),
  });
}

function listed(words: readonly string[], conjunction: "or" | "and" = "or"): string {
  const quoted = words.map((word) => `\`${word}\``);
  const last = quoted.pop() ?? "";
  return quoted.length === 0 ? last : `${quoted.join(", ")} ${conjunction} ${last}`;
}

/** What was written instead, in words. */
export function describeNode(node: Parameters<typeof originOf>[1]): string {
  switch (node.kind) {
    case "Reference":
      return `\`${node.path.map((name) => name.text).join(".")}\``;
    case "CallExpression":
      return `\`${node.callee.map((name) => name.text).join(".")}(…)\``;
    case "NumberLiteral":
      return `\`${node.raw}\``;
    case "StringLiteral":
      return "text";
    case "BooleanLiteral":
      return `\`${node.value}\``;
    case "Name":
      return `\`${node.text}\``;
    case "ListExpression":
      return "a list";
    default:
      return "an expression";
  }
}
