// Questions about the two sides of a reaction.

import type { Reaction, SpeciesId } from "./reaction-network.js";

type Sides = Pick<Reaction, "reactants" | "products">;

/** Number of reactant molecules. */
export function reactionOrder(reaction: Sides): number {
  return reaction.reactants.reduce((sum, { coefficient }) => sum + coefficient, 0);
}

/** Net change of each species in one firing; species that do not change are left out. */
export function netChange(reaction: Sides): ReadonlyMap<SpeciesId, number> {
  const change = new Map<SpeciesId, number>();
  for (const { species, coefficient } of reaction.products)
    change.set(species, (change.get(species) ?? 0) + coefficient);
  for (const { species, coefficient } of reaction.reactants)
    change.set(species, (change.get(species) ?? 0) - coefficient);
  for (const [species, value] of change) if (value === 0) change.delete(species);
  return change;
}

/** ∏ n! over the reactants: the number of ways to order equal molecules. */
export function reactantFactorials(reaction: Sides): number {
  return reaction.reactants.reduce((product, { coefficient }) => product * factorial(coefficient), 1);
}

/** n!. */
export function factorial(count: number): number {
  let product = 1;
  for (let factor = 2; factor <= count; factor++) product *= factor;
  return product;
}
