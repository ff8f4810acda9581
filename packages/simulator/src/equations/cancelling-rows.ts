// Terms of the right-hand side → the rows in which fluxes may nearly cancel, flux by flux.
//
// At a quasi-equilibrium large fluxes leave a small difference. That a flux is rounded does no harm: wherever it is added or
// taken away it is the same number, as if a rate constant were another one by 2⁻⁵³ of itself. That a sum is rounded, of
// fluxes or of the coefficients of equal products, does: molecules come from nowhere, and a long step multiplies them. Such
// rows are therefore added up without loss, reaction by reaction.
import type { RateTerms } from "./rate-terms.js";

/** Fluxes by row; those of `rows[k]` are `start[k]` … `start[k + 1] − 1`. */
export interface CancellingRows {
  /** Ascending. */
  readonly rows: Int32Array;
  readonly start: Int32Array;
  /** Active reaction of each flux, and the slot of what its factor is multiplied by. */
  readonly reaction: Int32Array;
  readonly slot: Int32Array;
  /** How many molecules it adds: a power of two or its negative, so that the product is exact; others are several fluxes. */
  readonly change: Float64Array;
}

/** Rows with gains and losses, but those of one gain and one loss: a difference of two loses nothing that counts. */
export function findCancellingRows({
  rowStart,
  slot,
  contributionTerm,
  contributionReaction,
  contributionChange,
}: RateTerms): CancellingRows {
  const rows: number[] = [];
  const start = [0];
  const reactions: number[] = [];
  const slots: number[] = [];
  const changes: number[] = [];
  let contribution = 0;
  for (let row = 0; row < rowStart.length - 1; row++) {
    const first = contribution;
    let gains = 0;
    while (contribution < contributionTerm.length && contributionTerm[contribution]! < rowStart[row + 1]!)
      if (contributionChange[contribution++]! > 0) gains++;
    const count = contribution - first;
    const isOneDifference = count === 2 && rowStart[row + 1]! - rowStart[row]! === 2;
    if (gains === 0 || gains === count || isOneDifference) continue;
    for (let c = first; c < contribution; c++)
      for (const power of powersOfTwo(contributionChange[c]!)) {
        reactions.push(contributionReaction[c]!);
        slots.push(slot[contributionTerm[c]!]!);
        changes.push(power);
      }
    rows.push(row);
    start.push(reactions.length);
  }
  return {
    rows: Int32Array.from(rows),
    start: Int32Array.from(start),
    reaction: Int32Array.from(reactions),
    slot: Int32Array.from(slots),
    change: Float64Array.from(changes),
  };
}

/** −3 as −2 and −1. */
function powersOfTwo(change: number): readonly number[] {
  const powers: number[] = [];
  for (let rest = Math.abs(change); rest > 0; ) {
    let power = 1;
    while (2 * power <= rest) power *= 2;
    powers.push(change < 0 ? -power : power);
    rest -= power;
  }
  return powers;
}
