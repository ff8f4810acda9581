// What a training run holds while it goes on, how it starts, and what it says at the end.

import type { HostDutyKind } from "@ncrn/compiler";
import { createDiagnostic, type Diagnostic } from "@ncrn/language";
import type { PhaseRunnerOptions, RunnerSnapshot } from "@ncrn/simulator";
import type { RunControl } from "../control.js";
import { type Circuit, circuitOf, inferenceKeepsWeights, railsOfNames } from "./circuit.js";
import { createHost, type Host } from "./host.js";
import type { ReadingContext, Readings } from "./readings.js";
import { type Sample, samplesFromTable } from "./samples.js";
import { createScorer, mean } from "./scoring.js";
import { weightSpecies } from "./set-rails.js";
import type {
  TrainingHistory,
  TrainingOptions,
  TrainingResult,
  TrainingState,
  TrainingTask,
  Weights,
} from "./training-types.js";

/** The state of a run; the mutable parts change after whole epochs only. */
export interface Run {
  readonly task: TrainingTask;
  readonly control: RunControl;
  readonly circuit: Circuit;
  readonly context: ReadingContext;
  readonly training: readonly Sample[];
  readonly validation: readonly Sample[];
  /** Those of training, then those of validation, without targets for the network: what the hosts were given. */
  readonly samples: readonly Sample[];
  /** The network that learns, from the first sample to the last. */
  readonly host: Host;
  /** The same network, or a copy with its weights if inference may change them. */
  readonly hostForValidation: () => Host;
  readonly actions: () => readonly HostDutyKind[];
  readonly diagnostics: Diagnostic[];
  /** Rails of the weights after the last finished epoch. */
  weightRails: readonly number[];
  /** Complete state after the last finished epoch of a network that runs by itself. */
  runner: RunnerSnapshot | undefined;
  history: TrainingHistory;
}

export type Outcome = Pick<TrainingResult, "status" | "failure">;

const NOTHING_YET: TrainingHistory = {
  trainLoss: [],
  validationLoss: [],
  initialValidationLoss: undefined,
  metrics: {},
  weights: [],
};

/** Puts the initial weights, or those of the checkpoint, into the network. */
export function startRun(task: TrainingTask, options: TrainingOptions, control: RunControl): Run {
  const circuit = circuitOf(task.network, task.record);
  const scorer = createScorer(task, circuit);
  const feed = {
    inputs: circuit.inputs.map(({ value }) => value),
    targets: circuit.targets.map(({ value }) => value),
    compared: circuit.targetValues,
  };
  const { resumeFrom } = options;
  const training = samplesFromTable(task.data.training, feed);
  const validation = samplesFromTable(task.data.validation, feed);
  const samples = [...training, ...validation.map((sample) => ({ ...sample, targets: [] }))];
  const hosts = hostsOf(task.network, { circuit, samples, options: runnerOptions(task, options, control) });
  if (resumeFrom === undefined) {
    hosts.host.setInitialWeights(circuit.weights.map(({ name }) => task.initialWeights[name] ?? 0));
  } else resumeHost(hosts.host, resumeFrom);
  return {
    task,
    control,
    circuit,
    context: { circuit, scorer, otherRails: railsOfNames(task.network, scorer.otherNames) },
    training,
    validation,
    samples,
    ...hosts,
    diagnostics: [],
    weightRails: hosts.host.readWeightRails(),
    runner: snapshotOf(hosts.host),
    history: resumeFrom?.history ?? NOTHING_YET,
  };
}

/** A network that runs by itself goes on with everything that is in it, its clock included. */
function resumeHost(host: Host, { weightRails, runner }: TrainingState): void {
  if (host.kind === "fed" && runner !== undefined) host.restore(runner);
  else host.restoreWeightRails(weightRails.map(({ concentration }) => concentration));
}

function runnerOptions(
  task: TrainingTask,
  options: TrainingOptions,
  control: RunControl,
): PhaseRunnerOptions {
  const { relativeTolerance, absoluteTolerance } = task.record;
  return {
    relativeTolerance,
    absoluteTolerance,
    ...(options.maxSteps === undefined ? {} : { maxSteps: options.maxSteps }),
    ...(control.isCancelled === undefined ? {} : { shouldStop: control.isCancelled }),
  };
}

interface HostTask {
  readonly circuit: Circuit;
  readonly samples: readonly Sample[];
  readonly options: PhaseRunnerOptions;
}

function hostsOf(
  network: TrainingTask["network"],
  { circuit, samples, options }: HostTask,
): Pick<Run, "host" | "hostForValidation" | "actions"> {
  const host = createHost(circuit, options, samples);
  if (host.kind === "phases" && inferenceKeepsWeights(network)) {
    return { host, hostForValidation: () => host, actions: host.actions };
  }
  const copy = createHost(circuit, options, samples);
  const hostForValidation = () => {
    if (host.kind === "fed" && copy.kind === "fed") copy.restore(host.snapshot());
    else copy.restoreWeightRails(host.readWeightRails());
    return copy;
  };
  return { host, hostForValidation, actions: () => [...new Set([...host.actions(), ...copy.actions()])] };
}

/** The complete state of a network that runs by itself; for others the weights are all that lasts. */
export function snapshotOf(host: Host): RunnerSnapshot | undefined {
  return host.kind === "fed" ? host.snapshot() : undefined;
}

/** Adds a finished epoch; without validation, what was read in training is scored. */
export function extendedHistory(run: Run, learned: Readings, measured: Readings): TrainingHistory {
  const { history } = run;
  const isMeasured = measured.count > 0;
  const metrics = Object.entries(run.context.scorer.metrics(isMeasured ? measured : learned)).map(
    ([label, value]) => [label, [...(history.metrics[label] ?? []), value]] as const,
  );
  return {
    trainLoss: [...history.trainLoss, meanLoss(learned)],
    validationLoss: isMeasured ? [...history.validationLoss, meanLoss(measured)] : [],
    initialValidationLoss: history.initialValidationLoss,
    metrics: Object.fromEntries(metrics),
    weights: [...history.weights, namedWeights(run)],
  };
}

/** Warns once of each weight declared `>= 0` that an update took below. */
export function warnOfNegativeWeights(run: Run, epoch: number, values: readonly number[]): void {
  if (!run.circuit.weights.some(({ restricted }) => restricted)) return;
  for (const [index, { name, restricted }] of run.circuit.weights.entries()) {
    const value = values[index]!;
    const isNew = !run.diagnostics.some(({ data }) => data["weight"] === name);
    if (!restricted || value >= 0 || !isNew) continue;
    const parameters = { weight: name, epoch, value: value.toPrecision(4) };
    run.diagnostics.push(createDiagnostic("weight-below-zero", originOfWeight(run.task, name), parameters));
  }
}

function originOfWeight({ source, record }: TrainingTask, name: string) {
  const weights = source.kind === "learn" ? source.model.weights : [];
  const component = weights.flatMap(({ components }) => components).find((entry) => entry.name === name);
  return component?.origin ?? record.origin;
}

/** The checkpoint after the last finished epoch. */
export function stateOf(run: Run): TrainingState {
  const { species } = run.circuit.program;
  return {
    format: "ncrn-training-state",
    version: 1,
    seed: run.task.seed,
    epoch: run.history.trainLoss.length,
    weightRails: weightSpecies(run.circuit).map((position, index) => ({
      species: species[position]!.name,
      concentration: run.weightRails[index]!,
    })),
    ...(run.runner === undefined ? {} : { runner: run.runner }),
    history: run.history,
  };
}

/** Everything that was found, however the run ended. */
export function resultOf(run: Run, outcome: Outcome): TrainingResult {
  const { history, task } = run;
  const loss = history.validationLoss.at(-1) ?? history.trainLoss.at(-1);
  const metrics = Object.entries(history.metrics).map(([label, values]) => [label, values.at(-1)!] as const);
  return {
    ...outcome,
    diagnostics: run.diagnostics,
    epochs: history.trainLoss.length,
    history,
    initialWeights: task.initialWeights,
    weights: history.weights.at(-1) ?? task.initialWeights,
    metrics: { ...(loss === undefined ? {} : { loss }), ...Object.fromEntries(metrics) },
    state: stateOf(run),
    hostActions: run.actions(),
  };
}

function namedWeights(run: Run): Weights {
  const values = run.host.readWeights();
  return Object.fromEntries(run.circuit.weights.map(({ name }, index) => [name, values[index]!]));
}

/** Mean loss of samples. */
export function meanLoss({ losses, count }: Readings): number {
  return mean(losses, count);
}
