// The files of a result, each written whatever became of the others: a full disk shall not cost what was computed.

import type { CommandContext } from "./context.js";
import { type ExitCode, exitCodes } from "./exit-codes.js";
import { CommandFailure } from "./failure.js";
import { problemDocument, showProblem } from "./problem.js";

/** Something that writes, and the file it is about. */
export interface FileToWrite {
  readonly file: string;
  readonly write: () => void | Promise<void>;
}

export interface Writing {
  /** In the order of writing. */
  readonly written: readonly string[];
  readonly failures: readonly CommandFailure[];
}

/** Writes all files that can be written. */
export async function writeEach(files: readonly FileToWrite[]): Promise<Writing> {
  const written: string[] = [];
  const failures: CommandFailure[] = [];
  for (const { file, write } of files) {
    try {
      await write();
      written.push(file);
    } catch (error) {
      if (!(error instanceof CommandFailure)) throw error;
      failures.push(error);
    }
  }
  return { written, failures };
}

/** What a JSON document says of failures to write, beside the results. */
export function failuresDocument({ failures }: Writing): Record<string, unknown> {
  return failures.length === 0 ? {} : { error: problemDocument(failures[0]!) };
}

/** Says what could not be written; `exitCode` is that of the run, which comes first. */
export function reportWriting(
  { output }: CommandContext,
  { failures }: Writing,
  exitCode: ExitCode,
): ExitCode {
  for (const failure of failures) showProblem(output, failure);
  return exitCode === exitCodes.done && failures.length > 0 ? failures[0]!.exitCode : exitCode;
}
