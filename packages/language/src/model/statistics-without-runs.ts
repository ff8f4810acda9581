// `mean(X)` of a single run: statistics over the runs are often taken for averages over time.

import type { CheckedMethod, CheckedReadout, CheckedScan, CheckedSimulate } from "./model.js";

/** A statistic over the runs of a method that makes only one. */
export interface StatisticWithoutRuns {
  readonly readout: CheckedReadout;
  readonly statistic: Statistic;
  /** What the statistic is of, as written. */
  readonly quantity: string;
  readonly isCourse: boolean;
  readonly method: CheckedMethod["kind"];
}

export type Statistic = "mean" | "sd" | "var" | "fano";

/** How a run is made, which the command line may have changed. */
export interface RunsMade {
  readonly method: CheckedMethod["kind"];
  readonly runs: number;
}

/** The runs that a record asks for. */
export function runsOf(method: CheckedMethod): RunsMade {
  return { method: method.kind, runs: "runs" in method ? method.runs : 1 };
}

/** The read-outs that are statistics over the runs where there is only one; `linear_noise` knows them without runs. */
export function statisticsWithoutRuns(
  record: CheckedSimulate | CheckedScan,
  { method, runs }: RunsMade,
): readonly StatisticWithoutRuns[] {
  if (method === "linear_noise" || (method !== "ode" && runs !== 1)) return [];
  const reported = record.kind === "simulate" ? record.report : record.measure;
  const found = (readout: CheckedReadout, isCourse: boolean): readonly StatisticWithoutRuns[] => {
    const statistic = statisticOf(readout);
    if (statistic === undefined) return [];
    const quantity = readout.label.slice(statistic.length + 1, -1);
    return [{ readout, statistic, quantity, isCourse, method }];
  };
  return [
    ...record.plot.flatMap((readout) => found(readout, true)),
    ...reported.flatMap((readout) => found(readout, false)),
  ];
}

function statisticOf({ function: name }: CheckedReadout): Statistic | undefined {
  return name === "mean" || name === "sd" || name === "var" || name === "fano" ? name : undefined;
}
