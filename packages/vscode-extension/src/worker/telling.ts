// What a run says while it goes on: progress, problems, and at which place it failed.

import type { ExperimentFailure, Progress, RunControl } from "@ncrn/experiments";
import type { Diagnostic, Origin } from "@ncrn/language";
import type { RunEnd, RunNews, RunProblem } from "../messages/run-messages.js";
import { problemFrom } from "./problem-from-diagnostic.js";

/** How a run tells its news. */
export interface Telling {
  readonly tell: (news: RunNews) => void;
  /** Milliseconds of any clock. */
  readonly now: () => number;
  /** Whether what goes wrong from now on is due to values that sliders have set. */
  readonly isOfSliders: boolean;
}

/** How a run ended. */
export type Ending = Omit<RunEnd, "milliseconds">;

/** Tells diagnostics of the text. */
export function sayProblems(
  diagnostics: readonly Diagnostic[],
  isFatal: boolean,
  { tell, isOfSliders }: Telling,
): void {
  tell({ kind: "problems", problems: diagnostics.map(problemFrom), isFatal, isOfSliders });
}

/** People cannot read faster, and each message takes the page some time. */
const PROGRESS_MILLISECONDS = 50;

/** Tells of progress; `inWords` may say more of it than the run does. */
export function controlBy(
  { tell, now }: Pick<Telling, "tell" | "now">,
  inWords: (progress: Progress) => string | undefined = ({ detail }) => detail,
): RunControl {
  let next = Number.NEGATIVE_INFINITY;
  return {
    onProgress: (progress) => {
      if (now() < next) return;
      next = now() + PROGRESS_MILLISECONDS;
      const { done, total } = progress;
      tell({ kind: "progress", done, total, detail: inWords(progress) });
    },
  };
}

/** At the reaction that went wrong; at the record if it is no single one, or stands in a built-in file. */
export function sayFailure(
  failure: ExperimentFailure,
  record: Origin,
  { tell, isOfSliders }: Telling,
): Pick<Ending, "failure" | "problem"> {
  const { origin = record } = failure;
  const { file, span } = origin.file.startsWith("std/") ? record : origin;
  const problem: RunProblem = {
    severity: "error",
    code: failure.code,
    message: sentenceOf(failure),
    file,
    span,
  };
  tell({ kind: "problems", problems: [problem], isFatal: false, isOfSliders, isFailure: true });
  return { failure: problem.message, problem };
}

function sentenceOf({ message, hint }: ExperimentFailure): string {
  return hint === undefined ? message : `${message} ${hint}`;
}
