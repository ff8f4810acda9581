// One cycle of a compiled learner, run in stretches between the moments at which something can be read.

import type { Rails, ReactionNetwork } from "@ncrn/compiler";
import { InternalError } from "@ncrn/language";
import {
  createContinuousRunner,
  createPhaseRunner,
  type PhaseRunnerOptions,
  type RunFailure,
} from "@ncrn/simulator";
import { feedOf, positionsOf, programOf, type RailPositions, railPositions } from "../train/circuit.js";
import { overdue, PATIENCE } from "../train/fed-host.js";
import { addToRails, setRails } from "../train/set-rails.js";

/**
 * `loaded`: states have their initial values; `read`: outputs can be read; `recovered`: states have run back;
 * `collected`: gradients are complete and weights still unchanged; `end`: the next sample is due. A network that clears
 * itself when the next sample is due does not come past a moment that would coincide with its `end`.
 */
export type Moment = "loaded" | "read" | "recovered" | "collected" | "end";

/** A sample as the network is given it. */
export interface FedValues {
  readonly inputs: readonly number[];
  readonly targets: readonly number[];
}

/** A network on its way through cycles. */
export interface LearningCycle {
  readonly state: Float64Array;
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
  return network.learning?.feed === undefined
    ? cycleOfPhases(network, limits)
    : cycleOfFedNetwork(network, limits);
}

/** Rails of the learning interface by position. */
export function placedRails(network: ReactionNetwork, rails: readonly Rails[]): readonly RailPositions[] {
  const positions = positionsOf(network);
  return rails.map((entry) => railPositions(entry, positions));
}

function cycleOfPhases(network: ReactionNetwork, limits: CycleLimits): LearningCycle {
  const { learning } = network;
  if (learning === undefined) throw new InternalError(`${network.name} has no learning interface`);
  const runner = createPhaseRunner(programOf(network), { ...TOLERANCE, maxSteps: MAX_STEPS, ...limits });
  const names = [...learning.inferencePhases, ...learning.learningPhases];
  const phases = names.map((name) => network.phases.findIndex((phase) => phase.name === name));
  const places = momentsOf(
    names.map((name) => [name]),
    learning.inferencePhases.length,
    learning.gradients.length > 0,
  );
  const rails = fedRails(network);
  let done = 0;
  const begin: LearningCycle["begin"] = (weights, { inputs, targets }) => {
    done = 0;
    runner.resetToInitial();
    setRails(runner.state, rails.weights, weights);
    setRails(runner.state, rails.inputs, inputs);
    setRails(runner.state, rails.targets, targets);
  };
  return {
    state: runner.state,
    has: (moment) => places.has(moment),
    begin,
    // Whoever switches the phases also clears the network, which leaves nothing of the cycle before.
    goOn: begin,
    runTo: (moment) => {
      const until = places.get(moment) ?? done;
      for (; done < until; done++) {
        const failure = runner.runPhase(phases[done]);
        if (failure !== undefined) return failure;
      }
      return undefined;
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

function cycleOfFedNetwork(network: ReactionNetwork, limits: CycleLimits): LearningCycle {
  const feed = feedOf(network);
  if (feed === undefined) throw new InternalError(`${network.name} is not fed`);
  const settings = network.clock?.kind === "oscillator" ? OSCILLATOR_TOLERANCE : TOLERANCE;
  const { relativeTolerance: relative, absoluteTolerance: absolute } = settings;
  const toleranceBySpecies = feed.toleranceBySpecies({ relative, absolute });
  const program = programOf(network);
  const runner = createContinuousRunner(program, {
    ...settings,
    maxSteps: MAX_STEPS,
    ...limits,
    toleranceBySpecies,
  });
  const delays = delaysOf(network);
  const rails = fedRails(network);
  let fedAt = 0;
  const give = (weights: readonly number[], { inputs, targets }: FedValues) => {
    fedAt = runner.time();
    setRails(runner.state, rails.weights, weights);
    addToRails(runner.state, rails.inputs, inputs);
    addToRails(runner.state, rails.targets, targets);
  };
  return {
    state: runner.state,
    has: (moment) => moment === "end" || delays.has(moment),
    begin: (weights, sample) => {
      runner.resetToInitial();
      give(weights, sample);
    },
    goOn: give,
    runTo: (moment) => {
      if (moment !== "end") return runner.runUntil({ time: fedAt + (delays.get(moment) ?? 0) });
      const before = runner.firings(feed.event);
      const latest = fedAt + PATIENCE * feed.period;
      const failure = runner.runUntil({ event: feed.event, latest });
      if (failure !== undefined || runner.firings(feed.event) > before) return failure;
      return overdue({ program }, feed, latest);
    },
  };
}

/** Moments by the time since a feed. A clock of reactions has no sharp moment but that of reading. */
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
  delays.set("read", learning?.feed?.readDelay ?? 0);
  return delays;
}

function fedRails(network: ReactionNetwork) {
  const { inputs = [], targets = [], weights = [] } = network.learning ?? {};
  const placed = (rails: readonly Rails[]) => placedRails(network, rails);
  return { inputs: placed(inputs), targets: placed(targets), weights: placed(weights) };
}
