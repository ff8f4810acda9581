// Trains a task by one of the references, with the measures of a training through chemistry.
import { createReferenceLearner } from "./reference-learner.mjs";
import { accuracyOf, gridSamplesOf, orderOf, samplesOf } from "./samples.mjs";

/** `rule` is `descend` or `learnIdeally`. */
export function trainReference(task, rule, epochs = task.record.epochs) {
  const learner = createReferenceLearner(task.source, task.initialWeights);
  const training = samplesOf(task, "training");
  let trainLoss = Number.NaN;
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const losses = orderOf(task, epoch).map((index) => {
      const { inputs, targets } = training[index];
      return learner[rule](inputs, targets).loss;
    });
    trainLoss = mean(losses);
  }
  return { trainLoss, ...measuresOf(task, learner), weights: [...learner.weights] };
}

function measuresOf(task, learner) {
  const validation = samplesOf(task, "validation");
  const results = validation.map(({ inputs, targets }) => learner.infer(inputs, targets));
  const grid = gridSamplesOf(task);
  const onGrid = grid.map(({ inputs, targets }) => learner.infer(inputs, targets).outputs);
  return {
    validationLoss: mean(results.map(({ loss }) => loss)),
    validationAccuracy: accuracyOf(task, results.map(({ outputs }) => outputs), validation),
    gridAccuracy: accuracyOf(task, onGrid, grid),
  };
}

export function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
