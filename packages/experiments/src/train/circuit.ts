// A trainable network with its record → positions in the running state: what the host sets, keeps and reads.

import { netChange, programFromReactions, type Rails, type ReactionNetwork } from "@ncrn/compiler";
import { type CheckedTrain, InternalError, type Origin, type ScalarExpression } from "@ncrn/language";
import type { Program, SpeciesTolerances } from "@ncrn/simulator";
import { compileScalars } from "../scalar/compile-scalars.js";
import { componentNames } from "../scalar/component-names.js";
import { componentReader } from "../scalar/component-reader.js";
import { type SpeciesBound, toleranceBySpecies } from "../tolerance-by-species.js";
import { feedByComponent } from "./feed.js";

/** Positions of the rails of a signed quantity. */
export interface RailPositions {
  readonly name: string;
  readonly positive: number;
  readonly negative: number | undefined;
}

/** A quantity that the host sets before each sample. */
export interface FedQuantity extends RailPositions {
  readonly value: ScalarExpression;
  readonly origin: Origin;
}

/** A trained quantity. */
export interface WeightPositions extends RailPositions {
  readonly restricted: boolean;
}

/** What a host sets, runs and reads in a network. */
export interface HostedCircuit {
  readonly program: Program;
  readonly inputs: readonly RailPositions[];
  readonly targets: readonly RailPositions[];
  readonly weights: readonly WeightPositions[];
  /** The host cancels the rails of weights between samples. */
  readonly hostCancelsRails: boolean;
  /** Undefined if the host switches phases. */
  readonly feed: CircuitFeed | undefined;
  readonly inferencePhases: readonly number[];
  readonly learningPhases: readonly number[];
  /** Outputs as they stand in a state. */
  readonly readOutputs: (state: Float64Array) => readonly number[];
}

/** A circuit with what a `train` record says about it: only quantities that the record feeds are set. */
export interface Circuit extends HostedCircuit {
  readonly inputs: readonly FedQuantity[];
  readonly targets: readonly FedQuantity[];
  readonly outputNames: readonly string[];
  readonly targetNames: readonly string[];
  /** What the outputs are compared with, computed from the data by the host; in the order of `targetNames`. */
  readonly targetValues: readonly ScalarExpression[];
}

/** When a network that runs by itself is fed and read. */
export interface CircuitFeed {
  /** Index of the event of the program that asks for the next sample. */
  readonly event: number;
  readonly period: number;
  /** From a feed until outputs can be read. */
  readonly readDelay: number;
  /** Error bounds by species position for given common ones: a clock is followed more closely than what it switches. */
  readonly toleranceBySpecies: (common: SpeciesBound) => SpeciesTolerances;
  /** The part of the cycle that runs some time after a feed. */
  readonly windowAt: (time: number) => string;
}

/** What a `train` record says about feeding and reading; `output` is written for hand-written networks only. */
export type CircuitRecord = Pick<CheckedTrain, "feed" | "output" | "target">;

/** The circuit of a network that carries a learning interface, as it is run without data. */
export function hostedCircuitOf(network: ReactionNetwork): HostedCircuit {
  const { learning } = network;
  if (learning === undefined) throw new InternalError(`${network.name} has no learning interface`);
  const positions = positionsOf(network);
  const placed = (rails: readonly Rails[]) => placedRails(network, rails);
  const phases = (names: readonly string[]) =>
    names.map((name) => network.phases.findIndex((phase) => phase.name === name));
  const outputs = placed(learning.outputs);
  return {
    program: programOf(network),
    inputs: placed(learning.inputs),
    targets: placed(learning.targets),
    weights: learning.weights.map((rails) => ({
      ...railPositions(rails, positions),
      restricted: rails.restricted,
    })),
    hostCancelsRails: learning.cancellation === "host",
    feed: feedOf(network),
    inferencePhases: phases(learning.inferencePhases),
    learningPhases: phases(learning.learningPhases),
    readOutputs: (state) => outputs.map((rails) => railDifference(state, rails)),
  };
}

/** The circuit of a network that carries a learning interface, with the data that a record feeds it. */
export function circuitOf(network: ReactionNetwork, record: CircuitRecord): Circuit {
  const hosted = hostedCircuitOf(network);
  const feed = feedByComponent(record);
  const fed = (rails: readonly RailPositions[]) =>
    rails.flatMap((entry) => {
      const value = feed.get(entry.name);
      return value === undefined ? [] : [{ ...entry, ...value }];
    });
  const targets = fed(hosted.targets);
  const outputNames = (network.learning?.outputs ?? []).map(({ name }) => name);
  return {
    ...hosted,
    inputs: fed(hosted.inputs),
    targets,
    outputNames,
    ...(record.output === undefined ? {} : handWrittenReadout(network, record.output)),
    ...(record.target === undefined
      ? { targetNames: targets.map(({ name }) => name), targetValues: targets.map(({ value }) => value) }
      : { targetNames: ["target"], targetValues: [record.target] }),
  };
}

/** The program of a network; what asks for samples is its last event, which assigns nothing. */
function programOf(network: ReactionNetwork): Program {
  const feed = network.learning?.feed;
  if (feed === undefined) return programFromReactions(network);
  const { trigger } = feed;
  const asking = { id: "next_sample", trigger, assignments: [], provenance: network.provenance };
  return programFromReactions({ ...network, events: [...network.events, asking] });
}

/** How a network that runs by itself is fed; undefined if it does not. */
function feedOf({ learning, events, species, clock }: ReactionNetwork): CircuitFeed | undefined {
  if (learning?.feed === undefined) return undefined;
  const { period, readDelay } = learning.feed;
  const windows = clock?.windows ?? [];
  return {
    event: events.length,
    period,
    readDelay,
    toleranceBySpecies: (common) => toleranceBySpecies(species, common),
    windowAt: (time) =>
      windows.filter(({ start }) => start <= time).at(-1)?.name ?? windows.at(-1)?.name ?? "",
  };
}

function handWrittenReadout(
  network: ReactionNetwork,
  output: ScalarExpression,
): Pick<Circuit, "outputNames" | "readOutputs"> {
  const names = componentNames([output]);
  const program = compileScalars([output], names);
  const reader = componentReader(network);
  const readers = names.map((name) => reader(name));
  const values = new Float64Array(names.length);
  const result = new Float64Array(1);
  return {
    outputNames: [output.kind === "Component" ? output.name : "output"],
    readOutputs: (state) => {
      for (const [index, read] of readers.entries()) values[index] = read(state);
      program(values, 0, result);
      return [result[0] ?? Number.NaN];
    },
  };
}

/** The value of a quantity: positive − negative rail. */
export function railDifference(state: Float64Array, { positive, negative }: RailPositions): number {
  return state[positive]! - (negative === undefined ? 0 : state[negative]!);
}

/** Positions of quantities of a learner by their names: states, inputs and weights. */
export function railsOfNames(network: ReactionNetwork, names: readonly string[]): readonly RailPositions[] {
  const { learning } = network;
  const known = learning === undefined ? [] : [...learning.states, ...learning.inputs, ...learning.weights];
  const positions = positionsOf(network);
  return names.map((name) => {
    const rails = known.find((entry) => entry.name === name);
    if (rails === undefined)
      throw new InternalError(`The loss refers to ${name}, which the circuit does not hold`);
    return railPositions(rails, positions);
  });
}

/** True if no reaction of the inference phases changes a weight, as in every compiled learner. */
export function inferenceKeepsWeights({ learning, reactions }: ReactionNetwork): boolean {
  const weights = new Set(learning?.weights.flatMap(({ positive, negative }) => [positive, negative]));
  const inference = reactions.filter(
    ({ phases }) => phases.length === 0 || phases.some((phase) => learning?.inferencePhases.includes(phase)),
  );
  return inference.every((reaction) => [...netChange(reaction)].every(([species]) => !weights.has(species)));
}

/** Species identifiers → positions in the state. */
function positionsOf(network: ReactionNetwork): ReadonlyMap<string, number> {
  return new Map(network.species.map(({ id }, index) => [id, index]));
}

/** Rails of a learning interface by position. */
export function placedRails(network: ReactionNetwork, rails: readonly Rails[]): readonly RailPositions[] {
  const positions = positionsOf(network);
  return rails.map((entry) => railPositions(entry, positions));
}

/** Rails by identifier → rails by position. */
export function railPositions(rails: Rails, positions: ReadonlyMap<string, number>): RailPositions {
  const position = (id: string) => {
    const index = positions.get(id);
    if (index === undefined) throw new InternalError(`No species ${id}`);
    return index;
  };
  const { name, positive, negative } = rails;
  return {
    name,
    positive: position(positive),
    negative: negative === undefined ? undefined : position(negative),
  };
}
