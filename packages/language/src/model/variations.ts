// `vary { k: linspace(0, 1, 11) }` → the quantities that a scan varies, and their values.

import { pow } from "@ncrn/elementary-functions";
import type { CallExpression, Entry, Expression, ScanDeclaration } from "../ast/nodes.js";
import { type Needed, numberFor, scalarFor } from "./assign-value.js";
import { checkType } from "./check-type.js";
import { unknownDimension } from "./dimensions.js";
import { valueOfName } from "./environment.js";
import { evaluate } from "./evaluate-expression.js";
import { type Evaluation, originOf } from "./evaluation.js";
import type { CheckedLearn, CheckedNetwork, CheckedVariation } from "./model.js";
import { describeNode, type RecordReading, readRecord, reject } from "./read-record.js";
import { constantValue } from "./scalar-expressions.js";
import type { DeclaredSymbol } from "./symbols.js";
import { wordOf } from "./words.js";

/** Runs of one scan; more would be a mistake in a count. */
const MOST_RUNS = 100_000;

/** The varied quantities in written order; undefined after an error. */
export function variationsOf(
  reading: RecordReading,
  node: ScanDeclaration,
  subject: CheckedNetwork | CheckedLearn,
): readonly CheckedVariation[] | undefined {
  const record = readRecord(reading, "vary");
  if (record === undefined) return undefined;
  const { evaluation } = reading;
  const { faulty } = evaluation.names;
  const variations = record.entries.map((entry) =>
    faulty.has(entry) || entry.key.kind === "MissingName"
      ? undefined
      : variationOf(reading, entry, overrideName(evaluation, entry, node, subject)),
  );
  if (record.entries.length === 0 && !faulty.has(record))
    reject(reading, "vary", "a record with at least one rate, species or constant", "empty", record);
  const known = variations.filter((variation) => variation !== undefined);
  if (known.length === 0 || known.length < variations.length) return undefined;
  const runs = known.reduce((product, { values }) => product * values.length, 1);
  if (runs > MOST_RUNS) reject(reading, "vary", `at most ${MOST_RUNS} runs in all`, `${runs} runs`, record);
  return runs > MOST_RUNS ? undefined : known;
}

/** Undefined for what cannot be given from outside: a constant of another file. */
function overrideName(
  evaluation: Evaluation,
  { key }: Entry,
  node: ScanDeclaration,
  subject: CheckedNetwork | CheckedLearn,
): string | undefined {
  const symbol = evaluation.names.symbolOf.get(key);
  if (symbol === undefined) return undefined;
  const members = evaluation.names.symbolOf.get(node.subject)?.members;
  const block = subject.kind === "learn" ? subject.model.name : subject.name;
  if (members?.names.get(symbol.name) === symbol) return `${block}.${symbol.name}`;
  return symbol.file === evaluation.file ? symbol.name : undefined;
}

function variationOf(
  reading: RecordReading,
  entry: Entry,
  override: string | undefined,
): CheckedVariation | undefined {
  const { evaluation } = reading;
  const symbol = evaluation.names.symbolOf.get(entry.key);
  if (symbol === undefined) return undefined;
  const name = symbol.name;
  if (override === undefined) {
    reject(
      reading,
      "vary",
      "quantities of the network and constants of this file",
      `\`${name}\` of another file`,
      entry.key,
    );
    return undefined;
  }
  const needed = {
    dimension: dimensionOf(evaluation, symbol, entry),
    origin: originOf(evaluation, entry.key),
  };
  const values = entry.values.map((value) => valuesOf(reading, value, { name, needed }));
  if (entry.record !== undefined)
    reject(reading, name, "values, such as `linspace(0, 1, 11)`", "a record", entry.record);
  const known = values.filter((value) => value !== undefined).flat();
  if (known.length === 0 || values.includes(undefined)) return undefined;
  const negative = known.find((value) => value < 0);
  const mayBeNegative = symbol.kind !== "rate" && symbol.kind !== "species";
  if (negative !== undefined && !mayBeNegative) {
    reject(
      reading,
      name,
      `a ${symbol.kind === "rate" ? "rate" : "concentration"} of at least 0`,
      String(negative),
      entry.values[0] ?? entry,
    );
    return undefined;
  }
  const spacing = entry.values.every((value) => spacingOf(value) === "logspace") ? "logarithmic" : "linear";
  return { name, override, values: known, spacing, origin: originOf(evaluation, entry) };
}

function dimensionOf(evaluation: Evaluation, symbol: DeclaredSymbol, entry: Entry): Needed["dimension"] {
  const value = valueOfName(evaluation.environment, symbol, originOf(evaluation, entry.key), evaluation.emit);
  return value?.dimension.kind === "known" ? value.dimension : unknownDimension;
}

interface Varied {
  readonly name: string;
  readonly needed: Omit<Needed, "shape">;
}

/** `linspace(…)`, `logspace(…)`, a list or a number. */
function valuesOf(reading: RecordReading, node: Expression, varied: Varied): readonly number[] | undefined {
  const { evaluation } = reading;
  if (evaluation.names.faulty.has(node) || node.kind === "MissingExpression") return undefined;
  const spacing = spacingOf(node);
  if (node.kind === "CallExpression" && spacing !== undefined)
    return spacedValues(reading, node, { ...varied, spacing });
  const items = node.kind === "ListExpression" ? node.elements : [node];
  const values = items.map((item) => numberOf(evaluation, item, varied));
  return values.includes(undefined) ? undefined : values.filter((value) => value !== undefined);
}

function numberOf(evaluation: Evaluation, node: Expression, { name, needed }: Varied): number | undefined {
  const value = evaluate(evaluation, node);
  if (value === undefined || !checkType(evaluation, value, "number")) return undefined;
  const fitted = scalarFor(evaluation, value, needed);
  return fitted && (constantValue(fitted) ?? numberFor(evaluation, value, `\`${name}\``));
}

function spacingOf(node: Expression): "linspace" | "logspace" | undefined {
  const word =
    node.kind === "CallExpression" && node.callee.length === 1 ? node.callee[0]?.text : wordOf(node);
  return word === "linspace" || word === "logspace" ? word : undefined;
}

function spacedValues(
  reading: RecordReading,
  node: CallExpression,
  varied: Varied & { readonly spacing: "linspace" | "logspace" },
): readonly number[] | undefined {
  const { evaluation } = reading;
  const named = node.arguments.items.find(({ name }) => name !== undefined)?.name;
  if (named !== undefined)
    reject(reading, varied.spacing, "written without names of arguments", describeNode(named), named);
  const [from, to, countNode] = node.arguments.items.map((argument) => argument.value);
  if (named !== undefined || from === undefined || to === undefined || countNode === undefined)
    return undefined;
  const [first, last] = [numberOf(evaluation, from, varied), numberOf(evaluation, to, varied)];
  const value = evaluate(evaluation, countNode);
  const count = value && numberFor(evaluation, value, "`count`");
  if (first === undefined || last === undefined || count === undefined) return undefined;
  const isCount = Number.isInteger(count) && count >= 1 && count <= MOST_RUNS;
  if (!isCount) reject(reading, "count", `a whole number from 1 to ${MOST_RUNS}`, String(count), countNode);
  const isLogarithmic = varied.spacing === "logspace";
  const lacksLogarithm = isLogarithmic ? [from, to].filter((_, index) => !([first, last][index]! > 0)) : [];
  for (const bound of lacksLogarithm)
    evaluation.emit({
      kind: "SettingValue",
      key: bound === from ? "from" : "to",
      expected: "a value above 0",
      found: describeNode(bound),
      fits: false,
      advice: "The bounds of `logspace` are values, not exponents: `logspace(0.01, 100, 5)` ends at 100.",
      origin: originOf(evaluation, bound),
    });
  return isCount && lacksLogarithm.length === 0
    ? numbersBetween(first, last, { count, isLogarithmic })
    : undefined;
}

/** Both ends are exact, whatever rounding does in between. */
function numbersBetween(
  first: number,
  last: number,
  { count, isLogarithmic }: { readonly count: number; readonly isLogarithmic: boolean },
): readonly number[] {
  return Array.from({ length: count }, (_, index) => {
    if (index === 0) return first;
    if (index === count - 1) return last;
    const share = index / (count - 1);
    const value = isLogarithmic ? first * pow(last / first, share) : first + (last - first) * share;
    // Without the digits that rounding has made up: 1, not 0.9999999999999999.
    return Number(value.toPrecision(15));
  });
}
