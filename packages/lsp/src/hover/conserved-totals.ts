// Network → weighted sums of concentrations that no reaction changes, as far as they have small whole weights.

import { netChange, type ReactionNetwork } from "@ncrn/compiler";

/** Weights of the species of one conserved sum, in the order of the network's species. */
export type ConservedTotal = ReadonlyMap<string, number>;

/** Elimination takes cubic time, and sums of many species say little. */
const MOST_SPECIES = 60;
const LARGEST_WEIGHT = 20;

const known = new WeakMap<ReactionNetwork, readonly ConservedTotal[]>();

/** A basis of the conserved sums with weights that are whole and not negative; events count as changes. */
export function conservedTotals(network: ReactionNetwork): readonly ConservedTotal[] {
  const found = known.get(network) ?? computedTotals(network);
  known.set(network, found);
  return found;
}

function computedTotals(network: ReactionNetwork): readonly ConservedTotal[] {
  const assigned = new Set(
    network.events.flatMap(({ assignments }) => assignments.map(({ target }) => target.id)),
  );
  const species = network.species.filter(({ id, clamped }) => !clamped && !assigned.has(id));
  if (species.length > MOST_SPECIES || network.learning !== undefined) return [];
  const changes = network.reactions.map((reaction) => {
    const change = netChange(reaction);
    return species.map(({ id }) => change.get(id) ?? 0);
  });
  return nullVectors(changes, species.length).flatMap((vector) => {
    const weights = wholeWeights(vector);
    if (weights === undefined) return [];
    const entries = species.flatMap(({ id }, index) =>
      weights[index] === 0 ? [] : [[id, weights[index]!] as const],
    );
    return entries.length > 1 ? [new Map(entries)] : [];
  });
}

/** Gauss–Jordan elimination: one vector for each column without a pivot, with 1 there. */
function nullVectors(rows: readonly (readonly number[])[], width: number): readonly (readonly number[])[] {
  const pivots: { readonly column: number; row: number[] }[] = [];
  for (const original of rows) {
    const row = [...original];
    for (const pivot of pivots) subtract(row, pivot.row, row[pivot.column]!);
    const column = row.findIndex((value) => Math.abs(value) > 1e-9);
    if (column < 0) continue;
    const reduced = row.map((value) => value / row[column]!);
    for (const pivot of pivots) subtract(pivot.row, reduced, pivot.row[column]!);
    pivots.push({ column, row: reduced });
  }
  const taken = new Set(pivots.map(({ column }) => column));
  const free = Array.from({ length: width }, (_, column) => column).filter((column) => !taken.has(column));
  return free.map((column) => {
    const vector = new Array<number>(width).fill(0);
    vector[column] = 1;
    for (const pivot of pivots) vector[pivot.column] = -pivot.row[column]!;
    return vector;
  });
}

function subtract(row: number[], other: readonly number[], factor: number): void {
  if (factor === 0) return;
  for (const [index, value] of other.entries()) row[index] = row[index]! - factor * value;
}

/** The smallest whole multiples, if they are small and none is negative. */
function wholeWeights(vector: readonly number[]): readonly number[] | undefined {
  for (let scale = 1; scale <= LARGEST_WEIGHT; scale++) {
    const scaled = vector.map((value) => value * scale);
    if (scaled.every((value) => Math.abs(value - Math.round(value)) < 1e-6)) {
      const weights = scaled.map((value) => Math.round(value) + 0);
      return weights.every((value) => value >= 0 && value <= LARGEST_WEIGHT) ? weights : undefined;
    }
  }
  return undefined;
}
