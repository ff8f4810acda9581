// Externally clocked network → the same network with a clock of its own, made of events: it switches its phases, clears
// its species and cancels its weights by itself. What is left to the environment is to feed samples.

import { freshNames, UNDERSCORED } from "../network/free-name.js";
import { transliterate } from "../network/identifiers.js";
import { railIds } from "../network/rails.js";
import { binaryExpression, numberExpression } from "../network/rate-expression.js";
import type {
  EventAssignment,
  LearningCircuit,
  NetworkClock,
  NetworkEvent,
  Parameter,
  ParameterId,
  Phase,
  Provenance,
  RateExpression,
  Reaction,
  ReactionNetwork,
  SpeciesId,
} from "../network/reaction-network.js";

/**
 * Each phase gets a parameter, its gate, by which the constants of its reactions are multiplied: 1 while the phase runs,
 * else 0. One event a phase switches from it to the next; the one that begins a cycle also returns every species but the
 * weights to its initial value and, where that is nobody else's task, cancels the rails of the weights. Samples are due
 * when a cycle begins, after that event.
 */
export function eventsClock(network: ReactionNetwork): ReactionNetwork {
  const { phases, learning } = network;
  if (learning === undefined || phases.length === 0) return network;
  const provenance: Provenance = { origin: network.provenance.origin, rule: "clock of events" };
  const gates = gatesOf(network);
  const period = lengthOf(phases);
  const inference = phases.filter(({ name }) => learning.inferencePhases.includes(name));
  return {
    ...network,
    parameters: [...network.parameters, ...gateParameters(gates, provenance)],
    reactions: network.reactions.map((reaction) => gatedReaction(reaction, gates)),
    events: [...network.events, ...clockEvents(network, gates, provenance)],
    phases: [],
    learning: {
      ...learning,
      cancellation: learning.cancellation === "host" ? "events" : learning.cancellation,
      feed: { trigger: { kind: "every", period }, period, readDelay: lengthOf(inference) },
      inferencePhases: [],
      learningPhases: [],
    },
    clock: clockOf(phases),
  };
}

type Gates = ReadonlyMap<string, ParameterId>;

function gatesOf({ phases, parameters, species }: ReactionNetwork): Gates {
  const taken = [...parameters, ...species].map(({ id }) => id);
  const fresh = freshNames(taken, UNDERSCORED);
  return new Map(phases.map(({ name }) => [name, fresh(`gate_${transliterate(name)}`)]));
}

/** The first phase runs when the network starts. */
function gateParameters(gates: Gates, provenance: Provenance): readonly Parameter[] {
  return [...gates.values()].map((id, index) => ({
    id,
    name: id,
    value: index === 0 ? 1 : 0,
    unit: undefined,
    provenance,
  }));
}

/** A reaction of all phases needs no gate: one of them always runs. */
function gatedReaction(reaction: Reaction, gates: Gates): Reaction {
  const { rate, phases } = reaction;
  const names = phases.length === gates.size ? [] : phases;
  const [first, ...others] = names.map(
    (name): RateExpression => ({ kind: "parameter", id: gates.get(name)! }),
  );
  if (first === undefined) return { ...reaction, phases: [] };
  const gate = others.reduce<RateExpression>((left, right) => binaryExpression("+", left, right), first);
  const times = (left: RateExpression): RateExpression => binaryExpression("*", left, gate);
  return {
    ...reaction,
    phases: [],
    rate:
      rate.kind === "law"
        ? { kind: "law", flux: times(rate.flux) }
        : { kind: "mass-action", constant: times(rate.constant) },
  };
}

/** The event that begins a cycle comes first, since a sample is fed at the same time, after it. */
function clockEvents(
  network: ReactionNetwork,
  gates: Gates,
  provenance: Provenance,
): readonly NetworkEvent[] {
  const { phases, learning } = network;
  const period = lengthOf(phases);
  const taken = network.events.map(({ id }) => id);
  const fresh = freshNames(taken, UNDERSCORED);
  return phases.map(({ name }, index): NetworkEvent => {
    const gate = gates.get(name)!;
    const previous = gates.get(phases.at(index - 1)!.name)!;
    const switches: readonly EventAssignment[] =
      gate === previous ? [] : [setParameter(previous, 0), setParameter(gate, 1)];
    const first = lengthOf(phases.slice(0, index));
    return {
      id: fresh(`begin_${transliterate(name)}`),
      trigger: { kind: "every", period, ...(index === 0 ? {} : { first }) },
      assignments:
        index === 0 && learning !== undefined
          ? [...switches, ...cancelledWeights(learning), ...clearedSpecies(network, learning)]
          : switches,
      provenance,
    };
  });
}

function setParameter(id: ParameterId, value: number): EventAssignment {
  return { target: { kind: "parameter", id }, value: numberExpression(value) };
}

/** Both rails from their values before the event: max(±(w.p − w.m), 0). */
function cancelledWeights({ weights, cancellation }: LearningCircuit): readonly EventAssignment[] {
  if (cancellation !== "host") return [];
  return weights.flatMap(({ positive, negative }) =>
    negative === undefined ? [] : [excess(positive, negative), excess(negative, positive)],
  );
}

function excess(of: SpeciesId, over: SpeciesId): EventAssignment {
  const difference: RateExpression = {
    kind: "binary",
    operator: "-",
    left: { kind: "species", id: of },
    right: { kind: "species", id: over },
  };
  return {
    target: { kind: "species", id: of },
    value: { kind: "call", function: "max", arguments: [difference, numberExpression(0)] },
  };
}

function clearedSpecies(
  { species }: ReactionNetwork,
  { weights }: LearningCircuit,
): readonly EventAssignment[] {
  const kept = new Set(railIds(weights));
  return species
    .filter(({ id, clamped }) => !clamped && !kept.has(id))
    .map(({ id, initial }) => ({ target: { kind: "species", id }, value: numberExpression(initial) }));
}

function clockOf(phases: readonly Phase[]): NetworkClock {
  return {
    kind: "events",
    period: lengthOf(phases),
    windows: phases.map(({ name, duration }, index) => ({
      name,
      phases: [name],
      species: undefined,
      start: lengthOf(phases.slice(0, index)),
      area: duration,
    })),
    areaMismatch: 0,
    overlap: 0,
    transferRate: undefined,
    measured: true,
  };
}

function lengthOf(phases: readonly Phase[]): number {
  return phases.reduce((sum, { duration }) => sum + duration, 0);
}
