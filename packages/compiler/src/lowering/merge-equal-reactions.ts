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
  const sameTimes = combineAtSameTimes(reactions);
  if (sameTimes.every(({ phases }) => phases.length === 0)) return sameTimes;
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

/** Equal reactions in the same phases as one, without those that change nothing. */
function combineAtSameTimes(reactions: readonly AnonymousReaction[]): readonly AnonymousReaction[] {
  const merged: AnonymousReaction[] = [];
  // By hash the last reaction with it, and by reaction the one before that has the same hash.
  const lastOf = new Map<number, number>();
  const before: number[] = [];
  const hashOf = createSideHash();
  for (const reaction of reactions) {
    if (isSameSide(reaction.reactants, reaction.products)) continue;
    const hash = (Math.imul(hashOf(reaction.reactants), 31) + hashOf(reaction.products)) | 0;
    let place = lastOf.get(hash) ?? -1;
    while (place >= 0 && !isSameReaction(merged[place]!, reaction)) place = before[place]!;
    if (place >= 0) merged[place] = addConstants(merged[place]!, reaction);
    else {
      before.push(lastOf.get(hash) ?? -1);
      lastOf.set(hash, merged.length);
      merged.push(reaction);
    }
  }
  return merged;
}

/** A number for a side that does not depend on its order. */
function createSideHash(): (side: readonly Stoichiometry[]) => number {
  const numbers = new Map<string, number>();
  return (side) => {
    let hash = 0;
    for (const { species, coefficient } of side) {
      let number = numbers.get(species);
      if (number === undefined) {
        number = numbers.size + 1;
        numbers.set(species, number);
      }
      hash = (hash + Math.imul(Math.imul(number, 0x9e3779b1) ^ (number >>> 3), coefficient)) | 0;
    }
    return hash;
  };
}

function isSameReaction(a: AnonymousReaction, b: AnonymousReaction): boolean {
  const isSameTime =
    a.phases.length === b.phases.length && a.phases.every((phase, index) => phase === b.phases[index]);
  return (
    isSameTime &&
    a.rate.kind === b.rate.kind &&
    isSameSide(a.reactants, b.reactants) &&
    isSameSide(a.products, b.products)
  );
}

/** Each species stands on a side once. */
function isSameSide(a: readonly Stoichiometry[], b: readonly Stoichiometry[]): boolean {
  if (a.length !== b.length) return false;
  if (a.length > MOST_COMPARED) return sideKey(a) === sideKey(b);
  return a.every((term) =>
    b.some(({ species, coefficient }) => species === term.species && coefficient === term.coefficient),
  );
}

/** Longer sides are sorted before they are compared. */
const MOST_COMPARED = 16;

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
