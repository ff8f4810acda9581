// Numbers that grow to infinity in finite time would take an exact run to its limit of events. What tells them from fast
// growth: every doubling takes less time than the one before, in the proportion of a pole.

/** The least number of molecules at which doublings are looked at: below, a run is over soon whatever happens. */
const LEAST_COUNT = 2 ** 20;
/** Near the pole of A′ = k·Aⁿ a doubling takes 2¹⁻ⁿ of the time of the one before: a half for n = 2. */
const SHORTER = 0.75;
/** So many doublings in a row have to be shorter. */
const DOUBLINGS = 6;

export interface GrowthWatch {
  /** True if the largest of the numbers will be infinite before `end`. */
  readonly escapes: (counts: Iterable<number>, time: number, end: number) => boolean;
}

/** @param bound the number from which on growth may be without bound */
export function watchGrowth(bound: number): GrowthWatch {
  let next = Math.max(bound, LEAST_COUNT);
  let reached = Number.NaN;
  let doubling = Number.POSITIVE_INFINITY;
  let inRow = 0;
  const note = (time: number): void => {
    const lasted = time - reached;
    inRow = lasted <= SHORTER * doubling ? inRow + 1 : 0;
    if (!Number.isNaN(lasted)) doubling = lasted;
    reached = time;
    next *= 2;
  };
  return {
    escapes: (counts, time, end) => {
      let largest = 0;
      for (const count of counts) largest = Math.max(largest, count);
      while (largest >= next && Number.isFinite(next)) note(time);
      // What is left until the pole, if all further doublings are shorter in the same proportion.
      return inRow >= DOUBLINGS && time + (doubling * SHORTER) / (1 - SHORTER) < end;
    },
  };
}
