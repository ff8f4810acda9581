// Reactions → fewer reactions: equal ones in the same phases become one whose constants add up;
// equal ones with equal constants in different phases become one that runs in all of them; those without effect go.

import type { AnonymousReaction } from "../network/number-reactions.js";
import { binaryExpression, expressionKey } from "../network/rate-expression.js";
import type { Stoichiometry } from "../network/reaction-network.js";

/** Keeps the order of first appearance. `phaseOrder` lists the phases of the network. */
export function mergeEqualReactions(
  reactions: readonly AnonymousReaction[],
  phaseOrder: readonly string[],
): readonly AnonymousReaction[] {
  const effective = reactions.filter(
    (reaction) => sideKey(reaction.reactants) !== sideKey(reaction.products),
  );
  const sameTimes = combine(
    effective,
    (reaction) => `${reactionKey(reaction)}@${reaction.phases.join(",")}`,
    addConstants,
  );
  return combine(
    sameTimes,
    (reaction) => `${reactionKey(reaction)}@${reaction.phases.length === 0 ? "always" : rateKey(reaction)}`,
    (first, second) => ({
      ...first,
      phases: phaseOrder.filter((phase) => first.phases.includes(phase) || second.phases.includes(phase)),
      provenance: [...first.provenance, ...second.provenance],
    }),
  );
}

function combine(
  reactions: readonly AnonymousReaction[],
  keyOf: (reaction: AnonymousReaction) => string,
  merge: (first: AnonymousReaction, second: AnonymousReaction) => AnonymousReaction,
): readonly AnonymousReaction[] {
  const merged = new Map<string, AnonymousReaction>();
  for (const reaction of reactions) {
    const key = keyOf(reaction);
    const present = merged.get(key);
    merged.set(key, present ? merge(present, reaction) : reaction);
  }
  return [...merged.values()];
}

function addConstants(first: AnonymousReaction, second: AnonymousReaction): AnonymousReaction {
  const provenance = [...first.provenance, ...second.provenance];
  if (first.rate.kind === "mass-action" && second.rate.kind === "mass-action") {
    const constant = binaryExpression("+", first.rate.constant, second.rate.constant);
    return { ...first, rate: { kind: "mass-action", constant }, provenance };
  }
  if (first.rate.kind === "law" && second.rate.kind === "law") {
    return {
      ...first,
      rate: { kind: "law", flux: binaryExpression("+", first.rate.flux, second.rate.flux) },
      provenance,
    };
  }
  return first;
}

function reactionKey(reaction: AnonymousReaction): string {
  return `${reaction.rate.kind}:${sideKey(reaction.reactants)}>${sideKey(reaction.products)}`;
}

function rateKey(reaction: AnonymousReaction): string {
  return expressionKey(reaction.rate.kind === "mass-action" ? reaction.rate.constant : reaction.rate.flux);
}

function sideKey(side: readonly Stoichiometry[]): string {
  return side
    .map(({ species, coefficient }) => `${coefficient} ${species}`)
    .sort()
    .join("+");
}
