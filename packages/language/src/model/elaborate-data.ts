// A `data` declaration → a checked data set. Rows are made or read later; here only their recipe is checked.

import type { CallExpression, ColumnDefinition, DataDeclaration, Entry, Expression } from "../ast/nodes.js";
import { numberFor } from "./assign-value.js";
import { checkType } from "./check-type.js";
import { bare } from "./dimensions.js";
import { bindLazily, bindValue, createEnvironment, valueOfName } from "./environment.js";
import { evaluate } from "./evaluate-expression.js";
import { type Evaluation, originOf } from "./evaluation.js";
import type {
  CheckedColumn,
  CheckedData,
  CheckedDataSource,
  CheckedGridAxis,
  ScalarExpression,
} from "./model.js";
import {
  describeNode,
  type RecordReading,
  readFile,
  readNumber,
  readValue,
  readWords,
  recordReading,
  reject,
} from "./read-record.js";
import { recordDescription } from "./records.js";
import type { DeclaredSymbol, Scope } from "./symbols.js";
import { componentName, indicesOfShape, type MaybeValue, scalarOf, scalarValue } from "./values.js";
import { wordOf } from "./words.js";

/** A data set with the environment in which its columns are named, for feeds. */
export interface ElaboratedData {
  readonly checked: CheckedData;
  readonly evaluation: Evaluation;
  readonly complete: boolean;
}

export function elaborateData(
  outer: Evaluation,
  node: DataDeclaration,
  scope: Scope,
): ElaboratedData | undefined {
  const evaluation: Evaluation = { ...outer, environment: createEnvironment(outer.environment) };
  bindColumns(evaluation, scope);
  const entries = node.items.filter((item): item is Entry => item.kind === "Entry");
  const reading = recordReading(evaluation, recordDescription("data"), entries);
  const columns = columnsOf(evaluation, node);
  const source = sourceOf(evaluation, node, reading);
  const split = readNumber(reading, "split");
  const where = readCondition(reading, "where");
  const scale = scaleOf(reading);
  const checked: Omit<CheckedData, "source"> = {
    kind: "data",
    name: node.name.text,
    columns: columns.filter((column) => column !== undefined),
    seed: readNumber(reading, "seed"),
    where,
    split:
      split === undefined
        ? undefined
        : { value: split, origin: reading.origins["split"] ?? originOf(evaluation, node.name) },
    rows: readWords(reading, "rows")[0] === "as_given" ? "as_given" : "shuffled",
    scale: scale === undefined ? "none" : "minmax",
    scaleColumns: scale?.columns,
    testGrid: gridOf(reading),
    origin: originOf(evaluation, node.name),
  };
  if (source === undefined) return undefined;
  const missing = node.items.some((item) => item.kind === "MissingStatement");
  return {
    checked: { ...checked, source },
    evaluation,
    complete: !missing && columns.every((column) => column !== undefined),
  };
}

/** Columns of the text are bound to their definitions, columns of files to themselves. */
function bindColumns(evaluation: Evaluation, scope: Scope): void {
  for (const symbol of scope.names.values()) {
    if (symbol.declaration.kind === "ColumnDefinition")
      bindDefinedColumn(evaluation, symbol, symbol.declaration);
    else bindValue(evaluation.environment, symbol, fileColumn(symbol));
  }
}

function fileColumn(symbol: DeclaredSymbol): MaybeValue {
  const origin = { file: symbol.file, span: symbol.nameNode.span };
  return scalarValue({ kind: "Component", name: symbol.name, origin }, bare, "any");
}

function bindDefinedColumn(evaluation: Evaluation, symbol: DeclaredSymbol, node: ColumnDefinition): void {
  bindLazily(evaluation.environment, symbol, () => {
    const value = evaluate(evaluation, node.value);
    if (value === undefined) return undefined;
    const origin = originOf(evaluation, node.name);
    const components = indicesOfShape(value.shape).map(
      (indices): ScalarExpression => ({
        kind: "Component",
        name: componentName(symbol.name, indices),
        origin,
      }),
    );
    return { ...value, components, dimension: bare, origin };
  });
}

/** The definitions in source order; undefined in place of one with an error. */
function columnsOf(evaluation: Evaluation, node: DataDeclaration): readonly (CheckedColumn | undefined)[] {
  const definitions = node.items.flatMap((item) =>
    item.kind === "SampleBlock" ? item.columns : item.kind === "ColumnDefinition" ? [item] : [],
  );
  return definitions.map((column) => {
    const symbol = evaluation.names.symbolOf.get(column.name);
    const origin = originOf(evaluation, column);
    // Reading the name first finds columns that lead back to themselves.
    const bound = symbol && valueOfName(evaluation.environment, symbol, origin, evaluation.emit);
    const value = bound && evaluate(evaluation, column.value);
    return (
      value && { name: column.name.text, value: { shape: value.shape, components: value.components }, origin }
    );
  });
}

function sourceOf(
  evaluation: Evaluation,
  node: DataDeclaration,
  reading: RecordReading,
): CheckedDataSource | undefined {
  const training = readFile(reading, "train");
  const validation = readFile(reading, "validation");
  if (training !== undefined && validation !== undefined) {
    return {
      kind: "parts",
      training: { path: training.value, origin: originOf(evaluation, training) },
      validation: { path: validation.value, origin: originOf(evaluation, validation) },
    };
  }
  const single = training ?? (node.source?.kind === "StringLiteral" ? node.source : undefined);
  if (single !== undefined) return { kind: "file", path: single.value, origin: originOf(evaluation, single) };
  const sample = node.items.find((item) => item.kind === "SampleBlock");
  if (sample === undefined) {
    // A file name that is half typed has been reported by the parser.
    if (node.source === undefined)
      evaluation.emit({ kind: "NoSource", name: node.name.text, origin: originOf(evaluation, node.name) });
    return undefined;
  }
  const count = numberFor(evaluation, evaluate(evaluation, sample.count), "the number of samples");
  if (count === undefined) return undefined;
  const fits = Number.isInteger(count) && count >= 1;
  const origin = originOf(evaluation, sample.count);
  evaluation.emit({
    kind: "SettingValue",
    key: "sample",
    expected: "a positive whole number",
    found: String(count),
    fits,
    origin,
  });
  return fits ? { kind: "sample", count } : undefined;
}

function readCondition(reading: RecordReading, key: string): ScalarExpression | undefined {
  const node = readValue(reading, key);
  const value = node && evaluate(reading.evaluation, node);
  return value !== undefined && checkType(reading.evaluation, value, "truth") ? scalarOf(value) : undefined;
}

/** `minmax` for all columns that feed inputs, `minmax(a, b)` for these. */
function scaleOf(reading: RecordReading): { readonly columns: readonly string[] | undefined } | undefined {
  const node = readValue(reading, "scale");
  if (node === undefined || wordOf(node) === "none") return undefined;
  if (wordOf(node) === "minmax") return { columns: undefined };
  if (node.kind === "CallExpression" && node.callee[0]?.text === "minmax") {
    return { columns: node.arguments.items.flatMap((argument) => columnName(argument.value) ?? []) };
  }
  reject(reading, "scale", "`minmax`, `minmax(columns)` or `none`", describeNode(node), node);
  return undefined;
}

function columnName(node: Expression): string | undefined {
  return node.kind === "Reference" ? node.path[0]?.text : undefined;
}

/** `grid(x1: 0..1, x2: 0..1, 40)`: a range for each column, and the number of points along each. */
function gridOf(reading: RecordReading): CheckedData["testGrid"] {
  const node = readValue(reading, "test");
  if (node === undefined) return undefined;
  if (node.kind !== "CallExpression" || node.callee[0]?.text !== "grid") {
    reject(reading, "test", "`grid(x1: 0..1, x2: 0..1, 40)`", describeNode(node), node);
    return undefined;
  }
  const axes = gridAxes(reading, node);
  const last = node.arguments.items.find((argument) => argument.name === undefined);
  const points =
    last === undefined
      ? 40
      : numberFor(reading.evaluation, evaluate(reading.evaluation, last.value), "the number of points");
  if (axes === undefined || points === undefined) return undefined;
  if (!Number.isInteger(points) || points < 2) {
    reject(reading, "grid", "at least 2 points along each axis", String(points), last?.value ?? node);
    return undefined;
  }
  return { axes, points };
}

function gridAxes(reading: RecordReading, node: CallExpression): readonly CheckedGridAxis[] | undefined {
  const axes: CheckedGridAxis[] = [];
  for (const argument of node.arguments.items) {
    if (argument.name === undefined) continue;
    if (argument.value.kind !== "RangeExpression") {
      reject(
        reading,
        argument.name.text,
        "a range such as `0..1`",
        describeNode(argument.value),
        argument.value,
      );
      return undefined;
    }
    const from = numberFor(reading.evaluation, evaluate(reading.evaluation, argument.value.from), "a range");
    const to = numberFor(reading.evaluation, evaluate(reading.evaluation, argument.value.to), "a range");
    if (from === undefined || to === undefined) return undefined;
    axes.push({ column: argument.name.text, from, to });
  }
  return axes;
}
