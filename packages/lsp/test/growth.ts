// How the cost of something grows with the size of a text: a figure that is the same on slow, fast and busy machines.

import { type Clock, millisecondsOf } from "../bench/times.js";

/** By how much the size grows. */
const FACTOR = 5;

/** Below this the cost grows about as the size does; with the square of the size it would be 25. */
export const ALMOST_LINEAR = 12;

/** The time of this thread alone: others may use the processor meanwhile. */
const CLOCK: Clock = "thread";

/**
 * What something costs at 5 times the size, in what it costs at the size. `prepare` is not measured; of several runs, taken in
 * turns, the least counts, since the collector and the compiler of the engine make single ones slow.
 */
export async function growthOf<Prepared>(
  size: number,
  prepare: (size: number) => Prepared,
  run: (prepared: Prepared) => unknown,
  runs = 6,
): Promise<number> {
  const least = new Map<number, number>();
  for (let index = 0; index < runs; index++) {
    for (const each of [size, FACTOR * size]) {
      const prepared = prepare(each);
      const cost = await millisecondsOf(CLOCK, () => run(prepared));
      least.set(each, Math.min(cost, least.get(each) ?? Number.POSITIVE_INFINITY));
    }
  }
  return least.get(FACTOR * size)! / least.get(size)!;
}
