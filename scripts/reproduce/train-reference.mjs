// Trains a task by one of the references, with the measures of a training through chemistry.
import { createReferenceLearner } from "./reference-learner.mjs";
import { accuracyOf, gridSamplesOf, orderOf, samplesOf } from "./samples.mjs";

/** `rule` is `descend` or `learnIdeally`; `report` receives the share of the epochs that are done. */
export function trainReference(task, rule, epochs = task.record.epochs, report = () => {}) {
  const learner = createReferenceLearner(task.source, task.initialWeights);
  const training = samplesOf(task, "training");
  const validation = samplesOf(task, "validation");
  const history = { trainLoss: [], validationLoss: [] };
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const losses = orderOf(task, epoch).map((index) => {
      const { inputs, targets } = training[index];
      return learner[rule](inputs, targets).loss;
    });
    history.trainLoss.push(mean(losses));
    history.validationLoss.push(
      mean(validation.map(({ inputs, targets }) => learner.infer(inputs, targets).loss)),
    );
    report(epoch / epochs);
  }
  const hasSolution = Number.isFinite(history.trainLoss.at(-1));
  return {
    status: hasSolution ? "completed" : "failed",
    failure: hasSolution ? undefined : "The solution escapes.",
    measures: {
      trainLoss: history.trainLoss.at(-1),
      validationLoss: history.validationLoss.at(-1),
      ...accuraciesOf(task, learner, validation),
    },
    history,
    weights: Object.fromEntries(learner.weightNames.map((name, index) => [name, learner.weights[index]])),
  };
}

function accuraciesOf(task, learner, validation) {
  const outputsOf = (samples) => samples.map(({ inputs, targets }) => learner.infer(inputs, targets).outputs);
  const grid = gridSamplesOf(task);
  return {
    validationAccuracy: accuracyOf(task, outputsOf(validation), validation),
    gridAccuracy: accuracyOf(task, outputsOf(grid), grid),
  };
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
