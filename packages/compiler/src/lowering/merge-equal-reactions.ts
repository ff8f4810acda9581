// Reactions → fewer reactions: equal ones in the same phases become one whose constants add up;
// equal ones with equal constants in different phases become one that runs in all of them; those without effect go.

import type { AnonymousReaction } from "../network/number-reactions.js";
import { binaryExpression, expressionKey } from "../network/rate-expression.js";
import type { RateExpression, Stoichiometry } from "../network/reaction-network.js";

/** Keeps the order of first appearance. `phaseOrder` lists the phases of the network. */
export function mergeEqualReactions(
  reactions: readonly AnonymousReaction[],
  phaseOrder: readonly string[],
): readonly AnonymousReaction[] {
  const sameTimes = groupsAtSameTimes(reactions).map(withSummedRate);
  if (sameTimes.every(({ phases }) => phases.length === 0)) return sameTimes;
  return groupsOfSameRate(sameTimes).map((group) => inAllPhases(group, phaseOrder));
}

/** Reactions that become one; there is at least one. */
type Group = AnonymousReaction[];

/** Equal reactions in the same phases, without those that change nothing. */
function groupsAtSameTimes(reactions: readonly AnonymousReaction[]): readonly Group[] {
  const groups: Group[] = [];
  // By hash the last group with it, and by group the one before that has the same hash.
  const lastOf = new Map<number, number>();
  const before: number[] = [];
  const hashOf = createSideHash();
  for (const reaction of reactions) {
    if (isSameSide(reaction.reactants, reaction.products)) continue;
    const hash = (Math.imul(hashOf(reaction.reactants), 31) + hashOf(reaction.products)) | 0;
    let place = lastOf.get(hash) ?? -1;
    while (place >= 0 && !isSameReaction(groups[place]![0]!, reaction)) place = before[place]!;
    if (place >= 0) groups[place]!.push(reaction);
    else {
      before.push(lastOf.get(hash) ?? -1);
      lastOf.set(hash, groups.length);
      groups.push([reaction]);
    }
  }
  return groups;
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

/** Equal reactions with equal rates. */
function groupsOfSameRate(reactions: readonly AnonymousReaction[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const reaction of reactions) {
    const key = `${reactionKey(reaction)}@${reaction.phases.length === 0 ? "always" : rateKey(reaction)}`;
    const present = groups.get(key);
    if (present === undefined) groups.set(key, [reaction]);
    else present.push(reaction);
  }
  return [...groups.values()];
}

function inAllPhases(group: Group, phaseOrder: readonly string[]): AnonymousReaction {
  const first = group[0]!;
  if (group.length === 1) return first;
  const phases = new Set(group.flatMap((reaction) => reaction.phases));
  return {
    ...first,
    phases: phaseOrder.filter((phase) => phases.has(phase)),
    provenance: group.flatMap(({ provenance }) => provenance),
  };
}

function withSummedRate(group: Group): AnonymousReaction {
  const first = group[0]!;
  if (group.length === 1) return first;
  const sum = sumOf(group.map(rateExpression));
  const rate: AnonymousReaction["rate"] =
    first.rate.kind === "mass-action" ? { kind: "mass-action", constant: sum } : { kind: "law", flux: sum };
  return { ...first, rate, provenance: group.flatMap(({ provenance }) => provenance) };
}

/** Longer sums are sums of sums: passes walk through expressions by recursion. */
const MOST_ADDED_IN_ROW = 64;

/** Terms added from left to right, as they would be written. */
function sumOf(terms: readonly RateExpression[]): RateExpression {
  const parts: RateExpression[] = [];
  let part: RateExpression = terms[0]!;
  let added = 0;
  for (const term of terms.slice(1)) {
    if (added === MOST_ADDED_IN_ROW) {
      parts.push(part);
      part = term;
      added = 0;
    } else {
      part = binaryExpression("+", part, term);
      if (part.kind === "binary") added++; // numbers have become one
    }
  }
  return parts.length === 0 ? part : sumOf([...parts, part]);
}

function reactionKey(reaction: AnonymousReaction): string {
  return `${reaction.rate.kind}:${sideKey(reaction.reactants)}>${sideKey(reaction.products)}`;
}

function rateKey(reaction: AnonymousReaction): string {
  return expressionKey(rateExpression(reaction));
}

function rateExpression({ rate }: AnonymousReaction): RateExpression {
  return rate.kind === "mass-action" ? rate.constant : rate.flux;
}

function sideKey(side: readonly Stoichiometry[]): string {
  return side
    .map(({ species, coefficient }) => `${coefficient} ${species}`)
    .sort()
    .join("+");
}
