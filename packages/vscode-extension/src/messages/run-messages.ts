// What a panel and its worker say to each other about a run. Everything is plain data that can be cloned.

import type {
  ReportEntry,
  ScanAxis,
  ScanMeasure,
  ScanResult,
  SimulationColumn,
  SimulationResult,
  TrainingHistory,
  TrainingResult,
  Weights,
} from "@ncrn/experiments";
import type { Severity, Span } from "@ncrn/language";

/** A model as text: the document and the files that were read for it so far. Addresses are names. */
export interface ModelTexts {
  readonly root: string;
  /** `null`: there is no such file, or it may not be read. */
  readonly texts: Readonly<Record<string, string | null>>;
}

/** What is to be run. */
export interface RunRequest {
  /** Counts up, so that messages of an earlier run are told apart. */
  readonly run: number;
  readonly model: ModelTexts;
  readonly kind: "simulate" | "scan" | "train";
  /** A record or a network; may be left out if there is one candidate. */
  readonly name: string | undefined;
  /** Values of rates, constants and initial values by name, instead of those in the text. */
  readonly overrides: Readonly<Record<string, number>>;
  /** What the text said when they were set; a value is dropped once the text says something else. */
  readonly seen?: Readonly<Record<string, number>>;
  /** Whether the decision boundary is told while a training goes on, or only at its end. */
  readonly liveBoundary: boolean;
}

/** A diagnostic with the place that it is about. */
export interface RunProblem {
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  readonly file: string;
  readonly span: Span;
}

/** A number of the text that a slider can change. */
export interface AdjustableQuantity {
  /** As `overrides` names it; `Network.k` where `k` alone would mean another one, too. */
  readonly name: string;
  readonly kind: "rate" | "constant" | "learning rate" | "initial value" | "weight";
  /** What the text says, whatever a slider says. */
  readonly value: number;
  readonly unit: string | undefined;
  /** Where the number stands in the document, if it stands there by itself. */
  readonly written: WrittenPlace | undefined;
}

/** The digits of a number in a text. */
export interface WrittenPlace {
  readonly span: Span;
  /** In the unit that is written behind it. */
  readonly value: number;
}

/** A value that a run has instead of the one in the text. */
export interface ChangedValue {
  readonly name: string;
  readonly value: number;
  readonly inText: number;
  readonly unit: string | undefined;
}

/** A value that a slider had set before the text changed. */
export interface DroppedValue {
  readonly name: string;
  readonly value: number;
  /** Undefined if the text gives it no number any more. */
  readonly inText: number | undefined;
  /** True if the scan decides it in each run. */
  readonly isVaried: boolean;
  readonly unit: string | undefined;
}

/** What is about to run. */
export interface RunDescription {
  readonly title: string;
  readonly kind: RunRequest["kind"];
  /** Species and reactions of the network that runs. */
  readonly species: number;
  readonly reactions: number;
  readonly quantities: readonly AdjustableQuantity[];
  readonly changed: readonly ChangedValue[];
  readonly dropped: readonly DroppedValue[];
}

/** A simulation to be drawn. */
export interface SimulationCourse {
  readonly method: SimulationResult["method"];
  readonly runs: number;
  readonly timeUnit: string | undefined;
  readonly concentrationUnit: string | undefined;
  /** What `plot` asks for, finely sampled. */
  readonly plottedTimes: readonly number[];
  readonly plotted: SimulationResult["plotted"];
  /** What the values are, for the axis: `concentration`, `concentration, signals`, `signals` or `value`. */
  readonly quantity: string;
  /** Everything, at the record's own times. */
  readonly times: readonly number[];
  readonly columns: readonly SimulationColumn[];
  readonly report: readonly ReportEntry[];
  /** How far the network is from the equations that it was made of, if that was asked for. */
  readonly comparison: SourceDifference | undefined;
}

/** The largest relative difference between a network and its source. */
export interface SourceDifference {
  readonly value: number;
  readonly name: string;
  readonly time: number;
}

/** A scan so far. */
export interface ScanCourse {
  readonly method: ScanResult["method"];
  readonly timeUnit: string | undefined;
  readonly axes: readonly ScanAxis[];
  /** Points when it is finished. */
  readonly count: number;
  /** Finished points, by their place among the combinations; the last axis changes fastest. */
  readonly points: readonly number[];
  /** The largest number of stochastic runs at a point, 1 for equations. */
  readonly runs: number;
  readonly measures: readonly MeasuredColumn[];
  /** Points that failed. */
  readonly failed: number;
  /** Why the first of them did. */
  readonly failures: readonly FailedPoint[];
  /** What `plot` asks for; while a scan goes on with fewer samples. */
  readonly courses: readonly PlottedCourses[];
}

/** What was measured at the finished points, as long as `points`. */
export interface MeasuredColumn extends ScanMeasure {
  /** NaN where there is no value. */
  readonly values: readonly number[];
  /** Over the runs of a point; undefined if no value is a mean. */
  readonly deviations: readonly number[] | undefined;
  /** What the values leave open, for the first points; `""`: nothing. */
  readonly notes: readonly string[];
}

/** A point that has no values. */
export interface FailedPoint {
  readonly point: number;
  /** One sentence. */
  readonly message: string;
}

/** One read-out over time, in several runs. */
export interface PlottedCourses {
  readonly name: string;
  readonly unit: string | undefined;
  readonly runs: readonly {
    readonly point: number;
    readonly times: readonly number[];
    readonly values: readonly number[];
  }[];
}

/** A training so far. */
export interface TrainingCourse {
  /** Epochs after which the entries of the history were; while a long training goes on some are left out. */
  readonly epochs: readonly number[];
  readonly history: TrainingHistory;
  readonly initialWeights: Weights;
  /** Names of the weights that are drawn. */
  readonly plottedWeights: readonly string[];
}

/** What a network answers over two columns of the data. */
export interface BoundaryPicture {
  readonly columns: readonly [string, string];
  readonly output: string;
  readonly threshold: number;
  /** Coordinates of the grid, and the values in rows of `y`. */
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly values: readonly (readonly number[])[];
  readonly points: readonly {
    readonly x: number;
    readonly y: number;
    readonly part: "training" | "validation";
    readonly above: boolean;
  }[];
}

/** How a run ended; results so far have been told by then. */
export interface RunEnd {
  readonly status: "completed" | "cancelled" | "failed";
  readonly milliseconds: number;
  /** One sentence with what to try, if it failed. */
  readonly failure: string | undefined;
  /** The failure with its place in the text. */
  readonly problem?: RunProblem;
  readonly weights: TrainingResult["weights"] | undefined;
}

/** What there is to tell of a run; `files-needed`, fatal `problems` or `ended` comes last, the others as often as needed. */
export type RunNews =
  | { readonly kind: "files-needed"; readonly addresses: readonly string[] }
  | {
      readonly kind: "problems";
      readonly problems: readonly RunProblem[];
      readonly isFatal: boolean;
      /** True if the text by itself does not have them: what sliders have set is to blame. */
      readonly isOfSliders: boolean;
      /** True for what has ended the run, which `ended` says, too. */
      readonly isFailure?: boolean;
    }
  | { readonly kind: "described"; readonly description: RunDescription }
  | {
      readonly kind: "progress";
      readonly done: number;
      readonly total: number;
      readonly detail: string | undefined;
    }
  | { readonly kind: "simulated"; readonly course: SimulationCourse }
  | { readonly kind: "scanned"; readonly course: ScanCourse }
  | { readonly kind: "trained"; readonly course: TrainingCourse }
  | { readonly kind: "boundary"; readonly boundary: BoundaryPicture }
  | { readonly kind: "ended"; readonly end: RunEnd };
