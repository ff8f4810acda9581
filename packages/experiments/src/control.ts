// What a caller gives every long run: where progress goes and how it is stopped.

import type { DiagnosticCode, Origin } from "@ncrn/language";

/** How far a run has come; `done` of `total` steps of this activity. */
export interface Progress {
  readonly activity: "training" | "validation" | "simulation" | "scan" | "verification" | "prediction";
  readonly done: number;
  readonly total: number;
  /** `done` is a share of the simulated time, not a number of steps. */
  readonly isShare?: boolean;
  /** A short phrase for a progress line, such as `epoch 3 of 40, loss 0.12`; undefined if there is nothing to add. */
  readonly detail: string | undefined;
}

/** Hooks of a run. */
export interface RunControl {
  /**
   * Called after one or several steps, of short ones after many, and in the midst of a long run. A returned promise is
   * awaited, so that the caller's event loop may turn, but not in the midst of a run.
   */
  readonly onProgress?: (progress: Progress) => void | Promise<void>;
  /**
   * Asked before each call of `onProgress` at the latest, and within long steps; `true` ends the run, and what was computed so
   * far is returned.
   */
  readonly isCancelled?: () => boolean;
}

/** Gives the text of a data file by its path as written, and the file that names it; undefined if there is no such file. */
export type ReadText = (path: string, namedIn: string) => string | undefined;

/** The codes of the catalogue with which a run can fail. */
export type ExperimentFailureCode = Extract<
  DiagnosticCode,
  | "solution-escapes"
  | "solution-not-finite"
  | "step-size-too-small"
  | "too-many-coupled-species"
  | "too-many-steps"
  | "too-many-reaction-events"
  | "negative-concentration"
  | "negative-propensity"
  | "event-cascade"
  | "time-dependent-law"
  | "events-in-phases"
  | "ensemble-too-large"
  | "too-many-samples"
  | "runs-lost"
  | "clock-stops"
  | "interrupted"
  | "training-diverges"
  | "verification-fails"
>;

/** A run that could not go on: what happened, where and when, and what to try. */
export interface ExperimentFailure {
  /** As in the diagnostics catalogue. */
  readonly code: ExperimentFailureCode;
  /** One sentence. */
  readonly message: string;
  /** Simulated time at which the run stopped. */
  readonly time: number | undefined;
  /** The species that went wrong, as named in the source. */
  readonly species: string | undefined;
  readonly hint: string | undefined;
  /** Where the reaction stands that went wrong; undefined if it is no single one. */
  readonly origin?: Origin | undefined;
  /** Of a limit that was reached: what else helps than a higher one, as parts of a sentence. */
  readonly insteadOfLimit?: readonly string[] | undefined;
}
