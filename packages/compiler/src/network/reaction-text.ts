// Reaction → one line in the notation of the language. A species on both sides with equal coefficients is written as a
// catalyst (`by`) unless nothing else would be left.

import { expressionText } from "./expression-text.js";
import type { Reaction, ReactionNetwork, Stoichiometry } from "./reaction-network.js";

/** `Prey + Pred ->{eat} 2 Pred`, `0 ->{k} Z by P + X`, `A ->[V * A / (K + A)] B`; numbers with their units if given. */
export function reactionText(reaction: Reaction, units?: ReactionNetwork["units"]): string {
  const { rate } = reaction;
  const { reactants, products, catalysts } = splitCatalysts(reaction);
  const by = catalysts.length === 0 ? "" : ` by ${complexText(catalysts)}`;
  const rateText =
    rate.kind === "mass-action"
      ? `{${expressionText(rate.constant, units)}}`
      : `[${expressionText(rate.flux, units)}]`;
  return `${complexText(reactants)} ->${rateText} ${complexText(products)}${by}`;
}

/** `2 A + B`; nothing is `0`. */
function complexText(terms: readonly Stoichiometry[]): string {
  if (terms.length === 0) return "0";
  return terms
    .map(({ species, coefficient }) => (coefficient === 1 ? species : `${coefficient} ${species}`))
    .join(" + ");
}

interface SplitReaction {
  readonly reactants: readonly Stoichiometry[];
  readonly products: readonly Stoichiometry[];
  readonly catalysts: readonly Stoichiometry[];
}

function splitCatalysts({ reactants, products }: Reaction): SplitReaction {
  const coefficients = new Map(products.map(({ species, coefficient }) => [species, coefficient]));
  const catalysts = reactants.filter(({ species, coefficient }) => coefficients.get(species) === coefficient);
  const isCatalyst = new Set(catalysts.map(({ species }) => species));
  const isChanged = ({ species }: Stoichiometry) => !isCatalyst.has(species);
  const split = { reactants: reactants.filter(isChanged), products: products.filter(isChanged), catalysts };
  // `0 -> 0 by A` is no reaction; `A -> A` says what it is.
  return split.reactants.length + split.products.length === 0
    ? { reactants, products, catalysts: [] }
    : split;
}
