// Plain stochastic gradient descent on the model's own equations: what the chemistry is measured against.
// Gradients are finite differences of the integrated source equations, so nothing is shared with the compiler.

import { InternalError } from "@ncrn/language";
import { sourceOfModel } from "../source/source-of-model.js";
import { feedByComponent } from "./feed.js";
import { sampleOrder } from "./sample-order.js";
import { type Sample, samplesFromTable } from "./samples.js";
import { mean } from "./scoring.js";
import type { TrainingTask, Weights } from "./training-types.js";

/** The same measures as `TrainingHistory`, at the same moments. */
export interface ReferenceHistory {
  readonly trainLoss: readonly number[];
  readonly validationLoss: readonly number[];
  /** After each epoch. */
  readonly weights: readonly Weights[];
}

const TOLERANCE = { relative: 1e-12, maxSteps: 20_000 };
/** Step of the central differences; their error is about its square. */
const STEP = 1e-4;

/** Descends for the record's epochs with the data, start and sample order of a task on a `learn`. */
export function referenceDescent(task: TrainingTask, epochs: number = task.record.epochs): ReferenceHistory {
  const { source, record, data } = task;
  if (source.kind !== "learn") throw new InternalError("A hand-written network has no model to descend on");
  const model = sourceOfModel(source.model, source.forwardDuration, TOLERANCE);
  const feed = feedByComponent(record);
  const expressions = (names: readonly string[]) => names.map((name) => feed.get(name)!.value);
  const targets = expressions(model.targetNames);
  const fed = { inputs: expressions(model.inputNames), targets, compared: targets };
  const training = samplesFromTable(data.training, fed);
  const validation = samplesFromTable(data.validation, fed);
  const lossAt = (weights: readonly number[], { inputs, targets: given }: Sample) =>
    model.evaluate({ inputs, weights, targets: given })?.loss ?? Number.NaN;
  let weights: readonly number[] = model.weightNames.map((name) => task.initialWeights[name] ?? 0);
  const history = { trainLoss: [] as number[], validationLoss: [] as number[], weights: [] as Weights[] };
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const losses: number[] = [];
    for (const index of sampleOrder(task, epoch)) {
      const sample = training[index]!;
      losses.push(lossAt(weights, sample));
      const gradient = weights.map((_, position) => {
        const shifted = (step: number) =>
          weights.map((value, other) => (other === position ? value + step : value));
        return (lossAt(shifted(STEP), sample) - lossAt(shifted(-STEP), sample)) / (2 * STEP);
      });
      weights = weights.map((value, position) => value - source.eta * gradient[position]!);
    }
    history.trainLoss.push(mean(losses));
    if (validation.length > 0)
      history.validationLoss.push(mean(validation.map((sample) => lossAt(weights, sample))));
    history.weights.push(Object.fromEntries(model.weightNames.map((name, index) => [name, weights[index]!])));
  }
  return history;
}
