// Numbers of several runs → quantiles, as values that occurred: quantiles of whole numbers are whole.

/**
 * For each probability, in ascending order, the smallest of the values that is not exceeded in at least this share of
 * them (the inverse of the empirical distribution function). Reorders the values, of which there is at least one. NaN if
 * one of them is none.
 */
export function quantilesOf(values: Float64Array, probabilities: readonly number[]): readonly number[] {
  if (values.some(Number.isNaN)) return probabilities.map(() => Number.NaN);
  let from = 0;
  return probabilities.map((probability) => {
    const rank = Math.ceil(probability * values.length - RANK_ROUNDING) - 1;
    const place = Math.min(values.length - 1, Math.max(from, rank, 0));
    selectRank(values, from, place);
    from = place;
    return values[place]!;
  });
}

/** 0.95·20 is a little more than 19 in floating point. */
const RANK_ROUNDING = 1e-9;

/**
 * Puts the value of this rank in its place, no larger ones before and no smaller ones behind it; places before `from`
 * hold nothing larger already.
 * Source: C. A. R. Hoare, Algorithm 65 (FIND), Comm. ACM 4 (1961) 321, with the median of three as the pivot.
 */
function selectRank(values: Float64Array, from: number, rank: number): void {
  let low = from;
  let high = values.length - 1;
  while (low < high) {
    const pivot = medianOf(values[low]!, values[(low + high) >> 1]!, values[high]!);
    let i = low;
    let j = high;
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i > j) break;
      const value = values[i]!;
      values[i++] = values[j]!;
      values[j--] = value;
    }
    if (rank <= j) high = j;
    else if (rank >= i) low = i;
    else return;
  }
}

function medianOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
