// One sample through the running network: what the host does, in order.

import { assertNever } from "@ncrn/language";
import type { RunFailure } from "@ncrn/simulator";
import type { Circuit, HostedCircuit, RailPositions } from "./circuit.js";
import type { Host } from "./host.js";
import type { PhaseHost } from "./phase-host.js";
import type { Sample } from "./samples.js";
import type { Observation, Scorer } from "./scoring.js";

/** A sample that went through, or the phase in which it did not. */
export type StepResult =
  | { readonly observation: Observation; readonly loss: number; readonly failure: undefined }
  | { readonly failure: RunFailure; readonly phase: string };

/** What a step needs to know; the same for all steps of a run. */
export interface StepContext {
  readonly circuit: Circuit;
  readonly scorer: Scorer;
  /** Rails that loss or metrics refer to besides outputs and targets. */
  readonly otherRails: readonly RailPositions[];
}

type FailedStep = Extract<StepResult, { phase: string }>;

/** Inference, reading, then learning. The loss is that of the outputs before the update. */
export function learnFromSample(host: Host, sample: Sample, context: StepContext): StepResult {
  const { circuit } = context;
  giveSample(host, sample);
  const failed = runToReading(host, circuit);
  if (failed !== undefined) return failed;
  const result = observe(host, sample, context);
  return runToNextSample(host, circuit) ?? result;
}

/** Gives inputs and targets to a network in which nothing of earlier samples but the weights counts from here on. */
export function giveSample(host: Host, { inputs, targets }: Pick<Sample, "inputs" | "targets">): void {
  switch (host.kind) {
    case "phases":
      host.clearSpecies();
      host.cancelWeightRails();
      host.setInputs(inputs);
      host.setTargets(targets);
      break;
    case "fed":
      host.feed(inputs, targets);
      break;
    default:
      assertNever(host);
  }
}

/** Runs phases one after the other. */
export function runPhases(
  host: PhaseHost,
  { program }: HostedCircuit,
  phases: readonly number[],
): FailedStep | undefined {
  for (const phase of phases) {
    const failure = host.runPhase(phase);
    if (failure !== undefined) return { failure, phase: program.phases[phase]?.name ?? "" };
  }
  return undefined;
}

/** Inference and reading only. */
export function inferSample(host: Host, sample: Sample, context: StepContext): StepResult {
  return inferFrom(host, sample, context.circuit) ?? observe(host, sample, context);
}

/**
 * Runs until outputs can be read. A network that runs by itself is fed without a target where it stood when it was
 * marked, so that nothing of an inference remains.
 */
export function inferFrom(
  host: Host,
  { inputs }: Pick<Sample, "inputs">,
  circuit: HostedCircuit,
): FailedStep | undefined {
  switch (host.kind) {
    case "phases":
      host.clearSpecies();
      host.cancelWeightRails();
      host.setInputs(inputs);
      break;
    case "fed":
      host.returnToMark();
      host.feed(inputs, []);
      break;
    default:
      assertNever(host);
  }
  return runToReading(host, circuit);
}

function runToReading(host: Host, circuit: HostedCircuit): FailedStep | undefined {
  return host.kind === "fed" ? host.runToReading() : runPhases(host, circuit, circuit.inferencePhases);
}

function runToNextSample(host: Host, circuit: HostedCircuit): FailedStep | undefined {
  return host.kind === "fed" ? host.runToNextFeed() : runPhases(host, circuit, circuit.learningPhases);
}

function observe(host: Host, sample: Sample, { scorer, otherRails }: StepContext): StepResult {
  const values = otherRails.length === 0 ? [] : host.readRails(otherRails);
  const observation: Observation = {
    outputs: host.readOutputs(),
    targets: sample.compared,
    others: new Map(otherRails.map(({ name }, index) => [name, values[index]!])),
  };
  return { observation, loss: scorer.loss(observation), failure: undefined };
}
