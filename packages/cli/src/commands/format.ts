// ncrn format: files → the same files in the one style. A file with syntax errors is left alone.

import { createSourceText } from "@ncrn/language";
import { formatText } from "@ncrn/language/format";
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
    const source = createSourceText(file, readModelText(file));
    const result = await formatText(source);
    if ("diagnostics" in result) {
      const sources = new Map([[file, source]]);
      showDiagnostics(context, result.diagnostics, sources);
      const diagnostics = diagnosticDocuments(result.diagnostics, sources);
      return { file, state: "failed", diagnostics, problem: undefined };
    }
    if (result.text === source.content)
      return { file, state: "unchanged", diagnostics: [], problem: undefined };
    if (!onlyCheck) writeAtomically(file, result.text);
    return { file, state: onlyCheck ? "unformatted" : "formatted", diagnostics: [], problem: undefined };
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    showProblem(context.output, error);
    return { file, state: "failed", diagnostics: [], problem: problemDocument(error) };
  }
}
