// A statistic over the runs in a record whose method makes a single one.

import type { CheckedScan, CheckedSimulate } from "../model.js";
import { defineRule, type Report } from "../rule.js";
import { runsOf, statisticsWithoutRuns } from "../statistics-without-runs.js";

export const statisticWithoutRuns = defineRule("statistic-without-runs", {
  Simulate: ({ simulate }, report) => check(simulate, report),
  Scan: ({ scan }, report) => check(scan, report),
});

function check(record: CheckedSimulate | CheckedScan, report: Report<"statistic-without-runs">): void {
  for (const { readout, ...found } of statisticsWithoutRuns(record, runsOf(record.method)))
    report(readout.origin, { readout: readout.label, ...found });
}
