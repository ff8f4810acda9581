// Measures everything, round by round, and compares it with the budgets.

import budgets from "./budgets.json" with { type: "json" };
import {
  measureFolder,
  measureLongNetwork,
  measureRequests,
  measureWholes,
  type Samples,
} from "./requests.js";
import { measureStart } from "./start-up.js";
import { type Clock, type Times, timesOf } from "./times.js";

/** What to measure. */
export interface BenchOptions {
  readonly sizes: readonly number[];
  /** At 200 lines; at more lines there are fewer. As many warm up before. */
  readonly edits: number;
  readonly clock: Clock;
  /** Whether there are pauses between the keys. */
  readonly withPauses: boolean;
  /** Script of the `ncrn` command; without it no server is started. */
  readonly command?: string;
}

/** One line of the table: a kind of request at one size, or at none (0). */
export interface Row extends Times {
  readonly name: string;
  readonly lines: number;
  /** Absent for what has none. */
  readonly budget?: number;
}

/** How many runs of each kind there are at least: of fewer, the 95th percentile would be the slowest one. */
const FEWEST = 40;

/** All figures in milliseconds; those of the start are always processor time of the whole process, and by the clock on the wall. */
export async function measure({
  sizes,
  edits,
  clock,
  withPauses,
  command,
}: BenchOptions): Promise<readonly Row[]> {
  await warmUp(edits);
  const rows: Row[] = [];
  for (const lines of sizes) {
    const count = Math.max(Math.min(FEWEST, edits), Math.round(edits / Math.sqrt(lines / 200)));
    for (const [of, rounds] of [
      [measureRequests, count],
      [measureWholes, count],
      [measureLongNetwork, 2 * count], // two kinds of views take turns
      [measureFolder, 2 * count], // references and rename take turns
    ] as const)
      rows.push(...rowsOf(await of({ lines, edits: rounds, clock, withPauses }), lines));
  }
  if (command !== undefined) rows.push(...rowsOf(await measureStart(command, 8), 0));
  return rows;
}

/** A server that has been at work for a while: most of its code is compiled, which is not what is asked about. */
async function warmUp(edits: number): Promise<void> {
  const usual = { lines: 1000, clock: "processor", withPauses: true } as const;
  await measureRequests({ ...usual, edits });
  await measureWholes({ ...usual, edits: Math.ceil(edits / 4) });
  await measureLongNetwork({ ...usual, edits: Math.ceil(edits / 4) });
  await measureFolder({ ...usual, edits: Math.ceil(edits / 2) });
}

function rowsOf(samples: Samples, lines: number): readonly Row[] {
  return [...samples].map(([name, times]) => {
    const budget = (budgets as Record<string, Record<string, number>>)[name]?.[lines];
    return { name, lines, ...timesOf(times), ...(budget !== undefined && { budget }) };
  });
}
