// Processor time of runs, garbage collection included: what a run costs, however busy the machine is.

/** Runs something once and returns its milliseconds of processor time. */
export async function cpuMilliseconds(run: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
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
