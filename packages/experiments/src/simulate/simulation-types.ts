// A simulation as data: what was asked for, the time courses, the report.

import type { ReactionNetwork } from "@ncrn/compiler";
import type { CheckedLearn, CheckedMethod, CheckedNetwork, CheckedSimulate } from "@ncrn/language";
import type { Histogram, RoundedCount } from "@ncrn/simulator";
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
  /** Also where the record gives the length of a step. */
  readonly epsilon?: number;
  /** Length of a step of `langevin`. */
  readonly step?: number;
  /** Limit of steps, or of reaction events, of one run. */
  readonly maxSteps?: number;
}

/** Values over time that a share of the runs does not exceed. */
export interface Quantile {
  /** Between 0 and 1. */
  readonly probability: number;
  readonly values: readonly number[];
}

/** One column of a time course, named as in the source. */
export interface SimulationColumn {
  readonly name: string;
  readonly kind: "species" | "signal" | "definition";
  /** Unit of concentration; undefined if the file gives none. */
  readonly unit: string | undefined;
  /** Values at `times`; for several stochastic runs and by linear noise their mean. */
  readonly values: readonly number[];
  /** Standard deviation over the runs, or by linear noise; undefined for one run. */
  readonly deviation: readonly number[] | undefined;
  /** Of several runs: at 5, 25, 50, 75 and 95 %, as values that occurred. */
  readonly quantiles?: readonly Quantile[];
  /** Of several runs: values at the end; bins are whole numbers of molecules wide where molecules are counted. */
  readonly histogram?: Histogram;
}

/** One plotted read-out. */
export interface PlottedColumn {
  /** As written, such as `X` or `mean(X)`. */
  readonly name: string;
  readonly unit: string | undefined;
  /** True for a quantity of one run, false for a statistic over the runs. */
  readonly isOneRun: boolean;
  /**
   * Values at `plottedTimes`. A plain quantity of several runs is their mean; if its mean is plotted too, the first run.
   */
  readonly values: readonly number[];
  /**
   * Of a plain quantity. Of several runs from the 5 % to the 95 % quantile, by linear noise the mean minus and plus one
   * standard deviation.
   */
  readonly band: { readonly low: readonly number[]; readonly high: readonly number[] } | undefined;
  /** The first few runs, where the mean is shown of a plain quantity. */
  readonly singleRuns?: readonly (readonly number[])[];
}

/** Values of single runs, which are too many for a document. */
export interface SingleRuns {
  /** Numbers of the runs, from 0. */
  readonly numbers: readonly number[];
  /** The value of a column, by its place among `columns`, in the n-th of these runs at the time with this index. */
  readonly value: (n: number, column: number, time: number) => number;
}

/** One line of a report. */
export interface ReportEntry {
  readonly label: string;
  /** NaN if there is no such number, for example no period; `note` then says why. */
  readonly value: number;
  /** Standard deviation over the runs whose mean this is; undefined if it is no mean of several. */
  readonly deviation?: number;
  readonly unit: string | undefined;
  /** What the label leaves open: which of several pulses this is, in how many runs it occurred, and the remark. */
  readonly note: string | undefined;
  /** In how many of the runs there is such a number, if not in all. */
  readonly share?: { readonly some: number; readonly all: number };
  /** Why there is no number, or what makes it doubtful. */
  readonly remark?: string;
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
  /** Stochastic runs that were finished, 1 for equations. */
  readonly runs: number;
  /** Over so many of them, the first ones, quantiles were taken; undefined if there are none. */
  readonly quantileRuns?: number;
  /** The runs over which quantiles were taken; undefined if there are none. */
  readonly singleRuns?: SingleRuns;
  /** Species, named as in the source, that start with a rounded number of molecules. */
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
