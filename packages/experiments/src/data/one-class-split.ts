// A split is useless if a label of one part never occurs in the other: nothing can be learnt about it, or nothing measured.

import { type CheckedData, createDiagnostic, type Diagnostic, type ScalarExpression } from "@ncrn/language";
import { componentNamesOf } from "../scalar/component-names.js";
import type { Cell, DataTable } from "./data-set.js";

/** One diagnostic for the first label that a part lacks. Columns of measurements (regression targets) are left alone. */
export function oneClassSplits(
  data: CheckedData,
  training: DataTable,
  validation: DataTable,
  targetColumns: readonly string[],
): readonly Diagnostic[] {
  for (const column of targetColumns) {
    const inTraining = distinctCells(training, column);
    const inValidation = distinctCells(validation, column);
    const rows = training.rows.length + validation.rows.length;
    if (!holdsLabels(data, column, { cells: new Set([...inTraining, ...inValidation]), rows })) continue;
    const missing = (labels: Set<Cell>, others: Set<Cell>) => [...labels].find((label) => !others.has(label));
    const lackedByValidation = missing(inTraining, inValidation);
    const lackedByTraining = missing(inValidation, inTraining);
    const label = lackedByTraining ?? lackedByValidation;
    if (label === undefined) continue;
    const part = lackedByTraining === undefined ? "validation" : "training";
    const origin = data.split?.origin ?? data.origin;
    return [createDiagnostic("one-class-split", origin, { column, label: String(label), part })];
  }
  return [];
}

/** Labels are texts, at most two numbers that recur, or what an `if`, a comparison or a `bernoulli` draw gives. */
function holdsLabels(
  data: CheckedData,
  column: string,
  { cells, rows }: { readonly cells: ReadonlySet<Cell>; readonly rows: number },
): boolean {
  if ((cells.size <= 2 && cells.size < rows) || [...cells].some((cell) => typeof cell === "string"))
    return true;
  const derived = data.columns.find(({ name, value }) =>
    componentNamesOf(name, value.shape).includes(column),
  );
  const index =
    derived === undefined ? -1 : componentNamesOf(derived.name, derived.value.shape).indexOf(column);
  const expression = derived?.value.components[index];
  return expression !== undefined && givesLabel(expression);
}

function givesLabel(expression: ScalarExpression): boolean {
  switch (expression.kind) {
    case "Conditional":
      return givesLabel(expression.thenValue) && givesLabel(expression.elseValue);
    case "Number":
    case "Text":
    case "Not":
      return true;
    case "Binary":
      return ["<", "<=", ">", ">=", "==", "!=", "&&", "||"].includes(expression.operator);
    case "Draw":
      return expression.distribution === "bernoulli";
    default:
      return false;
  }
}

function distinctCells(table: DataTable, column: string): Set<Cell> {
  const index = table.columns.indexOf(column);
  return new Set(index === -1 ? [] : table.rows.map((row) => row[index] ?? ""));
}
