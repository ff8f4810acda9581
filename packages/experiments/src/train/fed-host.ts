// The host of a network that runs by itself: feeds samples and reads, nothing else; records what it does.

import type { HostDutyKind } from "@ncrn/compiler";
import {
  type ContinuousRunner,
  createContinuousRunner,
  type PhaseRunnerOptions,
  type RunFailure,
  type RunnerSnapshot,
} from "@ncrn/simulator";
import type { CircuitFeed, HostedCircuit } from "./circuit.js";
import { type Reader, readersOf } from "./read-network.js";
import { addToRails, setRails, weightSpecies } from "./set-rails.js";

/** One running copy of a network that asks for its samples. It stands where the next sample is due, except while it runs. */
export interface FedHost extends Reader {
  readonly kind: "fed";
  /** Concentrations by species position, as they are. */
  readonly state: Float64Array;
  /** Kinds of actions so far, in order of first use. */
  readonly actions: () => readonly HostDutyKind[];
  /** Concentrations of the weights before the network starts, or where the next sample is due: marks the place. */
  readonly setInitialWeights: (values: readonly number[]) => void;
  /** Concentrations of all rails of the weights before the network starts, in the order of `weightSpecies`. */
  readonly restoreWeightRails: (concentrations: readonly number[]) => void;
  /** Adds max(±value, 0) to the rails of inputs and targets. */
  readonly feed: (inputs: readonly number[], targets: readonly number[]) => void;
  /** Lets the network run until so much time has gone by since the last feed. */
  readonly runToDelay: (delay: number) => FailedRun | undefined;
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
const PATIENCE = 20;

/** Starts a copy of a network that runs by itself. */
export function createFedHost(
  circuit: HostedCircuit,
  feed: CircuitFeed,
  options: PhaseRunnerOptions,
): FedHost {
  const run = startFedRun(circuit, feed, options);
  const { runner, done } = run;
  return {
    kind: "fed",
    state: runner.state,
    actions: () => [...done],
    // Reading changes nothing, and the network does not wait for it.
    ...readersOf(circuit, runner.state, () => undefined),
    ...weightWritersOf(run),
    feed: (inputs, targets) => {
      done.add("feed-samples");
      run.fedAt = runner.time();
      addToRails(runner.state, circuit.inputs, inputs);
      addToRails(runner.state, circuit.targets, targets);
    },
    runToDelay: (delay) => runToDelay(run, delay),
    runToReading: () => runToDelay(run, feed.readDelay),
    runToNextFeed: () => runToNextFeed(run),
    snapshot: runner.snapshot,
    restore: (snapshot) => {
      run.mark = snapshot;
      runner.restore(snapshot);
    },
    returnToMark: () => runner.restore(run.mark),
  };
}

interface FedRun {
  readonly circuit: HostedCircuit;
  readonly feed: CircuitFeed;
  readonly runner: ContinuousRunner;
  readonly done: Set<HostDutyKind>;
  fedAt: number;
  mark: RunnerSnapshot;
}

function startFedRun(circuit: HostedCircuit, feed: CircuitFeed, options: PhaseRunnerOptions): FedRun {
  const { relativeTolerance = 1e-9, absoluteTolerance = 1e-12 } = options;
  const bound = { relative: relativeTolerance, absolute: absoluteTolerance };
  const toleranceBySpecies = feed.toleranceBySpecies(bound);
  const runner = createContinuousRunner(circuit.program, { ...options, toleranceBySpecies });
  return { circuit, feed, runner, done: new Set(), fedAt: 0, mark: runner.snapshot() };
}

function weightWritersOf(run: FedRun): Pick<FedHost, "setInitialWeights" | "restoreWeightRails"> {
  const { circuit, runner } = run;
  const positions = weightSpecies(circuit);
  return {
    setInitialWeights: (values) => {
      setRails(runner.state, circuit.weights, values);
      run.mark = runner.snapshot();
    },
    restoreWeightRails: (concentrations) => {
      for (const [index, position] of positions.entries())
        runner.state[position] = concentrations[index] ?? 0;
      run.mark = runner.snapshot();
    },
  };
}

function runToDelay(run: FedRun, delay: number): FailedRun | undefined {
  return inWindow(run, run.runner.runUntil({ time: run.fedAt + delay }));
}

function runToNextFeed(run: FedRun): FailedRun | undefined {
  const { feed, runner, fedAt } = run;
  const before = runner.firings(feed.event);
  const latest = fedAt + PATIENCE * feed.period;
  const failure = runner.runUntil({ event: feed.event, latest });
  if (failure !== undefined || runner.firings(feed.event) > before) return inWindow(run, failure);
  return inWindow(run, overdue(run, latest));
}

function inWindow({ feed, runner, fedAt }: FedRun, failure: RunFailure | undefined): FailedRun | undefined {
  return failure && { failure, phase: feed.windowAt(runner.time() - fedAt) };
}

/** The failure of a network that has not asked for a sample until `time`. */
function overdue({ circuit: { program }, feed: { event, period } }: FedRun, time: number): RunFailure {
  return {
    kind: "event-overdue",
    time,
    species: [],
    message: `The network has not asked for the next sample (\`${program.events[event]?.name}\`) within ${PATIENCE} periods of ${Number(period.toPrecision(4))}.`,
    hint: "Look whether other reactions use up species of its clock.",
  };
}
