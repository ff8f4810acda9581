// File + name on the command line → the checked program and the compiled network that is meant, or a failure.

import { compiledSubject, type Subject, type SubjectKind } from "@ncrn/experiments";
import { type CheckedProgram, closestName, type Diagnostic, hasErrors } from "@ncrn/language";
import type { CommandContext } from "./context.js";
import { showDiagnostics } from "./diagnostics-report.js";
import { exitCodes } from "./exit-codes.js";
import { CommandFailure, DiagnosedFailure } from "./failure.js";
import { type Analysis, loadProgram } from "./load-program.js";

/** What most commands work on. */
export interface OpenSubject {
  readonly subject: Subject;
  readonly program: CheckedProgram;
  /** The file's analysis; its diagnostics include those of lowering. */
  readonly analysis: Analysis;
}

/** Reads, checks and lowers; shows warnings. Ends the command if there are errors or the name does not pick one candidate. */
export function openSubject(
  context: CommandContext,
  file: string,
  name: string | undefined,
  kind: SubjectKind,
): OpenSubject {
  const { program, analysis } = loadProgram(context, file);
  const { subject, diagnostics, usage, candidates } = compiledSubject(program, name, kind);
  if (usage !== undefined) {
    const there = candidates.length > 0 ? named(candidates) : contentsOf(program);
    throw unresolvedName(usage, name, { candidates, there });
  }
  const all = [...analysis.diagnostics, ...diagnostics];
  if (subject === undefined || hasErrors(diagnostics)) throw new DiagnosedFailure(all, analysis.sources);
  showDiagnostics(context, all, analysis.sources);
  return { subject, program, analysis: { ...analysis, diagnostics: all } };
}

/** A file without any candidate is at fault itself; otherwise the name on the command line is. */
function unresolvedName(
  usage: Diagnostic,
  name: string | undefined,
  { candidates, there }: { readonly candidates: readonly string[]; readonly there: string },
): CommandFailure {
  const { code, message, origin } = usage;
  const near = name === undefined ? undefined : closestName(name, candidates);
  const meant = near === undefined ? [] : [`Did you mean \`${near}\`?`];
  return new CommandFailure(code, message, {
    file: origin.file,
    hint: [...meant, `The file has ${there}.`].join(" "),
    exitCode: code === "nothing-to-run" ? exitCodes.inputHasErrors : exitCodes.wrongUsage,
  });
}

function named(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(", ");
}

/** Everything that can be named in a file, by its kind. */
function contentsOf(program: CheckedProgram): string {
  const kinds = [
    ["crn", program.networks],
    ["model", program.models],
    ["learn", program.learns],
    ["data", program.data],
    ["train", program.trainings],
    ["simulate", program.simulations],
  ] as const;
  const found = kinds.flatMap(([kind, records]) =>
    records.length === 0 ? [] : [`${kind} ${named(records.map(({ name }) => name))}`],
  );
  return found.length === 0 ? "no networks, models or records" : found.join("; ");
}
