// A training result → what a person reads at the end: losses, metrics, weights, what to try next.

import type { TrainingResult, TrainingTask } from "@ncrn/experiments";
import { counted, numberText, tableText } from "../table.js";

/** More weights than this are in the file only. */
const SHOWN_WEIGHTS = 24;

/** The table at the end of a run. */
export function trainingText(task: TrainingTask, result: TrainingResult): string {
  const { data, network, seed } = task;
  const rows = `${counted(data.training.rows.length, "training row")}, ${counted(data.validation.rows.length, "validation row")}`;
  const lines = [
    `${network.name} on ${data.name}: ${counted(result.epochs, "epoch")}, seed ${seed}, ${rows}`,
    "",
    tableText(lossRows(result), "  "),
    "",
    tableText(weightRows(result), "  "),
  ];
  return lines.join("\n");
}

/** Commands that make sense now; empty if there is nothing to go on with. */
export function nextStepsText(
  request: {
    readonly file: string;
    readonly name: string | undefined;
    readonly out?: string;
    readonly resume?: string;
  },
  task: TrainingTask,
  result: TrainingResult,
): string {
  const ncrn = process.env["NCRN_COMMAND"] ?? "ncrn";
  const folder = request.out ?? request.resume;
  const model = request.name === undefined ? request.file : `${request.file} ${request.name}`;
  const epochs = result.status === "completed" ? 2 * Math.max(result.epochs, 1) : task.record.epochs;
  const steps =
    folder === undefined
      ? [[`${ncrn} train ${model} --out runs/${network(task)}`, "keep weights, figures and exports"]]
      : [
          [`${ncrn} train ${model} --resume ${folder} --epochs ${epochs}`, "go on"],
          [`${ncrn} predict ${folder} --data ROWS.csv`, "use what was learnt"],
        ];
  steps.push([
    `${ncrn} explain ${request.file} ${task.network.name}`,
    "what the chemistry does, and what the host does",
  ]);
  steps.push([
    `${ncrn} verify ${request.file} ${task.network.name}`,
    "compare the chemistry with its mathematics",
  ]);
  return `\nWhat to try next:\n${tableText(steps, "  ")}`;
}

function lossRows({ history, metrics }: TrainingResult): string[][] {
  const { trainLoss, validationLoss, initialValidationLoss } = history;
  const rows = [
    ["", "initial", "final"],
    ["training loss", loss(trainLoss[0]), loss(trainLoss.at(-1))],
  ];
  if (initialValidationLoss !== undefined) {
    rows.push(["validation loss", loss(initialValidationLoss), loss(validationLoss.at(-1))]);
  }
  for (const [label, values] of Object.entries(history.metrics)) {
    const final = metrics[label] ?? values.at(-1);
    rows.push([
      label,
      "",
      label.startsWith("accuracy") && final !== undefined ? percentText(final) : loss(final),
    ]);
  }
  return rows;
}

function weightRows({ initialWeights, weights }: TrainingResult): string[][] {
  const names = Object.keys(weights);
  const rows = names
    .slice(0, SHOWN_WEIGHTS)
    .map((name) => [name, loss(initialWeights[name]), loss(weights[name])]);
  if (names.length > SHOWN_WEIGHTS) rows.push([`… and ${names.length - SHOWN_WEIGHTS} more`, "", ""]);
  return [["weight", "initial", "final"], ...rows];
}

function loss(value: number | undefined): string {
  return value === undefined ? "–" : numberText(value, 5);
}

function percentText(share: number): string {
  return `${numberText(100 * share, 4)} %`;
}

function network(task: TrainingTask): string {
  return task.network.name;
}
