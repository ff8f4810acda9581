// A training task → its network as it stands when the first sample is fed, for export.

import type { EventAssignment, NetworkEvent, ReactionNetwork } from "@ncrn/compiler";
import { type Circuit, circuitOf } from "./circuit.js";
import { sampleOrder } from "./sample-order.js";
import { type Sample, samplesFromTable } from "./samples.js";
import type { TrainingTask } from "./training-types.js";

/** Sets the initial weights and the first row of the training part as initial concentrations. */
export function networkAtFirstSample(task: TrainingTask): ReactionNetwork {
  const circuit = circuitOf(task.network, task.record);
  const [sample] = samplesOf(task, circuit, task.data.training.rows.slice(0, 1));
  return startedWith(task, circuit, sample);
}

/**
 * A network that runs by itself, with its first sample and the doses of those that follow, `count` samples in the order
 * of training: what any simulator with events makes of it is the training itself, without validation. Samples are dosed
 * at multiples of the period. A network whose phases a host switches is left at its first sample.
 */
export function networkFedWithSamples(task: TrainingTask, count: number): ReactionNetwork {
  const feed = task.network.learning?.feed;
  if (feed === undefined) return networkAtFirstSample(task);
  const circuit = circuitOf(task.network, task.record);
  const rows = rowsInOrder(task, count);
  const [first, ...others] = samplesOf(task, circuit, rows);
  const started = startedWith(task, circuit, first);
  const doses = others.map((sample, index) =>
    dose(task.network, circuit, { sample, index, period: feed.period }),
  );
  return { ...started, events: [...started.events, ...doses] };
}

function rowsInOrder(task: TrainingTask, count: number): TrainingTask["data"]["training"]["rows"] {
  const { rows } = task.data.training;
  const epochs = rows.length === 0 ? 0 : Math.ceil(count / rows.length);
  return Array.from({ length: epochs }, (_, epoch) =>
    sampleOrder(task, epoch + 1).map((index) => rows[index]!),
  )
    .flat()
    .slice(0, count);
}

function samplesOf(
  { data }: TrainingTask,
  { inputs, targets }: Circuit,
  rows: TrainingTask["data"]["training"]["rows"],
): readonly Sample[] {
  return samplesFromTable(
    { ...data.training, rows },
    { inputs: inputs.map(({ value }) => value), targets: targets.map(({ value }) => value), compared: [] },
  );
}

function startedWith(task: TrainingTask, circuit: Circuit, sample: Sample | undefined): ReactionNetwork {
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

/** The dose of the sample that follows the first by `index` + 1. */
function dose(
  { species, provenance }: ReactionNetwork,
  { inputs, targets }: Circuit,
  { sample, index, period }: { readonly sample: Sample; readonly index: number; readonly period: number },
): NetworkEvent {
  const added = (position: number | undefined, value: number): readonly EventAssignment[] => {
    if (position === undefined || !(value > 0)) return [];
    const { id } = species[position]!;
    const present = { kind: "species", id } as const;
    const more = { kind: "binary", operator: "+", left: present, right: { kind: "number", value } } as const;
    return [{ target: present, value: more }];
  };
  const fed = [
    ...inputs.map((rails, at) => ({ ...rails, amount: sample.inputs[at] ?? 0 })),
    ...targets.map((rails, at) => ({ ...rails, amount: sample.targets[at] ?? 0 })),
  ];
  return {
    id: `sample_${index + 2}`,
    trigger: { kind: "at", time: (index + 1) * period },
    assignments: fed.flatMap(({ positive, negative, amount }) => [
      ...added(positive, amount),
      ...added(negative, -amount),
    ]),
    provenance: { ...provenance, rule: "dose of a sample" },
  };
}
