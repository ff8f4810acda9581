// Reactions → blocks of the text: those that always run, then one block a phase.

import type { Reaction, ReactionNetwork } from "../network/reaction-network.js";

/** The reactions of one `phase` block, or those outside of all blocks. */
export interface PhaseGroup {
  readonly phase: string | undefined;
  readonly reactions: readonly Reaction[];
}

/**
 * A reaction of several phases stands in each of their blocks. Within a block, reactions that also run in an earlier
 * phase come first: this is the order in which the blocks read back, so that the text is a fixed point.
 */
export function reactionsByPhase({ reactions, phases }: ReactionNetwork): readonly PhaseGroup[] {
  const firstPhase = (reaction: Reaction) => phases.findIndex(({ name }) => name === reaction.phases[0]);
  const groups: readonly PhaseGroup[] = [
    { phase: undefined, reactions: reactions.filter((reaction) => reaction.phases.length === 0) },
    ...phases.map(({ name }) => ({
      phase: name,
      reactions: reactions
        .filter((reaction) => reaction.phases.includes(name))
        .sort((a, b) => firstPhase(a) - firstPhase(b)),
    })),
  ];
  return groups.filter((group) => group.reactions.length > 0);
}
