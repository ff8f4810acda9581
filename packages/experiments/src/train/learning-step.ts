// One sample through the running network: what the host does, in order.

import { assertNever } from "@ncrn/language";
import type { RunFailure } from "@ncrn/simulator";
import type { Circuit, RailPositions } from "./circuit.js";
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
  switch (host.kind) {
    case "phases": {
      const { circuit } = context;
      host.clearSpecies();
      host.cancelWeightRails();
      host.setInputs(sample.inputs);
      host.setTargets(sample.targets);
      const failed = runPhases(host, circuit, circuit.inferencePhases);
      if (failed !== undefined) return failed;
      const result = observe(host, sample, context);
      return runPhases(host, circuit, circuit.learningPhases) ?? result;
    }
    case "fed": {
      host.feed(sample.inputs, sample.targets);
      const failed = host.runToReading();
      if (failed !== undefined) return failed;
      const result = observe(host, sample, context);
      return host.runToNextFeed() ?? result;
    }
    default:
      return assertNever(host);
  }
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
  circuit: Circuit,
): FailedStep | undefined {
  switch (host.kind) {
    case "phases":
      host.clearSpecies();
      host.cancelWeightRails();
      host.setInputs(inputs);
      return runPhases(host, circuit, circuit.inferencePhases);
    case "fed":
      host.returnToMark();
      host.feed(inputs, []);
      return host.runToReading();
    default:
      return assertNever(host);
  }
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

function runPhases(host: PhaseHost, circuit: Circuit, phases: readonly number[]): FailedStep | undefined {
  for (const phase of phases) {
    const failure = host.runPhase(phase);
    if (failure !== undefined) return { failure, phase: circuit.program.phases[phase]?.name ?? "" };
  }
  return undefined;
}
