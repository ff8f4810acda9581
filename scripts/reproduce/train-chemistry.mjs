// Trains a task through its compiled chemistry and measures it through the same chemistry.
import { predictTable, trainedModel, trainNetwork } from "@ncrn/experiments";
import { accuracyOf, gridSamplesOf } from "./samples.mjs";

/** Measures, losses by epoch and what went wrong, if anything; options are those of `trainNetwork`. */
export async function trainChemistry(task, options, control) {
  const result = await trainNetwork(task, options, control);
  const { history, metrics, status, failure, weights } = result;
  const { network } = task;
  return {
    status,
    failure: failure?.message,
    measures: {
      trainLoss: history.trainLoss.at(-1),
      validationLoss: history.validationLoss.at(-1),
      validationAccuracy: metrics[accuracyLabel(task)],
      gridAccuracy: status === "completed" ? await gridAccuracyOf(task, result) : undefined,
    },
    history: { trainLoss: history.trainLoss, validationLoss: history.validationLoss },
    weights,
    reactions: network.reactions.length,
    species: network.species.length,
    order: Math.max(...network.reactions.map(orderOf)),
  };
}

function accuracyLabel({ record }) {
  return record.metrics.find((readout) => ["accuracy", "argmax"].includes(readout.function))?.label;
}

async function gridAccuracyOf(task, result) {
  const { testGrid } = task.data;
  if (testGrid === undefined) return undefined;
  const { predictions } = await predictTable(trainedModel(task, result), testGrid);
  if (predictions?.status !== "completed") return undefined;
  const outputs = predictions.rows.map((row) => row.outputs);
  return accuracyOf(task, outputs, gridSamplesOf(task));
}

function orderOf({ reactants }) {
  return reactants.reduce((order, { coefficient }) => order + coefficient, 0);
}
