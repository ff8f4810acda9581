// The best a model can do whose output is linear in its weights: the validation loss of the weights that minimise the
// training loss, from the normal equations. No training is involved.
import { createReferenceLearner } from "./reference-learner.mjs";
import { samplesOf } from "./samples.mjs";

/** The validation loss of the least-squares weights; undefined unless the output is linear in the weights. */
export function leastSquaresLoss(task) {
  const names = Object.keys(task.initialWeights);
  const outputAt = (weights, { inputs, targets }) => {
    const given = Object.fromEntries(names.map((name, index) => [name, weights[index]]));
    return createReferenceLearner(task.source, given).infer(inputs, targets).outputs[0];
  };
  const unit = (position, size = 1) => names.map((_, index) => (index === position ? size : 0));
  const rowsOf = (part) =>
    samplesOf(task, part).map((sample) => {
      const offset = outputAt(unit(-1), sample);
      const features = names.map((_, index) => outputAt(unit(index), sample) - offset);
      const doubled = names.map((_, index) => outputAt(unit(index, 2), sample) - offset);
      const isLinear = features.every((value, index) => Math.abs(doubled[index] - 2 * value) < 1e-9);
      return { features, rest: sample.targets[0] - offset, isLinear };
    });
  const [training, validation] = [rowsOf("training"), rowsOf("validation")];
  if (!training.every(({ isLinear }) => isLinear)) return undefined;
  const weights = solve(
    names.map((_, i) => names.map((__, j) => sum(training, ({ features }) => features[i] * features[j]))),
    names.map((_, i) => sum(training, ({ features, rest }) => features[i] * rest)),
  );
  const residual = ({ features, rest }) => rest - sum(features, (value, index) => value * weights[index]);
  return sum(validation, (row) => residual(row) ** 2 / 2) / validation.length;
}

function sum(values, of) {
  return values.reduce((total, value, index) => total + of(value, index), 0);
}

/** Gaussian elimination with pivots. */
function solve(matrix, right) {
  const rows = matrix.map((row, index) => [...row, right[index]]);
  for (const [column] of rows.entries()) {
    const pivot = rows.slice(column).reduce((a, b) => (Math.abs(b[column]) > Math.abs(a[column]) ? b : a));
    rows.splice(rows.indexOf(pivot), 1);
    rows.splice(column, 0, pivot);
    for (const [index, row] of rows.entries()) {
      if (index === column) continue;
      const factor = row[column] / pivot[column];
      rows[index] = row.map((value, position) => value - factor * pivot[position]);
    }
  }
  return rows.map((row, index) => row.at(-1) / row[index]);
}
