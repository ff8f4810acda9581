// Names with which a statement may begin: reactants, and what an equation is about.

import { expectations } from "@ncrn/language";
import type { BlockContainer } from "./frames.js";
import type { Names } from "./names.js";
import type { Offer } from "./offer.js";
import { offersOfTargets } from "./offers-of-names.js";

/** States in a model; species, signals and rails elsewhere. */
export function statementTargets(names: Names, container: BlockContainer): readonly Offer[] {
  if (container === "model") return offersOfTargets(names, expectations.modelEquation);
  const reactants = offersOfTargets(names, expectations.reactant);
  const known = new Set(reactants.map(({ label }) => label));
  const others = offersOfTargets(names, expectations.networkEquation).filter(
    ({ label }) => !known.has(label),
  );
  return [...reactants, ...others];
}
