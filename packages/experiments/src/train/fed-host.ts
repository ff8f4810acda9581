// The host of a network that runs by itself: feeds samples and reads, nothing else; records what it does.

import type { HostDutyKind } from "@ncrn/compiler";
import {
  createContinuousRunner,
  type PhaseRunnerOptions,
  type RunFailure,
  type RunnerSnapshot,
} from "@ncrn/simulator";
import type { Circuit, CircuitFeed } from "./circuit.js";
import { type Reader, readersOf } from "./read-network.js";
import { addToRails, setRails, weightSpecies } from "./set-rails.js";

/** One running copy of a network that asks for its samples. It stands where the next sample is due, except while it runs. */
export interface FedHost extends Reader {
  readonly kind: "fed";
  /** Kinds of actions so far, in order of first use. */
  readonly actions: () => readonly HostDutyKind[];
  /** Initial concentrations of the weights, before the network starts; no action on a running network. */
  readonly setInitialWeights: (values: readonly number[]) => void;
  /** Concentrations of all rails of the weights before the network starts, in the order of `weightSpecies`. */
  readonly restoreWeightRails: (concentrations: readonly number[]) => void;
  /** Adds max(±value, 0) to the rails of inputs and targets. */
  readonly feed: (inputs: readonly number[], targets: readonly number[]) => void;
  /** Lets the network run until outputs can be read. */
  readonly runToReading: () => FailedRun | undefined;
  /** Lets the network run until it asks for the next sample. */
  readonly runToNextFeed: () => FailedRun | undefined;
  readonly snapshot: () => RunnerSnapshot;
  /** Makes this copy stand where another one stood, and marks the place. */
  readonly restore: (snapshot: RunnerSnapshot) => void;
  /** Back to where the copy started or was last put. */
  readonly returnToMark: () => void;
}

/** A run that did not come to its end, and the part of the cycle in which it stopped. */
export interface FailedRun {
  readonly failure: RunFailure;
  readonly phase: string;
}

/** A clock that has not come round after so many periods stands still. */
export const PATIENCE = 20;

/** Starts a copy of a network that runs by itself. */
export function createFedHost(circuit: Circuit, feed: CircuitFeed, options: PhaseRunnerOptions): FedHost {
  const { relativeTolerance = 1e-9, absoluteTolerance = 1e-12 } = options;
  const bound = { relative: relativeTolerance, absolute: absoluteTolerance };
  const toleranceBySpecies = feed.toleranceBySpecies(bound);
  const runner = createContinuousRunner(circuit.program, { ...options, toleranceBySpecies });
  const { state } = runner;
  const done = new Set<HostDutyKind>();
  let fedAt = 0;
  let mark = runner.snapshot();
  const inWindow = (failure: RunFailure | undefined): FailedRun | undefined =>
    failure && { failure, phase: feed.windowAt(runner.time() - fedAt) };
  const positions = weightSpecies(circuit);
  return {
    kind: "fed",
    actions: () => [...done],
    // Reading changes nothing, and the network does not wait for it.
    ...readersOf(circuit, state, () => undefined),
    setInitialWeights: (values) => {
      setRails(state, circuit.weights, values);
      mark = runner.snapshot();
    },
    restoreWeightRails: (concentrations) => {
      for (const [index, position] of positions.entries()) state[position] = concentrations[index] ?? 0;
      mark = runner.snapshot();
    },
    feed: (inputs, targets) => {
      done.add("feed-samples");
      fedAt = runner.time();
      addToRails(state, circuit.inputs, inputs);
      addToRails(state, circuit.targets, targets);
    },
    runToReading: () => inWindow(runner.runUntil({ time: fedAt + feed.readDelay })),
    runToNextFeed: () => {
      const before = runner.firings(feed.event);
      const latest = fedAt + PATIENCE * feed.period;
      const failure = runner.runUntil({ event: feed.event, latest });
      if (failure !== undefined || runner.firings(feed.event) > before) return inWindow(failure);
      return inWindow(overdue(circuit, feed, latest));
    },
    snapshot: runner.snapshot,
    restore: (snapshot) => {
      mark = snapshot;
      runner.restore(snapshot);
    },
    returnToMark: () => runner.restore(mark),
  };
}

/** The failure of a network that has not asked for a sample until `time`. */
export function overdue(
  { program }: Pick<Circuit, "program">,
  { event, period }: Pick<CircuitFeed, "event" | "period">,
  time: number,
): RunFailure {
  return {
    kind: "event-overdue",
    time,
    species: [],
    message: `The network has not asked for the next sample (\`${program.events[event]?.name}\`) within ${PATIENCE} periods of ${Number(period.toPrecision(4))}.`,
    hint: "Look whether other reactions use up species of its clock.",
  };
}
