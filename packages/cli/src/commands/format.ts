// ncrn format: files → the same files in the one style. A file with syntax errors is left alone.

import { createSourceText, type Diagnostic, hasErrors, parse } from "@ncrn/language";
import plugin from "@ncrn/language/format";
import { format as formatWithPrettier } from "prettier";
import type { CommandContext } from "../context.js";
import { diagnosticDocuments, showDiagnostics } from "../diagnostics-report.js";
import { type ExitCode, exitCodes } from "../exit-codes.js";
import { CommandFailure } from "../failure.js";
import { readModelText, writeAtomically } from "../files.js";
import { type Problem, problemDocument, showProblem } from "../problem.js";
import { counted } from "../table.js";

/** What became of one file. */
interface FormattedFile {
  readonly file: string;
  readonly state: "unchanged" | "formatted" | "unformatted" | "failed";
  readonly diagnostics: ReturnType<typeof diagnosticDocuments>;
  readonly problem: Problem | undefined;
}

/** Formats in place; with `onlyCheck`, changes nothing and fails if a file would change. */
export async function format(
  context: CommandContext,
  files: readonly string[],
  onlyCheck: boolean,
): Promise<ExitCode> {
  const results: FormattedFile[] = [];
  for (const file of files) results.push(await formatFile(context, file, onlyCheck));
  const count = (state: FormattedFile["state"]): number =>
    results.filter((result) => result.state === state).length;
  for (const { file, state } of results) {
    if (state === "formatted") context.output.message(`formatted ${file}`);
    if (state === "unformatted") context.output.problem(`${file}: not formatted`);
  }
  if (context.output.json) {
    context.output.document({
      files: results.map(({ file, state }) => ({ file, state })),
      diagnostics: results.flatMap(({ diagnostics }) => diagnostics),
      problems: results.flatMap(({ problem }) => problem ?? []),
    });
  } else {
    context.output.message(
      `${counted(files.length, "file")}: ${count("formatted") + count("unformatted")} ${onlyCheck ? "not formatted" : "changed"}, ${count("unchanged")} as they should be`,
    );
  }
  return count("failed") + count("unformatted") > 0 ? exitCodes.inputHasErrors : exitCodes.done;
}

async function formatFile(context: CommandContext, file: string, onlyCheck: boolean): Promise<FormattedFile> {
  try {
    const text = readModelText(file);
    const syntax = syntaxProblems(context, file, text);
    if (syntax.length > 0) return { file, state: "failed", diagnostics: syntax, problem: undefined };
    const formatted = await formatWithPrettier(text, { parser: "ncrn", plugins: [plugin], filepath: file });
    if (formatted === text) return { file, state: "unchanged", diagnostics: [], problem: undefined };
    if (!onlyCheck) writeAtomically(file, formatted);
    return { file, state: onlyCheck ? "unformatted" : "formatted", diagnostics: [], problem: undefined };
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    showProblem(context.output, error);
    return { file, state: "failed", diagnostics: [], problem: problemDocument(error) };
  }
}

/** Shows syntax errors and returns them; text that does not parse must not be printed anew. */
function syntaxProblems(context: CommandContext, file: string, text: string): FormattedFile["diagnostics"] {
  const source = createSourceText(file, text);
  const diagnostics: readonly Diagnostic[] = parse(source).diagnostics;
  if (!hasErrors(diagnostics)) return [];
  const sources = new Map([[file, source]]);
  showDiagnostics(context, diagnostics, sources);
  return diagnosticDocuments(diagnostics, sources);
}
