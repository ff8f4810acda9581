// Two texts' networks → which species and reactions of the later one were there before, though they may be named or
// numbered in another way.

import type { GraphReaction, GraphTerm, NetworkGraph } from "../../messages/network-messages.js";

/** Names of nodes of the later network with those that they had before; a node that is new is not in it. */
export function sameParts(before: NetworkGraph, after: NetworkGraph): ReadonlyMap<string, string> {
  const same = new Map<string, string>();
  pair(before.species, after.species, same, ({ id }) => id);
  pairRest(before.species, after.species, same); // they were renamed
  for (const keyOf of [wholeKey, speciesKey]) {
    const ofBefore = (reaction: GraphReaction): string => keyOf(reaction, (id) => id);
    const ofAfter = (reaction: GraphReaction): string => keyOf(reaction, (id) => same.get(id) ?? `new ${id}`);
    pair(before.reactions, after.reactions, same, ofBefore, ofAfter);
  }
  pairRest(before.reactions, after.reactions, same);
  return same;
}

interface Part {
  readonly id: string;
  readonly role: string;
}

/** Pairs what has the same key; among equals the first with the first. */
function pair<P extends Part>(
  before: readonly P[],
  after: readonly P[],
  same: Map<string, string>,
  keyOfBefore: (part: P) => string,
  keyOfAfter = keyOfBefore,
): void {
  const found = new Map<string, string[]>();
  for (const part of withoutKnown(before, same.values())) {
    const key = keyOfBefore(part);
    found.set(key, [...(found.get(key) ?? []), part.id]);
  }
  for (const part of withoutKnown(after, same.keys())) {
    const first = found.get(keyOfAfter(part))?.shift();
    if (first !== undefined) same.set(part.id, first);
  }
}

/** What is left on both sides is the same, changed, if there is as much of it, for the same purposes. */
function pairRest(before: readonly Part[], after: readonly Part[], same: Map<string, string>): void {
  const [gone, come] = [withoutKnown(before, same.values()), withoutKnown(after, same.keys())];
  if (gone.length !== come.length || gone.some(({ role }, index) => role !== come[index]?.role)) return;
  gone.forEach(({ id }, index) => {
    const part = come[index];
    if (part !== undefined) same.set(part.id, id);
  });
}

function withoutKnown<P extends Part>(parts: readonly P[], known: Iterable<string>): readonly P[] {
  const all = new Set(known);
  return parts.filter(({ id }) => !all.has(id));
}

/** A reaction is what it does; its rate may change. */
function wholeKey(reaction: GraphReaction, nameOf: (id: string) => string): string {
  const { reactants, products, catalysts, phases } = reaction;
  const side = (terms: readonly GraphTerm[]): readonly string[] =>
    terms.map(({ species, coefficient }) => `${coefficient} ${nameOf(species)}`).sort();
  return JSON.stringify([side(reactants), side(products), side(catalysts), phases]);
}

/** The species that take part, in whatever way. */
function speciesKey(
  { reactants, products, catalysts }: GraphReaction,
  nameOf: (id: string) => string,
): string {
  const names = [...reactants, ...products, ...catalysts].map(({ species }) => nameOf(species));
  return JSON.stringify([...new Set(names)].sort());
}
