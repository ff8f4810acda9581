// That a statistic over the runs is asked for where there is only one.

import {
  type CheckedScan,
  type CheckedSimulate,
  createDiagnostic,
  type Diagnostic,
  type RunsMade,
  statisticsWithoutRuns,
} from "@ncrn/language";

/** Of a run as it was made: the command line may give another method than the record. */
export function statisticsOfOneRun(
  record: CheckedSimulate | CheckedScan | undefined,
  made: RunsMade,
): readonly Diagnostic[] {
  if (record === undefined) return [];
  return statisticsWithoutRuns(record, made).map(({ readout, ...found }) =>
    createDiagnostic("statistic-without-runs", readout.origin, { readout: readout.label, ...found }),
  );
}
