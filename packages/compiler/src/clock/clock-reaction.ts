// A reaction that closing a network adds, before it has an identifier and a place in the text.

import type { Origin } from "@ncrn/language";
import type { AnonymousReaction } from "../network/number-reactions.js";
import type { Provenance, RateExpression, ReactionRole, Stoichiometry } from "../network/reaction-network.js";

/** A mass-action reaction with its reason. */
export interface ClockReaction {
  readonly reactants: readonly Stoichiometry[];
  readonly products: readonly Stoichiometry[];
  readonly constant: RateExpression;
  readonly role: ReactionRole;
  readonly rule: string;
  /** The terms of the circuit that it carries out. */
  readonly terms?: readonly Provenance[];
}

/** The same as a reaction of a network without phases. */
export function anonymousReaction(
  { reactants, products, constant, role, rule, terms = [] }: ClockReaction,
  origin: Origin,
): AnonymousReaction {
  return {
    reactants,
    products,
    rate: { kind: "mass-action", constant },
    phases: [],
    role,
    documentation: undefined,
    provenance: [{ origin, rule }, ...terms],
  };
}
