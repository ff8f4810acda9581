// What a network panel says of what is in sight.

import type { NetworkGraph } from "../../messages/network-messages.js";
import type { NetworkChoice } from "./network-tools.js";

/** What can be done with the drawing, and what of the network is not in it. */
export function statusText(
  { reactions }: NetworkGraph,
  { reactions: chosen }: NetworkChoice,
  isReadable: boolean,
): string {
  if (reactions.length === 0) return "There are no reactions.";
  return [
    "Click a species or reaction to go to its source; scroll to zoom, drag to move.",
    ...(chosen.size < reactions.length
      ? [`${chosen.size} of ${reactions.length} reactions are shown: choose more phases, or “all”.`]
      : []),
    ...(isReadable ? [] : ["Names are small here: scroll, or press +, to read them."]),
  ].join(" ");
}

/** How many species are found, and how many of them are hidden. */
export function searchText(
  graph: NetworkGraph,
  { reactions, species = new Set() }: NetworkChoice,
  current: string | undefined,
): string {
  const shown = speciesShown(graph, reactions);
  const found = graph.species.filter(({ id }) => species.has(id));
  const visible = found.filter(({ id }) => shown.has(id));
  const hidden = found.length - visible.length;
  const at = visible.findIndex(({ id }) => id === current);
  return [
    `${visible.length} species found${hidden === 0 ? "" : `, ${hidden} more hidden by the phase filter`}.`,
    ...(at < 0 ? [] : [`This is ${visible[at]?.name}, the ${at + 1}. of ${visible.length}.`]),
    ...(visible.length > 1 ? ["Enter goes to the next."] : []),
  ].join(" ");
}

/** Those that take part in one of these reactions, and those that take part in none at all. */
export function speciesShown(
  { species, reactions }: NetworkGraph,
  chosen: ReadonlySet<string>,
): ReadonlySet<string> {
  const [shown, hidden] = [new Set<string>(), new Set<string>()];
  for (const { id, reactants, products, catalysts } of reactions)
    for (const term of [...reactants, ...products, ...catalysts])
      (chosen.has(id) ? shown : hidden).add(term.species);
  return new Set(species.map(({ id }) => id).filter((id) => shown.has(id) || !hidden.has(id)));
}
