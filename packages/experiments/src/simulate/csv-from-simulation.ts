// Time courses → CSV.

import { csvFromRows } from "../csv-from-rows.js";
import type { SimulationColumn, SimulationResult } from "./simulation-types.js";

type Table = Pick<SimulationResult, "times" | "columns">;

/**
 * First column `time`, then one a species, signal and definition. For several runs that is their mean, and columns follow
 * with the standard deviation, `sd(X)`, and with quantiles, `q05(X)` … `q95(X)`.
 */
export function csvFromSimulation({ times, columns }: Table): string {
  const all = [...columns.map(({ name, values }) => ({ name, values })), ...statisticsOf(columns)];
  const rows = times.map((time, index) => [time, ...all.map(({ values }) => values[index])]);
  return csvFromRows(["time", ...all.map(({ name }) => name)], rows);
}

/**
 * The values of single runs, a part of the text at a time: the columns `run` (from 1) and `time`, then those of
 * `csvFromSimulation` without statistics.
 */
export function* csvFromSingleRuns({
  times,
  columns,
  singleRuns,
}: Table & Pick<SimulationResult, "singleRuns">): Generator<string> {
  yield csvFromRows(["run", "time", ...columns.map(({ name }) => name)], []);
  if (singleRuns === undefined) {
    yield withoutHeader(
      times.map((time, index) => [1, time, ...columns.map(({ values }) => values[index]!)]),
    );
    return;
  }
  for (const [n, number] of singleRuns.numbers.entries()) {
    const valuesAt = (index: number) => columns.map((_, column) => singleRuns.value(n, column, index));
    yield withoutHeader(times.map((time, index) => [number + 1, time, ...valuesAt(index)]));
  }
}

function statisticsOf(columns: readonly SimulationColumn[]) {
  const deviations = columns.flatMap(({ name, deviation }) =>
    deviation === undefined ? [] : [{ name: `sd(${name})`, values: deviation }],
  );
  const quantiles = columns.flatMap(({ name, quantiles: all = [] }) =>
    all.map(({ probability, values }) => ({ name: `${quantileName(probability)}(${name})`, values })),
  );
  return [...deviations, ...quantiles];
}

/** `q05` for 0.05. */
function quantileName(probability: number): string {
  return `q${String(Math.round(100 * probability)).padStart(2, "0")}`;
}

function withoutHeader(rows: readonly (readonly number[])[]): string {
  return rows.map((row) => `${row.join(",")}\n`).join("");
}
