// The reactions that windows run, each with all the windows in which it may act.

import type { Reaction, SpeciesId } from "../network/reaction-network.js";
import { netChange, reactionOrder } from "../network/stoichiometry.js";
import type { CircuitPlan } from "./circuit-plan.js";
import type { SpeciesPresence } from "./species-presence.js";
import { withToken } from "./token-gate.js";

/** A reaction that acts in some windows, for the same time in each. */
export interface GatedReaction {
  readonly reaction: Reaction;
  readonly windows: readonly number[];
  readonly duration: number;
  /**
   * `none`: may act whenever its reactants meet, at its own rate. `copies`: acts only in its windows because a reactant is
   * local to them. `clock`: the clock species is its catalyst, since all that it reads persists and what it makes only
   * accumulates.
   */
  readonly gate: "none" | "copies" | "clock";
}

/** Reactions whose reactants are there and whose change something needs; those that run equally long are kept together. */
export function gatedReactions(plan: CircuitPlan, presence: SpeciesPresence): readonly GatedReaction[] {
  const found = new Map<string, GatedReaction>();
  for (const [index, { reactions }] of plan.windows.entries()) {
    for (const { reaction: original, duration } of reactions) {
      if (!acts(original, index, plan, presence)) continue;
      const isTokenGated = plan.isTokenGated(original);
      const reaction = isTokenGated ? withToken(original, plan.token) : original;
      const gate = isTokenGated ? "copies" : gateOf(original, plan);
      const key = `${original.id} ${isTokenGated} ${gate === "none" ? "" : duration}`;
      const windows = [...(found.get(key)?.windows ?? []), index];
      found.set(key, { reaction, windows, duration, gate });
    }
  }
  const always = plan.network.reactions
    .filter(({ phases }) => phases.length === 0)
    .map((reaction) => ({
      reaction,
      windows: plan.windows.flatMap((_, window) => (acts(reaction, window, plan, presence) ? [window] : [])),
      duration: 1,
      gate: "none" as const,
    }));
  return [...found.values(), ...always.filter(({ windows }) => windows.length > 0)];
}

function acts(
  reaction: Reaction,
  window: number,
  { kindOf }: CircuitPlan,
  { isPresent }: SpeciesPresence,
): boolean {
  const isThere = (species: SpeciesId): boolean =>
    kindOf(species) === "persistent" || isPresent(species, window);
  const changed = [...netChange(reaction).keys()];
  return reaction.reactants.every(({ species }) => isThere(species)) && changed.some(isThere);
}

/** Cancelling rails changes no value, so it may go on all the time. */
function gateOf(reaction: Reaction, { kindOf }: CircuitPlan): GatedReaction["gate"] {
  if (reaction.role === "annihilation") return "none";
  const allPersist = reaction.reactants.every(({ species }) => kindOf(species) === "persistent");
  return allPersist && reactionOrder(reaction) <= 1 ? "clock" : "copies";
}
