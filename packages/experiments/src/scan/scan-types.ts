// A scan as data: which quantities are varied, and what was measured at each combination of their values.

import type { CheckedMethod, CheckedScan, Diagnostic, SourceText } from "@ncrn/language";
import type { RoundedCount } from "@ncrn/simulator";
import type { ExperimentFailure, ReadText, RunControl } from "../control.js";
import type { PlottedColumn, ReportEntry, SimulationOverrides } from "../simulate/simulation-types.js";

/** What is scanned. Each run checks and lowers the text anew with its values, as `ncrn simulate --set` does. */
export interface ScanTask {
  /** The file as it was checked for `record`. */
  readonly root: SourceText;
  /** Texts of what it imports and reads. */
  readonly readText: ReadText;
  /** Values by name that hold for all runs. */
  readonly overrides: ReadonlyMap<string, number>;
  readonly record: CheckedScan;
}

/** Changes to a record from outside the file; what is varied is not among them. */
export type ScanOverrides = SimulationOverrides;

/** A varied quantity. */
export interface ScanAxis {
  readonly name: string;
  /** Undefined if the file gives none. */
  readonly unit: string | undefined;
  readonly values: readonly number[];
  readonly spacing: "linear" | "logarithmic";
}

/** Time courses of one run, thinned for a picture. */
export interface ScanCourses {
  readonly times: readonly number[];
  readonly plotted: readonly PlottedColumn[];
}

/** One combination of values and what came of it. */
export interface ScanPoint {
  /** In the order of the combinations, from 0; the last axis changes fastest. */
  readonly index: number;
  /** One value an axis. */
  readonly values: readonly number[];
  readonly status: "completed" | "failed";
  /** Why the run ended before its time. */
  readonly failure: ExperimentFailure | undefined;
  /** Errors of the text with these values, which was not run then. */
  readonly diagnostics: readonly Diagnostic[];
  /** Empty if the run failed. */
  readonly measures: readonly ReportEntry[];
  /** Undefined if the record has no `plot`, and of all but the evenly chosen ones in a large scan. */
  readonly courses: ScanCourses | undefined;
  /** Stochastic runs that were finished, 1 for equations. */
  readonly runs: number;
  /** Species, named as in the source, that start with a rounded number of molecules. */
  readonly rounded: readonly RoundedCount[];
}

/** What was measured, over all points. */
export interface ScanMeasure {
  /** As written, such as `max(Pred)`. */
  readonly name: string;
  readonly unit: string | undefined;
}

/** A finished or interrupted scan. Points that failed do not end it. */
export interface ScanResult {
  /** `failed` if a point did. */
  readonly status: "completed" | "cancelled" | "failed";
  /** The first one, which says at which values it happened; undefined if none failed or only the text was at fault. */
  readonly failure: ExperimentFailure | undefined;
  /** Errors of the text at the first point that has any. */
  readonly diagnostics: readonly Diagnostic[];
  readonly name: string;
  readonly network: string;
  readonly method: CheckedMethod["kind"];
  readonly timeUnit: string | undefined;
  readonly concentrationUnit: string | undefined;
  readonly axes: readonly ScanAxis[];
  readonly measures: readonly ScanMeasure[];
  /** Finished ones, by index. */
  readonly points: readonly ScanPoint[];
}

/** Hooks of a scan. */
export interface ScanControl extends RunControl {
  /** Told of every finished point, in the order in which they are finished; `soFar` gives the result as if it had been cancelled now. */
  readonly onPoint?: (point: ScanPoint, soFar: () => ScanResult) => void | Promise<void>;
}
