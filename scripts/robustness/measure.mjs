// What a circuit with given weights says, and how good that is.
import { predictTable, trainedModel } from "@ncrn/experiments";
import { accuracyOf, samplesOf } from "../reproduce/samples.mjs";

/** Outputs of the network for the validation part, one a sample; throws if a pass fails. */
export async function outputsOf(task, weights) {
  const { predictions } = await predictTable(trainedModel(task, { weights }), task.data.validation);
  if (predictions?.status !== "completed") throw new Error(predictions?.failure?.message ?? "no predictions");
  return predictions.rows.map((row) => row.outputs[0]);
}

/** Loss and accuracy of outputs for the validation part. */
export function scoresOf(task, outputs) {
  const samples = samplesOf(task, "validation");
  const losses = outputs.map((output, index) => (output - samples[index].targets[0]) ** 2 / 2);
  return {
    validationLoss: mean(losses),
    validationAccuracy: accuracyOf(
      task,
      outputs.map((output) => [output]),
      samples,
    ),
  };
}

/** Loss and accuracy of a network with given weights. */
export async function measure(task, weights) {
  return scoresOf(task, await outputsOf(task, weights));
}

export function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
