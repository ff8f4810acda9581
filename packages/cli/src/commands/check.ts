// ncrn check: files → every diagnostic of text, model and lowering, and a line that sums up.

import { checkLowering } from "@ncrn/compiler";
import { type Severity, sortDiagnostics } from "@ncrn/language";
import type { CommandContext } from "../context.js";
import { type DiagnosticDocument, diagnosticDocuments, showDiagnostics } from "../diagnostics-report.js";
import { type ExitCode, exitCodes } from "../exit-codes.js";
import { CommandFailure } from "../failure.js";
import { analyzeFile } from "../load-program.js";
import { type Problem, problemDocument, showProblem } from "../problem.js";
import { counted } from "../table.js";

/** What was found in one file. */
interface CheckedFile {
  readonly diagnostics: readonly DiagnosticDocument[];
  /** Why the file could not be checked at all; undefined if it could. */
  readonly problem: Problem | undefined;
}

/** Checks all files, also after one that cannot be read. */
export async function check(context: CommandContext, files: readonly string[]): Promise<ExitCode> {
  const checked = files.map((file) => checkFile(context, file));
  const diagnostics = checked.flatMap((file) => file.diagnostics);
  const problems = checked.flatMap(({ problem }) => problem ?? []);
  const count = (severity: Severity): number =>
    diagnostics.filter((found) => found.severity === severity).length;
  const errors = count("error") + problems.length;
  if (context.output.json) {
    const unreadable = problems.map(problemDocument);
    context.output.document({ files, errors, warnings: count("warning"), diagnostics, problems: unreadable });
  } else {
    context.output.message(
      summary(files.length, errors, count("warning"), context.hints ? 0 : count("hint")),
    );
  }
  return errors > 0 ? exitCodes.inputHasErrors : exitCodes.done;
}

function checkFile(context: CommandContext, file: string): CheckedFile {
  try {
    const { program, diagnostics, sources } = analyzeFile(context, file);
    if (sources.get(file)?.content.trim() === "")
      throw new CommandFailure("empty-file", "the file is empty", { file });
    const all = sortDiagnostics([...diagnostics, ...(program === undefined ? [] : checkLowering(program))]);
    showDiagnostics(context, all, sources);
    return { diagnostics: diagnosticDocuments(all, sources), problem: undefined };
  } catch (error) {
    if (!(error instanceof CommandFailure) || error.exitCode === exitCodes.wrongUsage) throw error;
    showProblem(context.output, error);
    return { diagnostics: [], problem: error };
  }
}

function summary(files: number, errors: number, warnings: number, hiddenHints: number): string {
  const hidden = hiddenHints === 0 ? "" : ` (${counted(hiddenHints, "hint")} with --hints)`;
  if (errors === 0 && warnings === 0) return `${counted(files, "file")} checked: no problems${hidden}`;
  return `${counted(files, "file")} checked: ${counted(errors, "error")}, ${counted(warnings, "warning")}${hidden}`;
}
