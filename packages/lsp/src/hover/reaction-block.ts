// Reactions and rails of a lowered network as they are called there.

import { type Reaction, type ReactionNetwork, reactionText } from "@ncrn/compiler";
import { code, listed, sourceBlock } from "./scene.js";

/** Reactions that are shown as text. */
const MOST_REACTIONS = 8;

/** The first reactions as lowered text. */
export function reactionBlock(reactions: readonly Reaction[], network: ReactionNetwork): string {
  const lines = reactions.map((reaction) => reactionText(reaction, network.units));
  return sourceBlock(listed(lines, MOST_REACTIONS, "\n").replace(/\nand (\d+ more)$/, "\n// and $1"));
}

/** Identifiers of the species that hold a quantity, the positive rail first. */
function railsOf(quantity: string, network: ReactionNetwork): readonly string[] {
  return network.species
    .filter(({ name }) => [quantity, `${quantity}.p`, `${quantity}.m`].includes(name))
    .map(({ id }) => id);
}

/** More components that are all held in the same way are told together. */
const MOST_TOLD = 4;

/** How quantities are held; `oneRail` says it of one that has no or one species of its own. */
export function railsText(
  quantities: readonly string[],
  network: ReactionNetwork,
  oneRail: (quantity: string, id: string | undefined) => string,
): string {
  const held = quantities.map((quantity) => ({ quantity, ids: railsOf(quantity, network).map(code) }));
  if (held.length > MOST_TOLD && held.every(({ ids }) => ids.length === 2)) {
    const pairs = held.map(({ ids }) => ids.join(" − "));
    return `${held.length} components, each the difference of two rails: ${listed(pairs, 3)}`;
  }
  const lines = held.map(({ quantity, ids }) =>
    ids.length === 2
      ? `${code(quantity)} is the difference of two rails: ${ids.join(" − ")}`
      : oneRail(quantity, ids[0]),
  );
  return listed(lines, MOST_TOLD, "  \n");
}
