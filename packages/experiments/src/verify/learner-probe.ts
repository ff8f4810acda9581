// A compiled learner, one sample at a time: what it puts out, which gradient it forms, and how its states and weights move.

import { netChange, type Rails, type ReactionNetwork } from "@ncrn/compiler";
import { InternalError } from "@ncrn/language";
import type { ExperimentFailure } from "../control.js";
import { failureInWords } from "../failure.js";
import type { ModelPoint } from "../source/source-of-model.js";
import { placedRails, type RailPositions } from "../train/circuit.js";
import { relativeError } from "./error-summary.js";
import {
  type CycleLimits,
  type FedValues,
  type LearningCycle,
  learningCycle,
  type Moment,
} from "./learning-cycle.js";

/** What a cycle showed. */
export interface ProbedCycle {
  readonly outputs: readonly number[];
  /** As the chemistry holds it; where it holds none, −(change of the weights)/eta. */
  readonly gradient: readonly number[];
  /**
   * Difference of the states that have run back to those that were loaded, relative to the larger of their norms at the
   * start and at the end of the forward phase; undefined if none run back.
   */
  readonly stateRecovery: number | undefined;
  /** Relative difference of the change of the weights to −eta·gradient; undefined if there is no gradient to read. */
  readonly update: number | undefined;
}

/** Runs cycles of one network. */
export interface LearnerProbe {
  /** A clean network with the weights of the point. */
  readonly probe: (point: ModelPoint) => ProbedCycle | ExperimentFailure;
  /** The same sample and weights, after a cycle with another sample. */
  readonly probeAfter: (other: FedValues, point: ModelPoint) => ProbedCycle | ExperimentFailure;
}

/** A probe of a network with a learning interface and its learning rate. */
export function createLearnerProbe(
  network: ReactionNetwork,
  eta: number,
  limits: CycleLimits = {},
): LearnerProbe {
  const cycle = learningCycle(network, limits);
  const rails = railsOf(network);
  const probed = (failure: ProbedCycle | CycleFailure): ProbedCycle | ExperimentFailure =>
    "kind" in failure ? failureInWords(failure, network) : failure;
  return {
    probe: (point) => {
      cycle.begin(point.weights, point);
      return probed(runCycle(cycle, rails, { weights: point.weights, eta }));
    },
    probeAfter: (other, point) => {
      cycle.begin(point.weights, other);
      // What asks for samples may ask once more right after a feed.
      const failure = cycle.runTo("read") ?? cycle.runTo("end");
      if (failure !== undefined) return failureInWords(failure, network);
      cycle.goOn(point.weights, point);
      return probed(runCycle(cycle, rails, { weights: point.weights, eta }));
    },
  };
}

type CycleFailure = NonNullable<ReturnType<LearningCycle["runTo"]>>;

interface ProbedRails {
  readonly outputs: readonly RailPositions[];
  readonly weights: readonly RailPositions[];
  readonly gradients: readonly RailPositions[];
  /** Those that run back. */
  readonly states: readonly RailPositions[];
}

function railsOf(network: ReactionNetwork): ProbedRails {
  const { learning } = network;
  if (learning === undefined) throw new InternalError(`${network.name} has no learning interface`);
  return {
    outputs: placedRails(network, learning.outputs),
    weights: placedRails(network, learning.weights),
    gradients: placedRails(network, learning.gradients),
    states: placedRails(network, statesThatRunBack(network)),
  };
}

/** States whose value a reversal changes; the others stand still after the forward phase. */
function statesThatRunBack({ learning, reactions }: ReactionNetwork): readonly Rails[] {
  const changes = reactions.filter(({ role }) => role === "state-reversal").map(netChange);
  return (learning?.states ?? []).filter(({ positive, negative }) =>
    changes.some(
      (change) => (change.get(positive) ?? 0) !== (negative === undefined ? 0 : (change.get(negative) ?? 0)),
    ),
  );
}

function runCycle(
  cycle: LearningCycle,
  rails: ProbedRails,
  { weights, eta }: { readonly weights: readonly number[]; readonly eta: number },
): ProbedCycle | CycleFailure {
  const seen = new Map<Moment, readonly number[]>();
  let ended: readonly number[] = [];
  const moments: readonly (readonly [Moment, readonly RailPositions[]])[] = [
    ["loaded", rails.states],
    ["read", rails.outputs],
    ["recovered", rails.states],
    ["collected", rails.gradients],
    ["end", rails.weights],
  ];
  for (const [moment, quantities] of moments) {
    if (!cycle.has(moment)) continue;
    const failure = cycle.runTo(moment);
    if (failure !== undefined) return failure;
    seen.set(moment, cycle.readRails(quantities));
    if (moment === "read") ended = cycle.readRails(rails.states);
  }
  const changes = seen.get("end")!.map((value, index) => value - weights[index]!);
  const collected = seen.get("collected");
  const [loaded, recovered] = [seen.get("loaded"), seen.get("recovered")];
  const isRunBack = rails.states.length > 0 && loaded !== undefined && recovered !== undefined;
  return {
    outputs: seen.get("read")!,
    gradient: collected ?? changes.map((change) => -change / eta),
    stateRecovery: isRunBack ? relativeError(recovered, loaded, ended) : undefined,
    update:
      collected &&
      relativeError(
        changes,
        collected.map((slope) => -eta * slope),
      ),
  };
}
