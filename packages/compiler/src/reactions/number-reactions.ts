// Gives reactions their identifiers: the label of the source where there is one, otherwise r1, r2, …

import type { AnonymousReaction } from "../lowering/reactions-from-equations.js";
import type { Reaction, Species, Stoichiometry } from "./reaction-network.js";

/** Sorts both sides in the order of the species and numbers the reactions in order. */
export function numberReactions(
  reactions: readonly (AnonymousReaction & { readonly label?: string | undefined })[],
  species: readonly Species[],
  taken: ReadonlySet<string> = new Set(),
): readonly Reaction[] {
  const order = new Map(species.map(({ id }, index) => [id, index]));
  const used = new Set(taken);
  const free = (wanted: string): string => {
    let id = wanted;
    for (let suffix = 2; used.has(id); suffix++) id = `${wanted}_${suffix}`;
    used.add(id);
    return id;
  };
  const sorted = (side: readonly Stoichiometry[]): readonly Stoichiometry[] =>
    [...side].sort((a, b) => (order.get(a.species) ?? 0) - (order.get(b.species) ?? 0));
  return reactions.map(({ label, ...reaction }, index) => ({
    ...reaction,
    id: free(label ?? `r${index + 1}`),
    reactants: sorted(reaction.reactants),
    products: sorted(reaction.products),
  }));
}
