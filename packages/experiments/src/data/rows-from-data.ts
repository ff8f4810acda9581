// A checked data record → rows: drawn or read, filtered, derived, shuffled, split and scaled.

import { type CheckedData, createDiagnostic, type Diagnostic, hasErrors } from "@ncrn/language";
import { createRandom } from "@ncrn/simulator";
import type { ReadText } from "../control.js";
import type { ColumnScaling, DataSet, DataTable } from "./data-set.js";
import { checkUsedColumns, deriveColumns, selectRows, selectsByFileColumns } from "./derive-columns.js";
import { gridFromData } from "./grid-from-data.js";
import { oneClassSplits } from "./one-class-split.js";
import { type RawTable, rowsFromSource, type SourceContext } from "./raw-table.js";
import { scaleTable, scalingFromTable } from "./scaling.js";

/** What decides the rows besides the record. */
export interface DataOptions {
  readonly readText: ReadText;
  /** Replaces the seed of the record. */
  readonly seed: number | undefined;
  /** Used if neither `seed` nor the record has one. */
  readonly defaultSeed: number;
  /** Columns that feed an input: these are scaled by default. */
  readonly inputColumns: readonly string[];
  /** Columns that feed a target: checked for labels that a part lacks. */
  readonly targetColumns: readonly string[];
}

/** Evaluates a record. The result is undefined if there are errors. */
export function rowsFromData(
  data: CheckedData,
  options: DataOptions,
): { readonly dataSet: DataSet | undefined; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const seed = options.seed ?? data.seed ?? options.defaultSeed;
  const report = (diagnostic: Diagnostic) => {
    diagnostics.push(diagnostic);
  };
  const context: SourceContext = {
    data,
    random: createRandom(seed, "data"),
    usedColumns: [...options.inputColumns, ...options.targetColumns],
    report,
  };
  const parts = rowsFromSource(data, options.readText, report).map((part) => usableRows(part, context));
  if (hasErrors(diagnostics)) return { dataSet: undefined, diagnostics };
  const [training, validation] = splitParts(parts, data, seed);
  diagnostics.push(...problemsOfParts(data, training, validation, options));
  if (hasErrors(diagnostics)) return { dataSet: undefined, diagnostics };
  const scaling = scalingOf(data, training, options);
  diagnostics.push(...constantColumns(data, scaling), ...constantTargets(data, training, options));
  const dataSet: DataSet = {
    name: data.name,
    training: scaleTable(training, scaling),
    validation: scaleTable(validation, scaling),
    testGrid: data.testGrid === undefined ? undefined : gridFromData(data.testGrid),
    scaling,
  };
  return { dataSet, diagnostics };
}

function usableRows(table: RawTable, context: SourceContext): RawTable {
  const rows = selectsByFileColumns(table, context)
    ? deriveColumns(selectRows(table, context), context)
    : selectRows(deriveColumns(table, context), context);
  return checkUsedColumns(rows, context);
}

/** One part is shuffled and cut; two parts (two files) stay as they are, each shuffled by itself. */
function splitParts(
  parts: readonly RawTable[],
  data: CheckedData,
  seed: number,
): readonly [DataTable, DataTable] {
  const shuffle = createRandom(seed, "split");
  const tables = parts.map(({ columns, rows }) => {
    const cells = rows.map((row) => row.cells);
    return { columns, rows: data.rows === "shuffled" ? shuffle.shuffle(cells) : cells };
  });
  const [first, second] = tables;
  if (first !== undefined && second !== undefined) return [first, second];
  const { columns, rows } = first ?? { columns: [], rows: [] };
  const size = data.split === undefined ? rows.length : trainingSize(data.split.value, rows.length);
  return [
    { columns, rows: rows.slice(0, size) },
    { columns, rows: rows.slice(size) },
  ];
}

/** A fraction below 1 is rounded to a count; anything else is a count. */
function trainingSize(split: number, rows: number): number {
  return split < 1 ? Math.round(split * rows) : split;
}

function problemsOfParts(
  data: CheckedData,
  training: DataTable,
  validation: DataTable,
  options: DataOptions,
): readonly Diagnostic[] {
  const expectsValidation = data.split !== undefined || data.source.kind === "parts";
  const rows = data.source.kind === "parts" ? undefined : training.rows.length + validation.rows.length;
  const filtered = data.where !== undefined;
  const empty = (part: string) =>
    createDiagnostic("empty-data", data.split?.origin ?? data.origin, {
      data: data.name,
      part: rows === 0 ? "" : part,
      rows,
      filtered,
    });
  if (training.rows.length === 0) return [empty(expectsValidation ? "training" : "")];
  if (!expectsValidation) return [];
  if (validation.rows.length === 0) return [empty("validation")];
  return oneClassSplits(data, training, validation, options.targetColumns);
}

function scalingOf(data: CheckedData, training: DataTable, options: DataOptions): readonly ColumnScaling[] {
  if (data.scale === "none") return [];
  return scalingFromTable(training, data.scaleColumns ?? options.inputColumns);
}

function constantColumns(data: CheckedData, scaling: readonly ColumnScaling[]): readonly Diagnostic[] {
  return scaling
    .filter(({ minimum, maximum }) => minimum === maximum)
    .map(({ column, minimum }) =>
      createDiagnostic("constant-column", data.origin, { column, value: String(minimum), use: "scaled" }),
    );
}

/** Of a single row everything is constant, which says nothing. */
function constantTargets(
  data: CheckedData,
  training: DataTable,
  { targetColumns }: DataOptions,
): readonly Diagnostic[] {
  if (training.rows.length < 2) return [];
  return scalingFromTable(training, targetColumns)
    .filter(({ minimum, maximum }) => minimum === maximum)
    .map(({ column, minimum }) =>
      createDiagnostic("constant-column", data.origin, { column, value: String(minimum), use: "target" }),
    );
}
