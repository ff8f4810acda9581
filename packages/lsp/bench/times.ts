// How long runs take, garbage collection included: by the processor's clocks or by the one on the wall.

import { threadMilliseconds } from "./thread-clock.js";

/**
 * `thread`: what a run costs in the thread that answers, which is how long somebody waits, however busy the machine is.
 * `processor`: what it costs in all threads of the process; code that is compiled beside it counts, too. `elapsed`: how
 * long somebody waits, which means something on a quiet machine only.
 */
export type Clock = "thread" | "processor" | "elapsed";

const milliseconds: Readonly<Record<Clock, () => number>> = {
  thread: threadMilliseconds(),
  processor: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  },
  elapsed: () => performance.now(),
};

/** Begins to measure; the function that it returns tells the milliseconds since then. */
export function startedAt(clock: Clock): () => number {
  const now = milliseconds[clock];
  const begun = now();
  return () => now() - begun;
}

/** Runs something once and returns its milliseconds. */
export async function millisecondsOf(clock: Clock, run: () => unknown): Promise<number> {
  const since = startedAt(clock);
  await run();
  return since();
}

/** Figures of a request at one size. */
export interface Times {
  readonly least: number;
  readonly p50: number;
  readonly p95: number;
  readonly count: number;
}

/** Nearest rank: the time within which 95 of 100 runs end. */
export function timesOf(samples: readonly number[]): Times {
  const sorted = [...samples].sort((a, b) => a - b);
  const rank = (part: number): number => sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? 0;
  return { least: rank(0), p50: rank(0.5), p95: rank(0.95), count: sorted.length };
}
