// How a run ended → what to say about it and the exit code.

import type { ExperimentFailure, TrainingFailure } from "@ncrn/experiments";
import { catalogue, createDiagnostic, InternalError, type Origin } from "@ncrn/language";
import type { CommandContext } from "./context.js";
import { type Sources, showDiagnostics } from "./diagnostics-report.js";
import { type ExitCode, exitCodes } from "./exit-codes.js";
import { showProblem } from "./problem.js";
import { numberText } from "./table.js";

/** The part of every result that tells how the run ended. */
export interface RunEnd {
  readonly status: "completed" | "cancelled" | "failed";
  readonly failure: (ExperimentFailure & Partial<TrainingFailure> & { readonly row?: number }) | undefined;
}

/** What failed: the record or network in the source that a failure is shown at. */
export interface RunPlace {
  readonly origin: Origin;
  readonly sources: Sources;
}

/** Says why a run did not complete; results so far have been written by then. */
export function reportRunEnd(
  context: CommandContext,
  { status, failure }: RunEnd,
  place: RunPlace,
): ExitCode {
  switch (status) {
    case "completed":
      return exitCodes.done;
    case "failed":
      reportFailedRun(context, failure, place);
      return exitCodes.runFailed;
    case "cancelled":
      return reportStop(context);
  }
}

function reportFailedRun(context: CommandContext, failure: RunEnd["failure"], place: RunPlace): void {
  if (failure === undefined) throw new InternalError("a run failed without saying why");
  const { code, origin = place.origin, insteadOfLimit } = failure;
  // What is a limit to the simulator is a flag here.
  const hint = insteadOfLimit === undefined ? failure.hint : flagHint(insteadOfLimit);
  const related = origin === place.origin ? [] : [{ origin: place.origin, message: "in this run" }];
  const extras = { related, ...(hint === undefined ? {} : { hint }) };
  const diagnostic = createDiagnostic(code, origin, { sentence: sentenceOf(failure) }, extras);
  showDiagnostics(context, [diagnostic], place.sources);
}

/** What to do about a limit: raise it, or one of the other things. */
function flagHint(insteadOfLimit: readonly string[]): string {
  return `Raise ${["`--max-steps`", ...insteadOfLimit.slice(0, -1)].join(", ")}, or ${insteadOfLimit.at(-1)}.`;
}

/** The message with the place in the training, the time and the species, as far as it does not name them. */
function sentenceOf(failure: NonNullable<RunEnd["failure"]>): string {
  const { message, time, species, epoch, sample, phase, row } = failure;
  const details = [
    epoch === undefined || /\b(epoch|before training)\b/.test(message)
      ? undefined
      : `${epoch === 0 ? "before training" : `epoch ${epoch}`}, sample ${sample}, phase ${phase}`,
    row === undefined ? undefined : `row ${row}`,
    time === undefined || /\btime\b/.test(message) ? undefined : `time ${numberText(time)}`,
    species === undefined || message.includes(species) ? undefined : `species ${species}`,
  ].filter((detail) => detail !== undefined);
  return details.length === 0 ? message : `${message.replace(/\.$/, "")} (${details.join(", ")}).`;
}

function reportStop({ interruption, output, timeoutSeconds = 0 }: CommandContext): ExitCode {
  if (interruption.reason() !== "timeout") {
    const message = "The run was interrupted; results so far are kept.";
    showProblem(output, { code: "interrupted", message, hint: undefined, file: undefined });
    return exitCodes.interrupted;
  }
  const { message, hint } = catalogue["time-limit-reached"];
  const limit = { seconds: timeoutSeconds };
  showProblem(output, {
    code: "time-limit-reached",
    message: message(limit),
    hint: hint?.(limit),
    file: undefined,
  });
  return exitCodes.runFailed;
}
