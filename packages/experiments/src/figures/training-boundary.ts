// A training task and weights → the decision boundary over two columns, as data.

import type { ScalarExpression } from "@ncrn/language";
import type { Cell, DataTable } from "../data/data-set.js";
import { unscaled } from "../data/scaling.js";
import { predictTable } from "../predict/predict-table.js";
import { trainedModel } from "../predict/trained-model.js";
import { componentNames } from "../scalar/component-names.js";
import { circuitOf } from "../train/circuit.js";
import { samplesFromTable } from "../train/samples.js";
import { nameOfMetric } from "../train/scoring.js";
import type { TrainingTask, Weights } from "../train/training-types.js";
import type { Boundary, BoundaryPoint } from "./boundary-figure.js";

/** How finely a boundary is looked at. */
export interface BoundaryOptions {
  /** Values on each axis that the data record does not give itself; 40 if not given. */
  readonly gridPoints?: number;
}

const GRID_POINTS = 40;

/**
 * What the network answers with these weights over the two columns of the `boundary` that the record plots; undefined if
 * it plots none, or if the outputs cannot be computed on the grid, for example because a run fails there.
 */
export async function trainingBoundary(
  task: TrainingTask,
  weights: Weights,
  { gridPoints = GRID_POINTS }: BoundaryOptions = {},
): Promise<Boundary | undefined> {
  const asked = task.record.plot.find((readout) => readout.function === "boundary");
  const [first, second] = componentNames(asked?.arguments ?? []);
  if (first === undefined || second === undefined) return undefined;
  const table = unscaledTable(task.data.training, task);
  const axisOf = (column: string) =>
    axisValues(task, { training: table, column, gridPoints, least: leastValue(task, column) });
  const [xs, ys] = [axisOf(first), axisOf(second)];
  const grid = gridTable(
    table,
    [first, second],
    xs.flatMap((x) => ys.map((y) => [x, y] as const)),
  );
  const { predictions } = await predictTable(trainedModel(task, { weights }), grid);
  if (predictions === undefined || predictions.status !== "completed") return undefined;
  const outputs = predictions.rows.map((row) => row.outputs[0] ?? Number.NaN);
  const values = xs.map((_, i) => outputs.slice(i * ys.length, (i + 1) * ys.length));
  const threshold = thresholdOf(task);
  return {
    columns: [first, second],
    grid: { xs, ys, values },
    threshold,
    output: predictions.outputs[0] ?? "output",
    points: [
      ...pointsOf(task, task.data.training, { columns: [first, second], threshold, part: "training" }),
      ...pointsOf(task, task.data.validation, { columns: [first, second], threshold, part: "validation" }),
    ],
  };
}

interface Axis {
  readonly training: DataTable;
  readonly column: string;
  readonly gridPoints: number;
  /** What the network can be given at least. */
  readonly least: number;
}

/** Where an input that is declared as never negative is fed with a column, its zero in the unit of the data. */
function leastValue(task: TrainingTask, column: string): number {
  const isFed = circuitOf(task.network, task.record).inputs.some(
    ({ value, negative }) => negative === undefined && value.kind === "Component" && value.name === column,
  );
  if (!isFed) return Number.NEGATIVE_INFINITY;
  const scaling = task.data.scaling.find((entry) => entry.column === column);
  return scaling === undefined ? 0 : unscaled(0, scaling);
}

/** The axis of the test grid if there is one, else the range of the training part and a tenth more on either side. */
function axisValues(task: TrainingTask, { training, column, gridPoints, least }: Axis): readonly number[] {
  const { testGrid } = task.data;
  const position = testGrid?.columns.indexOf(column) ?? -1;
  if (testGrid !== undefined && position !== -1) {
    const values = testGrid.rows.map((row) => row[position]).filter((cell) => typeof cell === "number");
    return [...new Set(values)].sort((a, b) => a - b);
  }
  const values = numbersOf(training, column);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const margin = 0.1 * (high - low || 1);
  const [from, to] = [Math.min(low, Math.max(low - margin, least)), high + margin];
  return Array.from({ length: gridPoints }, (_, index) => from + ((to - from) * index) / (gridPoints - 1));
}

/** Numeric columns off the two axes stand at their mean of the training part. */
function gridTable(
  training: DataTable,
  [first, second]: readonly [string, string],
  points: readonly (readonly [number, number])[],
): DataTable {
  const others = training.columns.filter(
    (column) =>
      column !== first && column !== second && numbersOf(training, column).length === training.rows.length,
  );
  const means = others.map((column) => {
    const values = numbersOf(training, column);
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  });
  return { columns: [first, second, ...others], rows: points.map((point) => [...point, ...means]) };
}

function pointsOf(
  task: TrainingTask,
  table: DataTable,
  { columns, threshold, part }: Pick<Boundary, "columns" | "threshold"> & Pick<BoundaryPoint, "part">,
): readonly BoundaryPoint[] {
  const circuit = circuitOf(task.network, task.record);
  const samples = samplesFromTable(table, { inputs: [], targets: [], compared: circuit.targetValues });
  const plain = unscaledTable(table, task);
  const [x, y] = columns.map((column) => plain.columns.indexOf(column));
  return plain.rows.map((row, index) => ({
    x: Number(row[x ?? -1]),
    y: Number(row[y ?? -1]),
    part,
    above: (samples[index]?.compared[0] ?? 0) > threshold,
  }));
}

/** The number in the condition of `accuracy(yhat > 0.5)`, or half way between least and greatest target. */
function thresholdOf(task: TrainingTask): number {
  for (const metric of task.record.metrics) {
    const [condition] = metric.arguments;
    if (nameOfMetric(metric) !== "accuracy" || condition?.kind !== "Binary") continue;
    const number = numberIn(condition.right) ?? numberIn(condition.left);
    if (number !== undefined) return number;
  }
  const circuit = circuitOf(task.network, task.record);
  const samples = samplesFromTable(task.data.training, {
    inputs: [],
    targets: [],
    compared: circuit.targetValues,
  });
  const targets = samples.map(({ compared }) => compared[0] ?? 0);
  return (Math.min(...targets) + Math.max(...targets)) / 2;
}

function numberIn(expression: ScalarExpression): number | undefined {
  if (expression.kind === "Number") return expression.value;
  if (expression.kind !== "Negate") return undefined;
  const operand = numberIn(expression.operand);
  return operand === undefined ? undefined : -operand;
}

function unscaledTable(table: DataTable, { data }: TrainingTask): DataTable {
  const scaling = new Map(data.scaling.map((entry) => [entry.column, entry]));
  const restore = (cell: Cell, index: number): Cell => {
    const entry = scaling.get(table.columns[index] ?? "");
    return entry === undefined || typeof cell !== "number" ? cell : unscaled(cell, entry);
  };
  return { columns: table.columns, rows: table.rows.map((row) => row.map(restore)) };
}

function numbersOf(table: DataTable, column: string): readonly number[] {
  const index = table.columns.indexOf(column);
  return table.rows.map((row) => row[index]).filter((cell) => typeof cell === "number");
}
