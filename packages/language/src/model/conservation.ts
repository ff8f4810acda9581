// Species that pile up: made, never removed, and part of no conservation law.

import type { Origin } from "../diagnostics/diagnostic.js";
import type { NetworkFact } from "./facts.js";
import type { CheckedSpecies } from "./model.js";
import { netChange } from "./network-structure.js";

/** Larger networks are not looked at: the answer is a hint, and elimination takes cubic time. */
const largest = 150;

/**
 * A species `i` is in no conservation law exactly if its unit vector lies in the span of the net changes of the
 * reactions: every vector orthogonal to all of them then has a 0 at `i`.
 */
export function speciesWithoutBound(
  network: NetworkFact,
): readonly { readonly species: CheckedSpecies; readonly producers: readonly Origin[] }[] {
  const { checked } = network;
  const isOpen = checked.equations.length > 0 || checked.events.length > 0 || checked.phases.length > 0;
  if (isOpen || checked.species.length > largest || checked.reactions.length > 4 * largest) return [];
  const index = new Map(checked.species.map(({ name }, position) => [name, position]));
  const changes = checked.reactions.map(netChange);
  const basis = spanOf(changes.map((change) => vectorOf(change, index)));
  return checked.species.flatMap((species) => {
    if (species.clamped) return [];
    const isRemoved = changes.some((change) => (change.get(species.name) ?? 0) < 0);
    const producers = checked.reactions.filter(
      (_, position) => (changes[position]?.get(species.name) ?? 0) > 0,
    );
    if (isRemoved || producers.length === 0) return [];
    const unit = vectorOf(new Map([[species.name, 1]]), index);
    return isZero(reduce(unit, basis)) ? { species, producers: producers.map(({ origin }) => origin) } : [];
  });
}

interface BasisVector {
  readonly pivot: number;
  readonly vector: readonly number[];
}

function vectorOf(change: ReadonlyMap<string, number>, index: ReadonlyMap<string, number>): number[] {
  const vector = new Array<number>(index.size).fill(0);
  for (const [species, amount] of change) {
    const position = index.get(species);
    if (position !== undefined) vector[position] = amount;
  }
  return vector;
}

function spanOf(vectors: readonly number[][]): readonly BasisVector[] {
  const basis: BasisVector[] = [];
  for (const vector of vectors) {
    const rest = reduce(vector, basis);
    const pivot = rest.reduce(
      (best, value, position) => (Math.abs(value) > Math.abs(rest[best] ?? 0) ? position : best),
      0,
    );
    const size = rest[pivot] ?? 0;
    if (Math.abs(size) > 1e-9) basis.push({ pivot, vector: rest.map((value) => value / size) });
  }
  return basis;
}

/** What is left of a vector after taking its part in the span away. */
function reduce(vector: readonly number[], basis: readonly BasisVector[]): readonly number[] {
  const rest = [...vector];
  for (const { pivot, vector: direction } of basis) {
    const factor = rest[pivot] ?? 0;
    if (factor === 0) continue;
    for (const [position, value] of direction.entries())
      rest[position] = (rest[position] ?? 0) - factor * value;
  }
  return rest;
}

function isZero(vector: readonly number[]): boolean {
  return vector.every((value) => Math.abs(value) < 1e-9);
}
