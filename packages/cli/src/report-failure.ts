// Whatever ended a command → one message for people or one JSON document, and the exit code. No stack traces.

import { catalogue } from "@ncrn/language";
import type { CommandContext } from "./context.js";
import { diagnosticDocuments, showDiagnostics } from "./diagnostics-report.js";
import { type ExitCode, exitCodes } from "./exit-codes.js";
import { CommandFailure, DiagnosedFailure } from "./failure.js";
import { memoryProblem } from "./memory-exhaustion.js";
import { type Problem, reportProblem } from "./problem.js";

/** Shows what was thrown and says with which code the process should end. */
export function reportFailure(context: CommandContext, error: unknown): ExitCode {
  if (error instanceof CommandFailure) {
    reportProblem(context.output, error);
    return error.exitCode;
  }
  if (error instanceof DiagnosedFailure) {
    reportDiagnostics(context, error);
    return exitCodes.inputHasErrors;
  }
  const exhausted = memoryProblem(error);
  if (exhausted !== undefined) {
    reportProblem(context.output, exhausted);
    return exitCodes.runFailed;
  }
  reportProblem(context.output, problemFromDefect(error));
  if (process.env["NCRN_DEBUG"] === "1" && error instanceof Error) context.output.problem(error.stack ?? "");
  return exitCodes.internalError;
}

function reportDiagnostics(context: CommandContext, { diagnostics, sources }: DiagnosedFailure): void {
  showDiagnostics(context, diagnostics, sources);
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  const error: Pick<Problem, "code" | "message"> = {
    code: "input-has-errors",
    message: catalogue["input-has-errors"].message({ errors }),
  };
  if (context.output.json)
    context.output.document({ error, diagnostics: diagnosticDocuments(diagnostics, sources) });
}

function problemFromDefect(error: unknown): Problem {
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: "internal-error",
    message: `this is a bug in ncrn: ${message}`,
    hint: "Report it with the file that caused it. NCRN_DEBUG=1 shows where it happened.",
    file: undefined,
  };
}
