// The reactions that the user wrote → reactions of the network.

import type { CheckedNetwork } from "@ncrn/language";
import type { NetworkNames } from "../lowering/network-names.js";
import type { AnonymousReaction } from "../network/number-reactions.js";
import { binaryExpression, numberExpression } from "../network/rate-expression.js";
import { rateFromScalar, type ScalarMeaning } from "../network/rate-from-scalar.js";
import type { ReactionRate, Stoichiometry } from "../network/reaction-network.js";
import { reactantFactorials } from "../network/stoichiometry.js";

/** With `kinetics combinatoric` a constant is divided by ∏ n!, so that the network's own law is always k·∏[S]^n. */
export function reactionsFromText(
  source: CheckedNetwork,
  names: NetworkNames,
  meaningOf: (name: string) => ScalarMeaning,
): readonly (AnonymousReaction & { readonly label: string | undefined })[] {
  const side = (terms: CheckedNetwork["reactions"][number]["reactants"]): readonly Stoichiometry[] => {
    const found: { species: string; coefficient: number }[] = [];
    for (const { species, coefficient } of terms) {
      const id = names.identifiers.of(species);
      const known = found.length === 0 ? undefined : found.find((term) => term.species === id);
      if (known === undefined) found.push({ species: id, coefficient });
      else known.coefficient += coefficient;
    }
    return found;
  };
  return source.reactions.map((reaction) => {
    const reactants = side(reaction.reactants);
    const products = side(reaction.products);
    const orderings = source.kinetics === "combinatoric" ? reactantFactorials({ reactants, products }) : 1;
    const expression = rateFromScalar(reaction.rate.expression, meaningOf);
    const constant =
      orderings === 1 ? expression : binaryExpression("/", expression, numberExpression(orderings));
    const rate: ReactionRate =
      reaction.rate.kind === "law" ? { kind: "law", flux: expression } : { kind: "mass-action", constant };
    return {
      label: reaction.label,
      reactants,
      products,
      rate,
      phases: reaction.phase === undefined ? [] : [reaction.phase],
      role: "source",
      documentation: reaction.documentation,
      provenance: [{ origin: reaction.origin, rule: "reaction" }],
    };
  });
}
