// One cycle of a compiled learner, run by the hosts that train, in stretches between the moments at which something can be read.

import type { ReactionNetwork } from "@ncrn/compiler";
import { assertNever, InternalError } from "@ncrn/language";
import type { PhaseRunnerOptions, RunFailure } from "@ncrn/simulator";
import { type HostedCircuit, hostedCircuitOf } from "../train/circuit.js";
import type { FailedRun, FedHost } from "../train/fed-host.js";
import { createHost } from "../train/host.js";
import { giveSample, runPhases } from "../train/learning-step.js";
import type { PhaseHost } from "../train/phase-host.js";
import type { Reader } from "../train/read-network.js";
import type { Sample } from "../train/samples.js";

/**
 * `loaded`: states have their initial values; `read`: outputs can be read; `recovered`: states have run back;
 * `collected`: gradients are complete and weights still unchanged; `end`: the next sample is due. A network that clears
 * itself when the next sample is due does not come past a moment that would coincide with its `end`.
 */
export type Moment = "loaded" | "read" | "recovered" | "collected" | "end";

/** A sample as the network is given it. */
export type FedValues = Pick<Sample, "inputs" | "targets">;

/** A network on its way through cycles. */
export interface LearningCycle extends Pick<Reader, "readRails"> {
  /** Whether the network comes past this moment. */
  readonly has: (moment: Moment) => boolean;
  /** A new network with these weights that is fed its first sample. */
  readonly begin: (weights: readonly number[], sample: FedValues) => void;
  /** After the end of a cycle: the next sample, with the weights set once more. */
  readonly goOn: (weights: readonly number[], sample: FedValues) => void;
  /** Runs on to a moment, which must not come before one that was run to in this cycle. */
  readonly runTo: (moment: Moment) => RunFailure | undefined;
}

/** Limits of a single piece of a run. */
export type CycleLimits = Pick<PhaseRunnerOptions, "maxSteps" | "shouldStop">;

/** Phases of the learning procedure that bound the moments. */
const FORWARD = "forward";
const FEEDBACK = "feedback";
const UPDATE = "update";

const TOLERANCE = { relativeTolerance: 1e-11, absoluteTolerance: 1e-14 };
/** A clock of reactions is right to parts in a hundred; and it takes many steps. */
const OSCILLATOR_TOLERANCE = { relativeTolerance: 1e-9, absoluteTolerance: 1e-12 };
const MAX_STEPS = 1_000_000;

/** The cycle of a network with a learning interface. */
export function learningCycle(network: ReactionNetwork, limits: CycleLimits = {}): LearningCycle {
  const settings = network.clock?.kind === "oscillator" ? OSCILLATOR_TOLERANCE : TOLERANCE;
  const circuit = hostedCircuitOf(network);
  const host = createHost(circuit, { ...settings, maxSteps: MAX_STEPS, ...limits });
  switch (host.kind) {
    case "phases":
      return cycleOfPhases(network, circuit, host);
    case "fed":
      return cycleOfFedNetwork(network, host);
    default:
      return assertNever(host);
  }
}

function cycleOfPhases(network: ReactionNetwork, circuit: HostedCircuit, host: PhaseHost): LearningCycle {
  const { learning } = network;
  if (learning === undefined) throw new InternalError(`${network.name} has no learning interface`);
  const phases = [...circuit.inferencePhases, ...circuit.learningPhases];
  const names = [...learning.inferencePhases, ...learning.learningPhases];
  const places = momentsOf(
    names.map((name) => [name]),
    learning.inferencePhases.length,
    learning.gradients.length > 0,
  );
  let done = 0;
  const begin: LearningCycle["begin"] = (weights, sample) => {
    done = 0;
    host.setInitialWeights(weights);
    giveSample(host, sample);
  };
  return {
    readRails: host.readRails,
    has: (moment) => places.has(moment),
    begin,
    // Whoever switches the phases also clears the network, which leaves nothing of the cycle before.
    goOn: begin,
    runTo: (moment) => {
      const until = Math.max(places.get(moment) ?? done, done);
      const failed = runPhases(host, circuit, phases.slice(done, until));
      done = until;
      return failed?.failure;
    },
  };
}

/** Moments by the number of stretches that have ended; each is given by the phases that run in it. */
function momentsOf(
  stretches: readonly (readonly string[])[],
  inference: number,
  hasGradients: boolean,
): ReadonlyMap<Moment, number> {
  const at = (name: string) => stretches.findIndex((phases) => phases.includes(name));
  const moments: readonly (readonly [Moment, number | undefined])[] = [
    ["loaded", at(FORWARD) < 0 ? undefined : at(FORWARD)],
    ["read", inference],
    ["recovered", at(FEEDBACK) < 0 ? undefined : at(FEEDBACK) + 1],
    ["collected", hasGradients && at(UPDATE) >= 0 ? at(UPDATE) : undefined],
    ["end", stretches.length],
  ];
  return new Map(
    moments.flatMap(([moment, place]) => (place === undefined ? [] : [[moment, place] as const])),
  );
}

function cycleOfFedNetwork(network: ReactionNetwork, host: FedHost): LearningCycle {
  const delays = delaysOf(network);
  const start = host.snapshot();
  const goOn: LearningCycle["goOn"] = (weights, sample) => {
    host.setInitialWeights(weights);
    giveSample(host, sample);
  };
  const run = (moment: Moment): FailedRun | undefined => {
    if (moment === "read") return host.runToReading();
    if (moment === "end") return host.runToNextFeed();
    return host.runToDelay(delays.get(moment) ?? 0);
  };
  return {
    readRails: host.readRails,
    has: (moment) => moment === "read" || moment === "end" || delays.has(moment),
    begin: (weights, sample) => {
      host.restore(start);
      goOn(weights, sample);
    },
    goOn,
    runTo: (moment) => run(moment)?.failure,
  };
}

/** Moments besides reading by the time since a feed. A clock of reactions has no other sharp moment. */
function delaysOf({ learning, clock }: ReactionNetwork): ReadonlyMap<Moment, number> {
  const delays = new Map<Moment, number>();
  const windows = clock?.windows ?? [];
  if (clock?.kind === "events") {
    const stretches = windows.map(({ phases }) => phases);
    const places = momentsOf(stretches, 0, (learning?.gradients.length ?? 0) > 0);
    for (const moment of ["loaded", "recovered", "collected"] as const) {
      // After the last window the next cycle has begun: running there would also run past the feed that is waited for.
      const delay = windows[places.get(moment) ?? -1]?.start;
      if (delay !== undefined) delays.set(moment, delay);
    }
  }
  return delays;
}
