// A command that cannot go on: thrown where it is found, shown once in main.ts, never with a stack trace.

import type { Diagnostic, DiagnosticCode } from "@ncrn/language";
import type { Sources } from "./diagnostics-report.js";
import { type ExitCode, exitCodes } from "./exit-codes.js";

/** What a failure may carry beside its sentence. */
export interface FailureDetails {
  /** What to do about it. */
  readonly hint?: string | undefined;
  /** The file it is about, as the user wrote it. */
  readonly file?: string | undefined;
  /** One-based line in the file. */
  readonly line?: number | undefined;
  readonly exitCode?: ExitCode;
}

/** Ends a command with one message; `code` is that of the diagnostics catalogue. */
export class CommandFailure extends Error {
  readonly code: DiagnosticCode;
  readonly hint: string | undefined;
  readonly file: string | undefined;
  readonly line: number | undefined;
  readonly exitCode: ExitCode;

  constructor(code: DiagnosticCode, message: string, details: FailureDetails = {}) {
    super(message);
    this.name = "CommandFailure";
    this.code = code;
    this.hint = details.hint;
    this.file = details.file;
    this.line = details.line;
    this.exitCode = details.exitCode ?? exitCodes.inputHasErrors;
  }
}

/** Ends a command because its input has errors; they are shown where the failure is caught. */
export class DiagnosedFailure extends Error {
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: Sources;

  constructor(diagnostics: readonly Diagnostic[], sources: Sources) {
    super("the input has errors");
    this.name = "DiagnosedFailure";
    this.diagnostics = diagnostics;
    this.sources = sources;
  }
}

/** A failure of the command line itself. */
export function wrongUsage(code: DiagnosticCode, message: string, hint?: string): CommandFailure {
  return new CommandFailure(code, message, { hint, exitCode: exitCodes.wrongUsage });
}
