// Gives reactions their identifiers: the label of the source where there is one, otherwise r1, r2, …

import { freshNames, UNDERSCORED } from "./free-name.js";
import type { Reaction, Species, Stoichiometry } from "./reaction-network.js";

/** A reaction before it has an identifier. */
export type AnonymousReaction = Omit<Reaction, "id">;

/** Sorts both sides in the order of the species and numbers the reactions in order. */
export function numberReactions(
  reactions: readonly (AnonymousReaction & { readonly label?: string | undefined })[],
  species: readonly Species[],
  taken: ReadonlySet<string> = new Set(),
): readonly Reaction[] {
  const order = new Map(species.map(({ id }, index) => [id, index]));
  const fresh = freshNames(taken, UNDERSCORED);
  const sorted = (side: readonly Stoichiometry[]): readonly Stoichiometry[] =>
    [...side].sort((a, b) => (order.get(a.species) ?? 0) - (order.get(b.species) ?? 0));
  return reactions.map(({ label, ...reaction }, index) => ({
    ...reaction,
    id: fresh(label ?? `r${index + 1}`),
    reactants: sorted(reaction.reactants),
    products: sorted(reaction.products),
  }));
}
