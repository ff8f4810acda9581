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

/** What was asked for, as far as the next commands repeat it. */
export interface NextSteps {
  readonly file: string;
  readonly name: string | undefined;
  readonly folder: string | undefined;
  /** A file with rows like those that were learnt. */
  readonly rows: string;
  readonly settings: Readonly<Record<string, number>>;
}

/** Commands that make sense now. */
export function nextStepsText(
  { file, name, folder, rows, settings }: NextSteps,
  task: TrainingTask,
  result: TrainingResult,
): string {
  const ncrn = process.env["NCRN_COMMAND"] ?? "ncrn";
  const changes = Object.entries(settings).map(([key, value]) => ` --set ${key}=${value}`);
  const training = `${ncrn} train ${file}${name === undefined ? "" : ` ${name}`}${changes.join("")}`;
  const network = `${file} ${task.network.name}`;
  const epochs = result.status === "completed" ? 2 * Math.max(result.epochs, 1) : task.record.epochs;
  const steps =
    folder === undefined
      ? [[`${training} --out runs/${task.network.name}`, "keep weights, figures and exports"]]
      : [
          [`${training} --resume ${folder} --epochs ${epochs}`, "go on"],
          [`${ncrn} predict ${folder} --data ${rows}`, "use what was learnt"],
        ];
  steps.push([`${ncrn} explain ${network}`, "what the chemistry does, and what the host does"]);
  steps.push([`${ncrn} verify ${network}`, "compare the chemistry with its mathematics"]);
  return `\nWhat to try next:\n${tableText(steps, "  ")}`;
}

function lossRows({ history, metrics }: TrainingResult): string[][] {
  const { trainLoss, validationLoss, initialValidationLoss } = history;
  const rows = [
    ["", "before", "first epoch", "last epoch"],
    ["training loss, mean over the epoch", "", loss(trainLoss[0]), loss(trainLoss.at(-1))],
  ];
  if (initialValidationLoss !== undefined) {
    const [first, last] = [loss(validationLoss[0]), loss(validationLoss.at(-1))];
    rows.push(["validation loss, after the epoch", loss(initialValidationLoss), first, last]);
  }
  for (const [label, values] of Object.entries(history.metrics)) {
    const text = label.startsWith("accuracy") ? percentText : loss;
    rows.push([label, "", text(values[0]), text(metrics[label] ?? values.at(-1))]);
  }
  return rows;
}

function weightRows({ initialWeights, weights }: TrainingResult): string[][] {
  const names = Object.keys(weights);
  const rows = names
    .slice(0, SHOWN_WEIGHTS)
    .map((name) => [name, loss(initialWeights[name]), loss(weights[name])]);
  if (names.length > SHOWN_WEIGHTS) rows.push([`… and ${names.length - SHOWN_WEIGHTS} more`, "", ""]);
  return [["weight", "before", "last epoch"], ...rows];
}

function loss(value: number | undefined): string {
  return value === undefined ? "–" : numberText(value, 5);
}

function percentText(share: number | undefined): string {
  return share === undefined ? "–" : `${numberText(100 * share, 4)} %`;
}
