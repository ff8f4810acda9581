// Which reactions the token gates. A reaction that reads nothing but what persists needs something that is there in its
// window only. The clock species is, but its pulse comes later than the copies that it converts: that is right only for what
// just accumulates, since then nothing but the area counts.

import type { Reaction, SpeciesId } from "../network/reaction-network.js";
import { netChange, reactionOrder } from "../network/stoichiometry.js";
import type { CircuitWindow } from "./circuit-windows.js";

/** Whether a reaction of a window has a local copy of the token as its catalyst. */
export type IsTokenGated = (reaction: Reaction) => boolean;

/** Those whose products are read by reactions of windows, and those that read a quantity which is itself converted. */
export function tokenGate(
  windows: readonly CircuitWindow[],
  isPersistent: (species: SpeciesId) => boolean,
): IsTokenGated {
  const readsWhatPersists = ({ reactants }: Reaction): boolean =>
    reactants.every(({ species }) => isPersistent(species));
  const converted = new Set(
    windows.flatMap(({ reactions }) =>
      reactions
        .filter(({ reaction }) => readsWhatPersists(reaction) && reactionOrder(reaction) > 1)
        .flatMap(({ reaction }) => reaction.reactants[0]?.species ?? []),
    ),
  );
  const read = new Set(
    windows
      .flatMap(({ reactions }) => reactions.filter(({ reaction }) => reaction.role !== "annihilation"))
      .flatMap(({ reaction }) => reaction.reactants.map(({ species }) => species)),
  );
  return (reaction) => {
    if (reaction.role === "annihilation" || reactionOrder(reaction) > 1 || !readsWhatPersists(reaction))
      return false;
    if (reaction.reactants.some(({ species }) => converted.has(species))) return true;
    return [...netChange(reaction).keys()].some((species) => read.has(species));
  };
}

/** The reaction with the token on both sides. */
export function withToken(reaction: Reaction, token: SpeciesId): Reaction {
  const catalyst = { species: token, coefficient: 1 };
  return {
    ...reaction,
    reactants: [catalyst, ...reaction.reactants],
    products: [catalyst, ...reaction.products],
  };
}
