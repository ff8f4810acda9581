// Time courses → CSV.

import { csvFromRows } from "../csv-from-rows.js";
import type { SimulationResult } from "./simulation-types.js";

/** First column `time`, then one a species, signal and definition; for several runs their mean, and `sd(X)` columns at the end. */
export function csvFromSimulation({ times, columns }: Pick<SimulationResult, "times" | "columns">): string {
  const deviations = columns.flatMap(({ name, deviation }) =>
    deviation === undefined ? [] : [{ name: `sd(${name})`, values: deviation }],
  );
  const all = [...columns, ...deviations];
  const rows = times.map((time, index) => [time, ...all.map(({ values }) => values[index])]);
  return csvFromRows(["time", ...all.map(({ name }) => name)], rows);
}
