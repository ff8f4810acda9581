// Forward passes of a trained learner over rows.

import { createDiagnostic, type Diagnostic, hasErrors, type Origin } from "@ncrn/language";
import { createRandom } from "@ncrn/simulator";
import type { RunControl } from "../control.js";
import type { DataTable } from "../data/data-set.js";
import { checkUsedColumns, deriveColumns } from "../data/derive-columns.js";
import { type RawTable, tableFromFile } from "../data/raw-table.js";
import { scaleTable } from "../data/scaling.js";
import { failureInWords } from "../failure.js";
import { compileScalars } from "../scalar/compile-scalars.js";
import {
  componentNames,
  componentNamesOf,
  containsDraw,
  numericComponentNames,
} from "../scalar/component-names.js";
import { type Circuit, circuitOf } from "../train/circuit.js";
import { createHost, type Host } from "../train/host.js";
import { inferFrom } from "../train/learning-step.js";
import { samplesFromTable } from "../train/samples.js";
import type { Prediction, Predictions, TrainedModel } from "./prediction-types.js";

/** Predictions, or why the rows do not fit the model. */
export interface PredictionOutcome {
  readonly predictions: Predictions | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Limits of one forward pass. */
export interface PredictionLimits {
  /** Integration steps of one phase. */
  readonly maxSteps?: number;
}

/** Forward passes over the rows of a CSV text; `path` is its name in messages. */
export async function predictFromCsv(
  model: TrainedModel,
  { path, text }: { readonly path: string; readonly text: string },
  control: RunControl = {},
  limits: PredictionLimits = {},
): Promise<PredictionOutcome> {
  const diagnostics: Diagnostic[] = [];
  const table = tableFromFile({ path, origin: undefined }, text, (diagnostic) =>
    diagnostics.push(diagnostic),
  );
  if (table === undefined) return { predictions: undefined, diagnostics };
  return predictRows(model, table, control, limits);
}

/** Forward passes over a table whose columns are not scaled. */
export async function predictTable(
  model: TrainedModel,
  table: DataTable,
  control: RunControl = {},
): Promise<PredictionOutcome> {
  const rows = table.rows.map((cells, index) => ({ line: index + 1, cells, starts: [] }));
  const given = {
    path: "rows",
    origin: undefined,
    text: "",
    cellOfColumn: new Map(),
    columns: table.columns,
  };
  return predictRows(model, { ...given, rows }, control, {});
}

async function predictRows(
  model: TrainedModel,
  table: RawTable,
  control: RunControl,
  limits: PredictionLimits,
): Promise<PredictionOutcome> {
  const { complete, diagnostics } = completeRows(model, table);
  if (complete === undefined) return { predictions: undefined, diagnostics };
  const circuit = circuitOf(model.network, { feed: model.feed, output: model.output, target: undefined });
  const inputs = circuit.inputs.map(({ value }) => value);
  const samples = samplesFromTable(scaleTable(complete, model.scaling), {
    inputs,
    targets: [],
    compared: [],
  });
  const { relativeTolerance, absoluteTolerance } = model;
  const host = createHost(circuit, { relativeTolerance, absoluteTolerance, ...limits });
  host.setInitialWeights(circuit.weights.map(({ name }) => model.weights[name] ?? 0));
  const conditions = conditionEvaluator(model, circuit);
  const rows: Prediction[] = [];
  let end: RunEnd = { status: "completed", failure: undefined };
  for (const [index, sample] of samples.entries()) {
    end = control.isCancelled?.() ? CANCELLED : inferRow(host, circuit, { ...sample, row: index + 1, model });
    if (end.status !== "completed") break;
    const outputs = host.readOutputs();
    rows.push({ row: table.rows[index]!.cells, outputs, conditions: conditions(outputs) });
    const done = index + 1;
    await control.onProgress?.({ activity: "prediction", done, total: samples.length, detail: undefined });
  }
  const predictions: Predictions = {
    ...end,
    columns: table.columns,
    outputs: circuit.outputNames,
    conditions: model.conditions.map(({ label }) => label),
    rows,
  };
  return { predictions, diagnostics };
}

type RunEnd = Pick<Predictions, "status" | "failure">;

const CANCELLED: RunEnd = { status: "cancelled", failure: undefined };

/** The forward pass of one row; outputs can be read if it was completed. */
function inferRow(
  host: Host,
  circuit: Circuit,
  {
    inputs,
    row,
    model,
  }: { readonly inputs: readonly number[]; readonly row: number; readonly model: TrainedModel },
): RunEnd {
  const failed = inferFrom(host, { inputs }, circuit);
  if (failed === undefined) return { status: "completed", failure: undefined };
  return { status: "failed", failure: { ...failureInWords(failed.failure, model.network), row } };
}

/** Adds computed columns that the rows lack; a drawn column cannot be made up. */
function completeRows(
  model: TrainedModel,
  table: RawTable,
): { readonly complete: DataTable | undefined; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const expressions = model.feed.flatMap(({ value }) => value.components);
  const columns = neededColumns(model, table, componentNames(expressions));
  const context = {
    data: { name: table.path, columns, where: undefined },
    random: createRandom(0, "unused"),
    usedColumns: numericComponentNames(expressions),
    report: (diagnostic: Diagnostic) => {
      diagnostics.push(diagnostic);
    },
  };
  const available = new Set([
    ...table.columns,
    ...columns.flatMap(({ name, value }) => componentNamesOf(name, value.shape)),
  ]);
  for (const column of componentNames(expressions)) {
    if (available.has(column)) continue;
    const parameters = { column, data: table.path, suggestion: undefined, columns: table.columns };
    diagnostics.push(createDiagnostic("unknown-column", startOf(table.path), parameters));
  }
  if (diagnostics.length > 0) return { complete: undefined, diagnostics };
  const derived = checkUsedColumns(deriveColumns(table, context), context);
  if (hasErrors(diagnostics)) return { complete: undefined, diagnostics };
  return {
    complete: { columns: derived.columns, rows: derived.rows.map(({ cells }) => cells) },
    diagnostics,
  };
}

/** Computed columns that the feed uses, directly or through others, and that the table does not have. */
function neededColumns(
  model: TrainedModel,
  table: RawTable,
  used: readonly string[],
): TrainedModel["columns"] {
  const needed = new Set(used);
  const chosen: TrainedModel["columns"][number][] = [];
  for (const column of [...model.columns].reverse()) {
    const names = componentNamesOf(column.name, column.value.shape);
    const isMissing = !names.some((name) => table.columns.includes(name));
    if (!isMissing || !names.some((name) => needed.has(name)) || containsDraw(column.value.components))
      continue;
    for (const name of componentNames(column.value.components)) needed.add(name);
    chosen.unshift(column);
  }
  return chosen;
}

function conditionEvaluator(
  model: TrainedModel,
  circuit: Circuit,
): (outputs: readonly number[]) => readonly number[] {
  const program = compileScalars(
    model.conditions.map(({ expression }) => expression),
    circuit.outputNames,
  );
  const result = new Float64Array(model.conditions.length);
  return (outputs) => {
    program(Float64Array.from(outputs), 0, result);
    return [...result];
  };
}

function startOf(file: string): Origin {
  return { file, span: { start: 0, end: 0 } };
}
