// One sample through the running network: what the host does, in order.

import { assertNever } from "@ncrn/language";
import type { RunFailure } from "@ncrn/simulator";
import { type Circuit, type HostedCircuit, type RailPositions, railDifference } from "./circuit.js";
import type { FedHost } from "./fed-host.js";
import type { Host } from "./host.js";
import type { PhaseHost } from "./phase-host.js";
import type { Sample } from "./samples.js";
import type { Observation, Scorer } from "./scoring.js";

/** A sample that went through, or the phase in which it did not. */
export type StepResult = SuccessfulStep | { readonly failure: RunFailure; readonly phase: string };

/** What was read after inference. */
export interface SuccessfulStep {
  readonly observation: Observation;
  readonly loss: number;
  /** Values of the weights by which the outputs came about. */
  readonly weights: readonly number[];
  readonly failure: undefined;
}

/** What a step needs to know; the same for all steps of a run. */
export interface StepContext {
  readonly circuit: Circuit;
  readonly scorer: Scorer;
  /** Rails that loss or metrics refer to besides outputs and targets. */
  readonly otherRails: readonly RailPositions[];
}

type FailedStep = Extract<StepResult, { phase: string }>;

/** Samples that went through, in order, and the step that did not, if there is one. */
export interface StepsResult {
  readonly steps: readonly SuccessfulStep[];
  readonly failed: FailedStep | undefined;
}

/** Inference, reading, then learning, for one sample after the other. Losses are those of the outputs before the update. */
export function learnFromSamples(host: Host, samples: readonly Sample[], context: StepContext): StepsResult {
  return host.kind === "phases"
    ? runSamples(host, samples, context, true)
    : untilFailure(samples, (sample) => learnFromSample(host, sample, context));
}

/** Inference and reading only. */
export function inferSamples(host: Host, samples: readonly Sample[], context: StepContext): StepsResult {
  return host.kind === "phases"
    ? runSamples(host, samples, context, false)
    : untilFailure(
        samples,
        (sample) => inferFrom(host, sample, context.circuit) ?? observe(host.state, sample, context),
      );
}

function runSamples(
  host: PhaseHost,
  samples: readonly Sample[],
  context: StepContext,
  learns: boolean,
): StepsResult {
  const { kept, failure } = host.runSamples(samples, learns);
  const steps = kept.map((state, index) => observe(state, samples[index]!, context));
  const { phases } = context.circuit.program;
  const failed = failure && { failure: failure.failure, phase: phases[failure.phase]?.name ?? "" };
  return { steps, failed };
}

function untilFailure(samples: readonly Sample[], run: (sample: Sample) => StepResult): StepsResult {
  const steps: SuccessfulStep[] = [];
  for (const sample of samples) {
    const step = run(sample);
    if (step.failure !== undefined) return { steps, failed: step };
    steps.push(step);
  }
  return { steps, failed: undefined };
}

function learnFromSample(host: FedHost, sample: Sample, context: StepContext): StepResult {
  giveSample(host, sample);
  const failed = host.runToReading();
  if (failed !== undefined) return failed;
  const result = observe(host.state, sample, context);
  return host.runToNextFeed() ?? result;
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

function observe(
  state: Float64Array,
  sample: Sample,
  { circuit, scorer, otherRails }: StepContext,
): SuccessfulStep {
  const observation: Observation = {
    outputs: circuit.readOutputs(state),
    targets: sample.compared,
    others: new Map(otherRails.map((rails) => [rails.name, railDifference(state, rails)])),
  };
  return {
    observation,
    loss: scorer.loss(observation),
    weights: circuit.weights.map((weight) => railDifference(state, weight)),
    failure: undefined,
  };
}
