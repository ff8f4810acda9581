// A large network → the part of it that is laid out and drawn: what the chosen phases have.

import type { NetworkGraph } from "../../messages/network-messages.js";

/** Beyond that a network with phases is shown phase by phase: all of it at once cannot be read. */
const MOST_REACTIONS_AT_ONCE = 150;

/** True if only what is chosen is laid out. */
export function isShownInParts({ reactions, phases }: NetworkGraph): boolean {
  return reactions.length > MOST_REACTIONS_AT_ONCE && phases.length > 1;
}

/** The phase that is shown first: that in which the states follow their equations, if there is one. */
export function firstShownPhase({ reactions, phases }: NetworkGraph): string | undefined {
  const forward = reactions.find(({ role }) => role === "forward");
  return phases.find((phase) => forward?.phases.includes(phase)) ?? phases[0];
}

/** These reactions and the species that take part in them; a network that is small enough stays whole. */
export function partOf(graph: NetworkGraph, chosen: ReadonlySet<string>): NetworkGraph {
  if (!isShownInParts(graph)) return graph;
  const reactions = graph.reactions.filter(({ id }) => chosen.has(id));
  if (reactions.length === graph.reactions.length) return graph;
  const taking = new Set(
    reactions.flatMap(({ reactants, products, catalysts }) =>
      [...reactants, ...products, ...catalysts].map(({ species }) => species),
    ),
  );
  return { ...graph, reactions, species: graph.species.filter(({ id }) => taking.has(id)) };
}
