// Trains a task through its compiled chemistry and measures it through the same chemistry.
import { predictTable, trainedModel, trainNetwork } from "@ncrn/experiments";
import { accuracyOf, gridSamplesOf, samplesOf } from "./samples.mjs";

/**
 * Measures, losses by epoch and what went wrong, if anything; options are those of `trainNetwork`, and the threshold of
 * outputs that the record has no metric for.
 */
export async function trainChemistry(task, { threshold, ...options }, control) {
  const result = await trainNetwork(task, options, control);
  const { history, status, failure, weights } = result;
  const { network, data } = task;
  const accuracy = async (table, samples) =>
    status === "completed" ? accuracyOn(task, { weights, table, samples, threshold }) : undefined;
  return {
    status,
    failure: failure?.message,
    measures: {
      trainLoss: history.trainLoss.at(-1),
      validationLoss: history.validationLoss.at(-1),
      validationAccuracy: await accuracy(data.validation, samplesOf(task, "validation")),
      gridAccuracy: await accuracy(data.testGrid, gridSamplesOf(task)),
    },
    history: { trainLoss: history.trainLoss, validationLoss: history.validationLoss },
    weights,
    reactions: network.reactions.length,
    species: network.species.length,
    order: Math.max(...network.reactions.map(orderOf)),
  };
}

async function accuracyOn(task, { weights, table, samples, threshold }) {
  if (table === undefined || samples.length === 0) return undefined;
  const { predictions } = await predictTable(
    trainedModel(task, { weights }),
    unscaled(table, task.data.scaling),
  );
  if (predictions?.status !== "completed") return undefined;
  const outputs = predictions.rows.map((row) => row.outputs);
  return accuracyOf(task, outputs, samples, threshold);
}

/** Predictions are asked for in the units of the file. */
function unscaled({ columns, rows }, scaling) {
  const scales = columns.map((column) => scaling.find((entry) => entry.column === column));
  const restore = (cell, { minimum, maximum }) => minimum + cell * (maximum - minimum);
  return {
    columns,
    rows: rows.map((row) => row.map((cell, index) => (scales[index] ? restore(cell, scales[index]) : cell))),
  };
}

function orderOf({ reactants }) {
  return reactants.reduce((order, { coefficient }) => order + coefficient, 0);
}
