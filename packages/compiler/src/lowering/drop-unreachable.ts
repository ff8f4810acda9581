// Network → network without what cannot matter: generated species that stay at 0 for ever,
// and reactions that need one of them. What the user declared stays.

import { mapRailsOfLearning, railIds } from "../network/rails.js";
import { subexpressions } from "../network/rate-expression.js";
import type { Rails, ReactionNetwork, Species, SpeciesId } from "../network/reaction-network.js";
import { replaceSpeciesByZero } from "./replace-species.js";

/** Removes unreachable generated species; rails that stay empty disappear from read-outs and from the learning circuit. */
export function dropUnreachable(network: ReactionNetwork): ReactionNetwork {
  if (network.species.every(canBePresent)) return network;
  const reachable = reachableSpecies(network);
  const kept = new Set(network.species.filter(({ id }) => reachable.has(id)).map(({ id }) => id));
  if (kept.size === network.species.length) return network;
  const isKept = (id: SpeciesId): boolean => kept.has(id);
  const cut = <Kind extends Rails>(rails: Kind): Kind =>
    rails.negative === undefined || isKept(rails.negative) ? rails : { ...rails, negative: undefined };
  return {
    ...network,
    species: network.species.filter(({ id }) => isKept(id)),
    reactions: network.reactions.filter(({ reactants }) => reactants.every(({ species }) => isKept(species))),
    observables: network.observables.map((observable) => ({
      ...observable,
      value: replaceSpeciesByZero(observable.value, isKept),
    })),
    learning: network.learning && {
      ...network.learning,
      ...mapRailsOfLearning(network.learning, cut),
      loss: replaceSpeciesByZero(network.learning.loss, isKept),
    },
  };
}

/** Present at the start, or the user's, who may put it there. */
function canBePresent({ initial, role }: Species): boolean {
  return initial > 0 || role === "species" || role === "signal";
}

/** Species that can ever be present: present at the start, set from outside, or made from such. */
function reachableSpecies(network: ReactionNetwork): ReadonlySet<SpeciesId> {
  const reachable = new Set<SpeciesId>(externallySet(network));
  for (const species of network.species) if (canBePresent(species)) reachable.add(species.id);
  for (let grown = true; grown; ) {
    grown = false;
    for (const { reactants, products } of network.reactions) {
      if (!reactants.every(({ species }) => reachable.has(species))) continue;
      for (const { species } of products) {
        if (reachable.has(species)) continue;
        reachable.add(species);
        grown = true;
      }
    }
  }
  return reachable;
}

function externallySet(network: ReactionNetwork): readonly SpeciesId[] {
  const { learning } = network;
  // A positive output, adjoint or gradient rail stays even if nothing makes it, so that there is something to read.
  const read = learning === undefined ? [] : [...learning.outputs, ...learning.states, ...learning.gradients];
  const fed = learning === undefined ? [] : [...learning.inputs, ...learning.targets, ...learning.weights];
  return [
    ...read.map(({ positive }) => positive),
    ...railIds(fed),
    ...network.events.flatMap(({ assignments }) =>
      assignments.flatMap(({ target }) => (target.kind === "species" ? [target.id] : [])),
    ),
    ...network.reactions.flatMap(({ rate }) =>
      rate.kind === "law"
        ? subexpressions(rate.flux).flatMap((part) => (part.kind === "species" ? [part.id] : []))
        : [],
    ),
  ];
}
