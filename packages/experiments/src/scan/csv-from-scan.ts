// A scan → CSV.

import { csvFromRows } from "../csv-from-rows.js";
import type { ScanPoint, ScanResult } from "./scan-types.js";

/** What of a scan a table has. */
export interface MeasuredScan extends Pick<ScanResult, "axes" | "measures"> {
  readonly points: readonly Pick<ScanPoint, "values" | "measures">[];
}

/**
 * One row a point: first the varied quantities, then what was measured; for several runs a point columns follow with the
 * standard deviation over them, `sd(…)`. What has no value, and all of a failed point, stays empty.
 */
export function csvFromScan({ axes, measures, points }: MeasuredScan): string {
  const withSpread = measures.filter(({ name }) =>
    points.some((point) =>
      point.measures.some(({ label, deviation }) => label === name && deviation !== undefined),
    ),
  );
  const rows = points.map((point) => {
    const entries = new Map(point.measures.map((entry) => [entry.label, entry]));
    return [
      ...point.values,
      ...measures.map(({ name }) => numberOrNothing(entries.get(name)?.value)),
      ...withSpread.map(({ name }) => numberOrNothing(entries.get(name)?.deviation)),
    ];
  });
  const header = [
    ...axes.map(({ name }) => name),
    ...measures.map(({ name }) => name),
    ...withSpread.map(({ name }) => `sd(${name})`),
  ];
  return csvFromRows(header, rows);
}

function numberOrNothing(value: number | undefined): number | undefined {
  return value === undefined || Number.isNaN(value) ? undefined : value;
}
