// One sample through the running network: what the host does, in order, before, during and after its phases.

import type { RunFailure } from "@ncrn/simulator";
import type { Circuit, RailPositions } from "./circuit.js";
import type { Host } from "./host.js";
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

/** Inference, reading, then the learning phases. The loss is that of the outputs before the update. */
export function learnFromSample(host: Host, sample: Sample, context: StepContext): StepResult {
  const { circuit } = context;
  host.clearSpecies();
  host.cancelWeightRails();
  host.setInputs(sample.inputs);
  host.setTargets(sample.targets);
  const result = inferAndScore(host, sample, context);
  if (result.failure !== undefined) return result;
  return runPhases(host, circuit, circuit.learningPhases) ?? result;
}

/** Inference and reading only. */
export function inferSample(host: Host, sample: Sample, context: StepContext): StepResult {
  host.clearSpecies();
  host.cancelWeightRails();
  host.setInputs(sample.inputs);
  return inferAndScore(host, sample, context);
}

function inferAndScore(host: Host, sample: Sample, { circuit, scorer, otherRails }: StepContext): StepResult {
  const failed = runPhases(host, circuit, circuit.inferencePhases);
  if (failed !== undefined) return failed;
  const values = otherRails.length === 0 ? [] : host.readRails(otherRails);
  const observation: Observation = {
    outputs: host.readOutputs(),
    targets: sample.compared,
    others: new Map(otherRails.map(({ name }, index) => [name, values[index]!])),
  };
  return { observation, loss: scorer.loss(observation), failure: undefined };
}

function runPhases(
  host: Host,
  circuit: Circuit,
  phases: readonly number[],
): Extract<StepResult, { phase: string }> | undefined {
  for (const phase of phases) {
    const failure = host.runPhase(phase);
    if (failure !== undefined) return { failure, phase: circuit.program.phases[phase]?.name ?? "" };
  }
  return undefined;
}
