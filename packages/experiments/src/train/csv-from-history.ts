// The course of a training → CSV.

import { csvFromRows } from "../csv-from-rows.js";
import type { TrainingResult } from "./training-types.js";

/** Row 0 is the state before training; then one row an epoch: losses, metrics, weights. */
export function csvFromHistory({
  history,
  initialWeights,
}: Pick<TrainingResult, "history" | "initialWeights">): string {
  const metrics = Object.keys(history.metrics);
  const weights = Object.keys(initialWeights);
  const before = [
    0,
    undefined,
    history.initialValidationLoss,
    ...metrics.map(() => undefined),
    ...weights.map((name) => initialWeights[name]),
  ];
  const rows = history.trainLoss.map((loss, index) => [
    index + 1,
    loss,
    history.validationLoss[index],
    ...metrics.map((metric) => history.metrics[metric]?.[index]),
    ...weights.map((name) => history.weights[index]?.[name]),
  ]);
  return csvFromRows(["epoch", "trainLoss", "validationLoss", ...metrics, ...weights], [before, ...rows]);
}
