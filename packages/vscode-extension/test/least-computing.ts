// How long something takes to compute at least. What else a machine does makes it take longer, never shorter.

const MOST_STARTS = 5;

/**
 * Milliseconds of the fastest start, and how many there were: no more are made once one is within the budget. `start`
 * begins anew each time and measures itself.
 */
export async function leastComputing(
  start: () => number | Promise<number>,
  budgetMilliseconds: number,
): Promise<{ readonly milliseconds: number; readonly starts: number }> {
  let milliseconds = Number.POSITIVE_INFINITY;
  let starts = 0;
  while (starts < MOST_STARTS && milliseconds >= budgetMilliseconds) {
    milliseconds = Math.min(milliseconds, await start());
    starts++;
  }
  return { milliseconds, starts };
}
