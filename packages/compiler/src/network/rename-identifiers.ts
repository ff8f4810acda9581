// Network → the same network under other identifiers of species and parameters; names of the source stay.

import { mapRails, mapRailsOfLearning } from "./rails.js";
import { mapLeaves } from "./rate-expression.js";
import type {
  LearningCircuit,
  NetworkClock,
  NetworkEvent,
  RateExpression,
  Reaction,
  ReactionNetwork,
  Stoichiometry,
} from "./reaction-network.js";

/** Applies `rename` to every identifier of a species or parameter; it must not give one identifier to two things. */
export function renameIdentifiers(network: ReactionNetwork, rename: (id: string) => string): ReactionNetwork {
  const expression = (value: RateExpression) => renameInExpression(value, rename);
  return {
    ...network,
    parameters: network.parameters.map((parameter) => ({ ...parameter, id: rename(parameter.id) })),
    species: network.species.map((species) => ({ ...species, id: rename(species.id) })),
    reactions: network.reactions.map((reaction) => renameInReaction(reaction, rename)),
    events: network.events.map((event) => renameInEvent(event, rename)),
    observables: network.observables.map(({ name, value }) => ({ name, value: expression(value) })),
    learning: network.learning && renameInLearning(network.learning, rename),
    clock: network.clock && renameInClock(network.clock, rename),
  };
}

function renameInExpression(expression: RateExpression, rename: (id: string) => string): RateExpression {
  return mapLeaves(expression, (leaf) =>
    leaf.kind === "parameter" || leaf.kind === "species" ? { ...leaf, id: rename(leaf.id) } : leaf,
  );
}

function renameInReaction(reaction: Reaction, rename: (id: string) => string): Reaction {
  const { rate } = reaction;
  const side = (terms: readonly Stoichiometry[]) =>
    terms.map((term) => ({ ...term, species: rename(term.species) }));
  return {
    ...reaction,
    reactants: side(reaction.reactants),
    products: side(reaction.products),
    rate:
      rate.kind === "mass-action"
        ? { kind: rate.kind, constant: renameInExpression(rate.constant, rename) }
        : { kind: rate.kind, flux: renameInExpression(rate.flux, rename) },
  };
}

function renameInEvent(event: NetworkEvent, rename: (id: string) => string): NetworkEvent {
  const { trigger } = event;
  return {
    ...event,
    trigger: renameInTrigger(trigger, rename),
    assignments: event.assignments.map(({ target, value }) => ({
      target: { ...target, id: rename(target.id) },
      value: renameInExpression(value, rename),
    })),
  };
}

function renameInTrigger(
  trigger: NetworkEvent["trigger"],
  rename: (id: string) => string,
): NetworkEvent["trigger"] {
  return trigger.kind === "when"
    ? { kind: trigger.kind, condition: renameInExpression(trigger.condition, rename) }
    : trigger;
}

function renameInClock(clock: NetworkClock, rename: (id: string) => string): NetworkClock {
  const windows = clock.windows.map((window) => ({
    ...window,
    species: window.species === undefined ? undefined : rename(window.species),
  }));
  return { ...clock, windows };
}

function renameInLearning(learning: LearningCircuit, rename: (id: string) => string): LearningCircuit {
  return {
    ...learning,
    ...mapRailsOfLearning(learning, (rails) => mapRails(rails, rename)),
    loss: renameInExpression(learning.loss, rename),
    feed: learning.feed && {
      ...learning.feed,
      trigger: renameInTrigger(learning.feed.trigger, rename),
    },
  };
}
