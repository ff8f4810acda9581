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
  const placeOf = ({ species }: Stoichiometry): number => order.get(species) ?? 0;
  const sorted = (side: readonly Stoichiometry[]): readonly Stoichiometry[] => {
    const [first, second] = side;
    if (first === undefined || second === undefined) return side;
    if (side.length === 2 && placeOf(first) <= placeOf(second)) return side;
    return [...side].sort((a, b) => placeOf(a) - placeOf(b));
  };
  return reactions.map(
    ({ label, reactants, products, rate, phases, role, documentation, provenance }, index) => ({
      id: fresh(label ?? `r${index + 1}`),
      reactants: sorted(reactants),
      products: sorted(products),
      rate,
      phases,
      role,
      documentation,
      provenance,
    }),
  );
}
