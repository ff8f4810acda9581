// A lowered network → what its picture needs: species and reactions with their places in the text.

import { type Provenance, type ReactionNetwork, reactionOrder, reactionText } from "@ncrn/compiler";
import type { GraphReaction, GraphTerm, NetworkGraph, Place } from "../messages/network-messages.js";

/** The graph in the order of the network. */
export function graphOfNetwork(network: ReactionNetwork): NetworkGraph {
  return {
    name: network.name,
    phases: network.phases.map(({ name }) => name),
    species: network.species.map(({ id, name, role, initial, provenance }) => ({
      id,
      name,
      role,
      initial,
      place: placeOf(provenance),
      rule: provenance.rule,
    })),
    reactions: network.reactions.map((reaction): GraphReaction => {
      const { id, role, phases, provenance } = reaction;
      const [first = network.provenance] = provenance;
      return {
        id: `reaction ${id}`, // a species may be called `r1`, too
        role,
        phases,
        text: reactionText(reaction, network.units),
        order: reactionOrder(reaction),
        place: placeOf(first),
        rule: first.rule,
        ...sides(reaction),
      };
    }),
  };
}

function placeOf({ origin: { file, span } }: Provenance): Place {
  return { file, span };
}

/** Catalysts apart: a species on both sides counts as one as far as it is not changed. */
function sides({ reactants, products }: ReactionNetwork["reactions"][number]) {
  const made = new Map(products.map(({ species, coefficient }) => [species, coefficient]));
  const used = new Map(reactants.map(({ species, coefficient }) => [species, coefficient]));
  const less = (terms: readonly GraphTerm[], other: ReadonlyMap<string, number>): readonly GraphTerm[] =>
    terms.flatMap(({ species, coefficient }) => {
      const rest = coefficient - (other.get(species) ?? 0);
      return rest > 0 ? [{ species, coefficient: rest }] : [];
    });
  const catalysts = reactants.flatMap(({ species, coefficient }) => {
    const both = Math.min(coefficient, made.get(species) ?? 0);
    return both > 0 ? [{ species, coefficient: both }] : [];
  });
  return { reactants: less(reactants, made), products: less(products, used), catalysts };
}
