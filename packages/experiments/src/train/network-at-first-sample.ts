// A training task → its network as it stands when the first sample is fed, for export.

import type { ReactionNetwork } from "@ncrn/compiler";
import { circuitOf } from "./circuit.js";
import { samplesFromTable } from "./samples.js";
import type { TrainingTask } from "./training-types.js";

/** Sets the initial weights and the first row of the training part as initial concentrations. */
export function networkAtFirstSample(task: TrainingTask): ReactionNetwork {
  const circuit = circuitOf(task.network, task.record);
  const [sample] = samplesFromTable(
    { ...task.data.training, rows: task.data.training.rows.slice(0, 1) },
    {
      inputs: circuit.inputs.map(({ value }) => value),
      targets: circuit.targets.map(({ value }) => value),
      compared: [],
    },
  );
  const initial = new Map<number, number>();
  const set = (
    rails: { readonly positive: number; readonly negative: number | undefined },
    value: number,
  ) => {
    initial.set(rails.positive, Math.max(value, 0));
    if (rails.negative !== undefined) initial.set(rails.negative, Math.max(-value, 0));
  };
  for (const weight of circuit.weights) set(weight, task.initialWeights[weight.name] ?? 0);
  for (const [index, input] of circuit.inputs.entries()) set(input, sample?.inputs[index] ?? 0);
  for (const [index, target] of circuit.targets.entries()) set(target, sample?.targets[index] ?? 0);
  const species = task.network.species.map((entry, index) => ({
    ...entry,
    initial: initial.get(index) ?? entry.initial,
  }));
  return { ...task.network, species };
}
