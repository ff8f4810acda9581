// Reaction → its propensity in a volume V as text: counts of molecules without brackets, falling factorials, powers of V.

import { type RateExpression, type Reaction, type ReactionNetwork, reactionOrder } from "@ncrn/compiler";
import { nameAmongOperators, productOf, productText } from "./flux.js";
import { type Notation, superscript, unicodeExpression } from "./unicode-expression.js";

/** How the volume is called, so that no quantity of the network has the same name. */
export function volumeName({ species, parameters }: ReactionNetwork): string {
  return [...species, ...parameters].some(({ name }) => name === "V") ? "Ω" : "V";
}

/** `k·A·(A − 1)/V`: the probability per time; the limit for large V is V times the flux. */
export function propensityText(reaction: Reaction, notation: Notation, volume = "V"): string {
  const { rate, reactants } = reaction;
  const count = (id: string): string => nameAmongOperators(notation.species(id).slice(1, -1));
  if (rate.kind === "law")
    return `${volume}·(${lawText(rate.flux, notation, (id) => `${count(id)}/${volume}`)})`;
  const { above, below, factors } = productOf(rate.constant, notation, true);
  const counts = reactants.flatMap(({ species, coefficient }) =>
    Array.from({ length: coefficient }, (_, taken) =>
      taken === 0 ? count(species) : `(${count(species)} − ${taken})`,
    ),
  );
  const order = reactionOrder(reaction);
  const created = order === 0 ? [volume] : [];
  const text = productText({ above, below, factors: [...factors, ...counts, ...created] });
  return order > 1 ? `${text}/${volume}${order > 2 ? superscript(order - 1) : ""}` : text;
}

/** A law reads concentrations, which are counts over the volume. */
function lawText(law: RateExpression, notation: Notation, concentration: (id: string) => string): string {
  return unicodeExpression(law, { ...notation, species: (id) => `(${concentration(id)})` });
}
