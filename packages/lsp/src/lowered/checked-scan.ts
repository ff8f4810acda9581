// A name of a scan record → what it varies, as checked.

import type { CheckedScan } from "@ncrn/language";
import type { Snapshot } from "../snapshot.js";

/** Undefined if the record, or what it runs, has errors. */
export function checkedScan(snapshot: Pick<Snapshot, "analysis">, name: string): CheckedScan | undefined {
  return snapshot.analysis()?.program.scans.find((scan) => scan.name === name);
}

/** One for each combination of the varied values. */
export function runsOfScan({ vary }: Pick<CheckedScan, "vary">): number {
  return vary.reduce((product, { values }) => product * values.length, 1);
}
