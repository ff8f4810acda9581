// A simulation as data: what was asked for, the time courses, the report.

import type { ReactionNetwork } from "@ncrn/compiler";
import type { CheckedLearn, CheckedMethod, CheckedNetwork, CheckedSimulate } from "@ncrn/language";
import type { RoundedCount } from "@ncrn/simulator";
import type { ExperimentFailure } from "../control.js";

/** What is simulated; `record` is undefined if the network is run without a record (then `until` must be given). */
export interface SimulationTask {
  readonly source: CheckedNetwork | CheckedLearn;
  readonly network: ReactionNetwork;
  readonly record: CheckedSimulate | undefined;
}

/** Changes to a record from outside the file. */
export interface SimulationOverrides {
  readonly until?: number;
  /** Number of sampling intervals. */
  readonly samples?: number;
  readonly method?: CheckedMethod["kind"];
  readonly relativeTolerance?: number;
  readonly absoluteTolerance?: number;
  readonly runs?: number;
  readonly seed?: number;
  readonly volume?: number;
  readonly maxSteps?: number;
}

/** One column of a time course, named as in the source. */
export interface SimulationColumn {
  readonly name: string;
  readonly kind: "species" | "signal" | "definition";
  /** Unit of concentration; undefined if the file gives none. */
  readonly unit: string | undefined;
  /** Values at `times`; for several stochastic runs their mean. */
  readonly values: readonly number[];
  /** Standard deviation over the runs; undefined for one run. */
  readonly deviation: readonly number[] | undefined;
}

/** One plotted read-out. */
export interface PlottedColumn {
  /** As written, such as `X` or `mean(X)`. */
  readonly name: string;
  readonly unit: string | undefined;
  /** True for a quantity of one run, false for a statistic over the runs. */
  readonly isOneRun: boolean;
  /** Values at `plottedTimes`; a plain quantity of several stochastic runs shows the first of them. */
  readonly values: readonly number[];
  /** Mean over the runs minus and plus one standard deviation, of a plain quantity of several runs. */
  readonly band: { readonly low: readonly number[]; readonly high: readonly number[] } | undefined;
}

/** One line of a report. */
export interface ReportEntry {
  readonly label: string;
  /** NaN if there is no such number, for example no period; `note` then says why. */
  readonly value: number;
  readonly unit: string | undefined;
  /** What the label leaves open: which of several pulses this is, and in how many runs it occurred. */
  readonly note: string | undefined;
}

/** Largest difference between the source equations and the lowered network. */
export interface SourceComparison {
  readonly names: readonly string[];
  /** Largest |lowered − source| / max|source| over time and names. */
  readonly largestRelativeDifference: number;
  readonly at: { readonly name: string; readonly time: number };
  /** The source's own columns, sampled at the same times. */
  readonly columns: readonly SimulationColumn[];
}

/** A finished, interrupted or failed simulation; on failure the columns end where the run did. */
export interface SimulationResult {
  readonly status: "completed" | "cancelled" | "failed";
  readonly failure: ExperimentFailure | undefined;
  readonly network: string;
  readonly method: CheckedMethod["kind"];
  /** Stochastic runs that were finished, 1 for an ODE. */
  readonly runs: number;
  /** Species that start with a rounded number of molecules. */
  readonly rounded: readonly RoundedCount[];
  readonly timeUnit: string | undefined;
  readonly times: readonly number[];
  readonly columns: readonly SimulationColumn[];
  /** Times of `plotted`: as many as a smooth curve needs. */
  readonly plottedTimes: readonly number[];
  /** The read-outs of `plot`, or all columns if the record has none. */
  readonly plotted: readonly PlottedColumn[];
  readonly report: readonly ReportEntry[];
  readonly comparison: SourceComparison | undefined;
}
