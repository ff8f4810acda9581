// How a run ended → what to say about it and the exit code.

import type { ExperimentFailure } from "@ncrn/experiments";
import type { CommandContext } from "./context.js";
import { type ExitCode, exitCodes } from "./exit-codes.js";
import { type Problem, showProblem } from "./problem.js";
import { numberText } from "./table.js";

/** The part of every result that tells how the run ended. */
export interface RunEnd {
  readonly status: "completed" | "cancelled" | "failed";
  readonly failure: ExperimentFailure | undefined;
}

/** Says why a run did not complete; results so far have been written by then. */
export function reportRunEnd(context: CommandContext, { status, failure }: RunEnd): ExitCode {
  switch (status) {
    case "completed":
      return exitCodes.done;
    case "failed":
      showProblem(context.output, failureProblem(failure));
      return exitCodes.runFailed;
    case "cancelled":
      return reportStop(context);
  }
}

function reportStop({ interruption, output, timeoutSeconds }: CommandContext): ExitCode {
  if (interruption.reason() !== "timeout") {
    output.problem("ncrn: interrupted. Results so far are kept.");
    return exitCodes.interrupted;
  }
  showProblem(output, {
    code: "time-limit-reached",
    message: `the run was stopped after ${timeoutSeconds} s (--timeout); results so far are kept`,
    hint: "Give more time, or ask for a shorter run.",
    file: undefined,
  });
  return exitCodes.runFailed;
}

function failureProblem(failure: ExperimentFailure | undefined): Problem {
  const { message = "the run failed", hint, time, species } = failure ?? {};
  const details = [
    time === undefined || /\btime\b/.test(message) ? undefined : `time ${numberText(time)}`,
    species === undefined || message.includes(species) ? undefined : `species ${species}`,
  ].filter((detail) => detail !== undefined);
  const where = details.length === 0 ? "" : ` (${details.join(", ")})`;
  return { code: "run-failed", message: `${message.replace(/\.$/, "")}${where}`, hint, file: undefined };
}
