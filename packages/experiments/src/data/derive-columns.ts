// Derived columns and `where` of a data record, row by row in file order.

import { createDiagnostic, type ScalarExpression } from "@ncrn/language";
import { componentNames, componentNamesOf } from "../scalar/component-names.js";
import { drawFrom, problemOfDraw } from "../scalar/draw-from.js";
import { evaluateNumber, evaluateScalar, type ScalarEnvironment } from "../scalar/evaluate-scalar.js";
import { type CsvPlace, placeOfCell } from "./csv.js";
import type { Cell } from "./data-set.js";
import { NOT_FINITE, originOfPart, type RawRow, type RawTable, type SourceContext } from "./raw-table.js";

/** Adds the columns that are drawn or computed; the first fault ends the work. */
export function deriveColumns(table: RawTable, context: SourceContext): RawTable {
  const { columns } = context.data;
  const names = columns.flatMap(({ name, value }) => componentNamesOf(name, value.shape));
  const expressions = columns.flatMap(({ value }) => value.components);
  const allColumns = [...table.columns.filter((column) => !names.includes(column)), ...names];
  const rows: RawRow[] = [];
  for (const row of table.rows) {
    const view = viewOf(table, row, context);
    for (const [index, expression] of expressions.entries()) {
      const name = names[index] ?? "";
      const value = evaluateScalar(expression, view.environment);
      if (typeof value === "number" && !Number.isFinite(value)) view.notFinite(name, value, expression);
      if (view.failed()) return { ...table, rows: [] };
      view.values.set(name, value);
    }
    rows.push({ ...row, cells: allColumns.map((column) => view.values.get(column) ?? "") });
  }
  const cellOfColumn = new Map([...table.cellOfColumn].filter(([column]) => !names.includes(column)));
  return { ...table, cellOfColumn, columns: allColumns, rows };
}

/** Keeps the rows of `where`. */
export function selectRows(table: RawTable, context: SourceContext): RawTable {
  const { where } = context.data;
  if (where === undefined) return table;
  const rows: RawRow[] = [];
  for (const row of table.rows) {
    const view = viewOf(table, row, context);
    if (evaluateNumber(where, view.environment) !== 0) rows.push(row);
    if (view.failed()) return { ...table, rows: [] };
  }
  return { ...table, rows };
}

/** Reports the first cell of a fed column that is no number; the table is empty then. */
export function checkUsedColumns(table: RawTable, context: SourceContext): RawTable {
  for (const row of table.rows) {
    const view = viewOf(table, row, context);
    for (const column of context.usedColumns) view.checkNumber(column);
    if (view.failed()) return { ...table, rows: [] };
  }
  return table;
}

/** True if `where` can be decided before columns are derived, so that rows which it drops need not be complete. */
export function selectsByFileColumns(table: RawTable, { data }: SourceContext): boolean {
  const derived = new Set(data.columns.flatMap(({ name, value }) => componentNamesOf(name, value.shape)));
  const names = data.where === undefined ? [] : componentNames([data.where]);
  return names.every((name) => table.columns.includes(name) && !derived.has(name));
}

/** A row while it is worked on. */
interface RowView {
  readonly values: Map<string, Cell>;
  readonly environment: ScalarEnvironment;
  readonly failed: () => boolean;
  readonly notFinite: (column: string, value: Cell, expression: ScalarExpression) => void;
  readonly checkNumber: (column: string) => void;
}

function viewOf(table: RawTable, row: RawRow, context: SourceContext): RowView {
  const values = new Map<string, Cell>(
    table.columns.map((column, index) => [column, row.cells[index] ?? ""]),
  );
  let failed = false;
  const report: SourceContext["report"] = (diagnostic) => {
    if (!failed) context.report(diagnostic);
    failed = true;
  };
  const reportText = (column: string, text: string) => report(diagnosticOfText(table, row, column, text));
  const notFinite = (column: string, value: Cell, expression: ScalarExpression) => {
    const parameters = { path: table.path, line: row.line, column, value: String(value) };
    const [origin, remedy] =
      table.origin === undefined
        ? [originOfPart(table, placeOf(table, row, column).span), "leave the row out"]
        : [expression.origin, "leave the row out with `where:`"];
    const hint = `Correct the values it is computed from, or ${remedy}.`;
    report(createDiagnostic("value-not-finite", origin, parameters, { hint }));
  };
  const environment = environmentOfRow(values, { ...context, report }, reportText);
  const checkNumber = (column: string) => {
    const value = values.get(column);
    if (typeof value === "string") reportText(column, value);
  };
  return { values, environment, failed: () => failed, notFinite, checkNumber };
}

function environmentOfRow(
  values: ReadonlyMap<string, Cell>,
  { data, random, report }: SourceContext,
  reportText: (column: string, text: string) => void,
): ScalarEnvironment {
  return {
    component: (name, expression) => {
      const value = values.get(name);
      if (value !== undefined) return value;
      const columns = [...values.keys()];
      const parameters = { column: name, data: data.name, suggestion: undefined, columns };
      report(createDiagnostic("unknown-column", expression.origin, parameters));
      return Number.NaN;
    },
    draw: (distribution, parameters, { origin }) => {
      const problem = problemOfDraw(distribution, parameters, origin);
      if (problem === undefined) return drawFrom(random, distribution, parameters);
      report(problem);
      return Number.NaN;
    },
    textAsNumber: (text, expression) => {
      reportText(expression.kind === "Component" ? expression.name : "", text);
      return Number.NaN;
    },
    time: 0,
  };
}

/** A missing or infinite value, or a text where a number is needed. */
function diagnosticOfText(table: RawTable, row: RawRow, column: string, text: string) {
  const { path } = table;
  const { line, column: position, span } = placeOf(table, row, column);
  const origin = originOfPart(table, span);
  if (NOT_FINITE.test(text)) {
    const parameters = { path, line: row.line, column, value: text };
    const hint = "Correct the value, or leave the row out.";
    // Only a record of the source text can have a condition that leaves rows out.
    const extras = table.origin === undefined ? { hint } : {};
    return createDiagnostic("value-not-finite", origin, parameters, extras);
  }
  const reason = `\`${text}\` in \`${column}\` is not a number`;
  const parameters = { path, line, column: position, reason };
  const extras = DECIMAL_COMMA.test(text) ? { hint: "Write decimal points instead of decimal commas." } : {};
  return createDiagnostic("malformed-data", origin, parameters, extras);
}

/** The place of a cell of the file; of a value that is computed or drawn, that of its row. */
function placeOf({ text, cellOfColumn }: RawTable, row: RawRow, column: string): CsvPlace {
  const start = row.starts[cellOfColumn.get(column) ?? -1];
  if (start !== undefined) return placeOfCell(text, start);
  const startOfRow = row.starts[0] ?? 0;
  return { line: row.line, column: 1, span: { start: startOfRow, end: startOfRow } };
}

const DECIMAL_COMMA = /^[+-]?\d*,\d+([eE][+-]?\d+)?$/;
