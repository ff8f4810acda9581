// Species that only wait to be turned into others with one common factor, such as a gradient that becomes η times a
// change of its weight: the factor goes into the rates that make them, and the conversion is one to one.

import type { SpeciesId } from "../network/reaction-network.js";
import { netChange } from "../network/stoichiometry.js";
import type { CircuitPlan } from "./circuit-plan.js";
import type { Coefficient } from "./coefficient.js";
import type { GatedReaction } from "./gated-reactions.js";
import { keptProducts } from "./phase-local-copies.js";
import type { SpeciesPresence } from "./species-presence.js";

/** Species → the factor by which what makes it is multiplied. */
export function absorbedFactors(
  plan: CircuitPlan,
  presence: SpeciesPresence,
  reactions: readonly GatedReaction[],
): ReadonlyMap<SpeciesId, Coefficient> {
  const factors = new Map<SpeciesId, Coefficient>();
  for (const species of plan.species) {
    const factor = commonFactor(species, plan, presence);
    if (factor === undefined || plan.kindOf(species) !== "transient" || plan.outputs.has(species)) continue;
    if (isMadeByOpening(species, plan, presence)) continue;
    const changing = reactions.filter(({ reaction }) => netChange(reaction).has(species));
    const isRead = reactions.some(({ reaction }) =>
      reaction.reactants.some((term) => term.species === species),
    );
    if (isRead || changing.some(({ reaction }) => netChange(reaction).size > 1)) continue;
    factors.set(species, factor);
  }
  return factors;
}

/** The factor with which a species becomes all that it becomes, if it does so once and then is gone. */
function commonFactor(
  species: SpeciesId,
  plan: CircuitPlan,
  presence: SpeciesPresence,
): Coefficient | undefined {
  const openings = [...plan.windows.keys()].filter(
    (window) =>
      presence.isPresent(species, window - 1) && keptProducts(species, window, plan, presence).length > 0,
  );
  const [window] = openings;
  if (window === undefined || openings.length > 1 || presence.isPresent(species, window)) return undefined;
  const image = plan.image(species, window);
  const coefficients = keptProducts(species, window, plan, presence).map(
    (product) => image.get(product)!.coefficient,
  );
  const [first] = coefficients;
  const isCommon = coefficients.every(({ value }) => value === first?.value);
  return isCommon && first?.value !== 1 ? first : undefined;
}

function isMadeByOpening(species: SpeciesId, plan: CircuitPlan, presence: SpeciesPresence): boolean {
  return [...plan.windows.keys()].some((window) =>
    plan.species.some(
      (source) =>
        source !== species &&
        (source === plan.token || presence.isPresent(source, window - 1)) &&
        plan.image(source, window).has(species),
    ),
  );
}
