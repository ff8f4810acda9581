// A finished training → what `predict` needs later, as plain data.

import { inlineDefinitions } from "../scalar/inline-definitions.js";
import { definitionsOf, nameOfMetric } from "../train/scoring.js";
import type { TrainingResult, TrainingTask } from "../train/training-types.js";
import type { TrainedModel } from "./prediction-types.js";

/** The network with its final weights, the feed of its inputs and the scaling of the data. */
export function trainedModel(task: TrainingTask, result: Pick<TrainingResult, "weights">): TrainedModel {
  const { network, record, data, source } = task;
  const inputs = new Set(network.learning?.inputs.map(({ name }) => baseName(name)));
  const definitions = definitionsOf(source.kind === "learn" ? source.model : undefined);
  return {
    format: "ncrn-trained-model",
    version: 1,
    network,
    weights: result.weights,
    feed: record.feed.filter(({ quantity }) => inputs.has(quantity)),
    output: record.output,
    columns: task.columns,
    scaling: data.scaling,
    conditions: record.metrics.flatMap((readout) => {
      const [condition] = readout.arguments;
      if (nameOfMetric(readout) !== "accuracy" || condition === undefined) return [];
      const label = readout.label.replace(/^accuracy\s*\((.*)\)$/s, "$1");
      return [{ label, expression: inlineDefinitions(condition, definitions) }];
    }),
    relativeTolerance: record.relativeTolerance,
    absoluteTolerance: record.absoluteTolerance,
  };
}

function baseName(component: string): string {
  return component.replace(/\[[\d,]+\]$/, "");
}
