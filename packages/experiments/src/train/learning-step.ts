// One sample through the running network: what the host does, in order.

import { assertNever } from "@ncrn/language";
import type { Circuit, HostedCircuit } from "./circuit.js";
import type { FailedRun, FedHost } from "./fed-host.js";
import type { Host } from "./host.js";
import type { PhaseHost } from "./phase-host.js";
import type { Sample } from "./samples.js";

/** The samples of a host, in the order in which it was given them. */
export interface SampleRun {
  readonly host: Host;
  readonly circuit: Circuit;
  readonly samples: readonly Sample[];
  /** Hears of each sample whose outputs can be read, in order; the state is valid during the call. */
  readonly read: (state: Float64Array, sample: number) => void;
}

/** Inference, reading, then learning, for one sample after the other; by index. */
export function learnFromSamples(run: SampleRun, chosen: readonly number[]): FailedRun | undefined {
  const { host } = run;
  if (host.kind === "phases") return runSamples(run, host, { chosen, learns: true });
  return firstFailure(chosen, (index) => learnFromSample(run, host, index));
}

/** Inference and reading only. */
export function inferSamples(run: SampleRun, chosen: readonly number[]): FailedRun | undefined {
  const { host, circuit, samples, read } = run;
  if (host.kind === "phases") return runSamples(run, host, { chosen, learns: false });
  return firstFailure(chosen, (index) => {
    const failed = inferFrom(host, samples[index]!, circuit);
    if (failed === undefined) read(host.state, index);
    return failed;
  });
}

function runSamples(
  { circuit, read }: SampleRun,
  host: PhaseHost,
  { chosen, learns }: { readonly chosen: readonly number[]; readonly learns: boolean },
): FailedRun | undefined {
  const { kept, failure } = host.runSamples(chosen, learns);
  for (let place = 0; place < kept.length; place++) read(kept[place]!, chosen[place]!);
  return failure && { failure: failure.failure, phase: circuit.program.phases[failure.phase]?.name ?? "" };
}

function firstFailure(
  chosen: readonly number[],
  run: (index: number) => FailedRun | undefined,
): FailedRun | undefined {
  for (const index of chosen) {
    const failed = run(index);
    if (failed !== undefined) return failed;
  }
  return undefined;
}

function learnFromSample({ samples, read }: SampleRun, host: FedHost, index: number): FailedRun | undefined {
  giveSample(host, samples[index]!);
  const failed = host.runToReading();
  if (failed !== undefined) return failed;
  // A sample counts when its update was completed as well, by the outputs before it.
  const state = host.state.slice();
  const failedAfter = host.runToNextFeed();
  if (failedAfter === undefined) read(state, index);
  return failedAfter;
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
): FailedRun | undefined {
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
): FailedRun | undefined {
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

function runToReading(host: Host, circuit: HostedCircuit): FailedRun | undefined {
  return host.kind === "fed" ? host.runToReading() : runPhases(host, circuit, circuit.inferencePhases);
}
