// How long propensities stay nearly the same: the step of tau-leaping.
// Source: Y. Cao, D. T. Gillespie and L. R. Petzold, J. Chem. Phys. 124 (2006) 044109, equations 24 to 33.
import type { PropensitySystem } from "./propensity-system.js";

/** A species that some rate reads, with the reaction in which its number weighs most. */
export interface RateReader {
  readonly species: number;
  /** Molecules in the reaction, and how many of them are of this species. */
  readonly order: number;
  readonly multiplicity: number;
}

/** A law may change as much with what it reads as mass action of this order. */
const ORDER_OF_LAWS = 3;

/** The species that rates read; of several reactions, all whose weight can be the largest. */
export function rateReaders(system: PropensitySystem): readonly RateReader[] {
  const readers = new Map<string, RateReader>();
  const add = (species: number, order: number, multiplicity: number): void => {
    readers.set(`${species} ${order} ${multiplicity}`, { species, order, multiplicity });
  };
  for (let r = 0; r < system.reactions.length; r++) {
    const molecules = new Map<number, number>();
    if (system.isLaw[r] === 1) {
      for (const species of system.reads[r]!) add(species, ORDER_OF_LAWS, 1);
      continue;
    }
    const { start, items } = system.factors;
    for (let i = start[r]!; i < start[r + 1]!; i++)
      molecules.set(items[i]!, (molecules.get(items[i]!) ?? 0) + 1);
    for (const [species, multiplicity] of molecules) add(species, start[r + 1]! - start[r]!, multiplicity);
  }
  return [...readers.values()];
}

/** By how much a relative change of the number changes the rate, relatively: n/m·Σ x/(x − k) over k < m. */
function weightOf({ order, multiplicity }: RateReader, count: number): number {
  let sum = 0;
  for (let k = 0; k < multiplicity; k++) sum += count / Math.max(1, count - k);
  return Math.max(1, (order / multiplicity) * sum);
}

/** Expected change of each number in a unit of time, and its variance. */
export interface Drift {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
}

/** Sets the drift that the reactions not left out cause; `isLeftOut` by reaction. */
export function measureDrift(
  { mean, variance }: Drift,
  { changed, changes }: PropensitySystem,
  propensities: Float64Array,
  isLeftOut: Uint8Array,
): void {
  mean.fill(0);
  variance.fill(0);
  for (let r = 0; r < propensities.length; r++) {
    const propensity = propensities[r]!;
    if (isLeftOut[r] === 1 || propensity === 0) continue;
    for (let i = changed.start[r]!; i < changed.start[r + 1]!; i++) {
      const species = changed.items[i]!;
      const change = changes[i]!;
      mean[species] = mean[species]! + change * propensity;
      variance[species] = variance[species]! + change * change * propensity;
    }
  }
}

/** The time in which no propensity is expected to change by more than the fraction `epsilon` of itself. */
export function longestLeap(
  readers: readonly RateReader[],
  { mean, variance }: Drift,
  counts: Float64Array,
  epsilon: number,
): number {
  let longest = Number.POSITIVE_INFINITY;
  for (const reader of readers) {
    const { species } = reader;
    if (variance[species] === 0) continue;
    const count = counts[species]!;
    // No number changes by less than one.
    const allowed = Math.max(1, (epsilon * count) / weightOf(reader, count));
    const byMean = allowed / Math.abs(mean[species]!);
    const byVariance = (allowed * allowed) / variance[species]!;
    longest = Math.min(longest, byMean, byVariance);
  }
  return longest;
}
