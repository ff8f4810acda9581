// Measures everything, round by round, and compares it with the budgets.

import budgets from "./budgets.json" with { type: "json" };
import { type Times, timesOf } from "./cpu-times.js";
import { measureFolder, measureRequests, measureWholes, type Samples } from "./requests.js";
import { measureStart } from "./start-up.js";

/** What to measure. */
export interface BenchOptions {
  readonly sizes: readonly number[];
  /** The first of them warm up. */
  readonly edits: number;
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

/** All figures in milliseconds of processor time. */
export async function measure({ sizes, edits, command }: BenchOptions): Promise<readonly Row[]> {
  const warm = Math.max(6, Math.floor(edits / 4));
  await measureRequests(200, 3 * warm);
  await measureWholes(200, warm);
  await measureFolder(200, warm);
  const rows: Row[] = [];
  for (const lines of sizes) {
    const count = Math.max(8, Math.round(edits / Math.sqrt(lines / 200)));
    for (const [of, rounds] of [
      [measureRequests, count],
      [measureWholes, count],
      [measureFolder, count],
    ] as const)
      rows.push(...rowsOf(await of(lines, rounds), lines));
  }
  if (command !== undefined) rows.push(...rowsOf(await measureStart(command, 8), 0));
  return rows;
}

function rowsOf(samples: Samples, lines: number): readonly Row[] {
  return [...samples].map(([name, times]) => {
    const budget = (budgets as Record<string, Record<string, number>>)[name]?.[lines];
    return { name, lines, ...timesOf(times), ...(budget !== undefined && { budget }) };
  });
}
