// File + name on the command line → the checked program and the compiled network that is meant, or a failure.

import { compiledSubject, type Subject, type SubjectKind } from "@ncrn/experiments";
import {
  type CheckedProgram,
  closestName,
  type Diagnostic,
  type DiagnosticCode,
  hasErrors,
} from "@ncrn/language";
import type { CommandContext } from "./context.js";
import { showDiagnostics } from "./diagnostics-report.js";
import { exitCodes } from "./exit-codes.js";
import { CommandFailure, DiagnosedFailure } from "./failure.js";
import { type Analysis, analyzeFile } from "./load-program.js";

/** What most commands work on. */
export interface OpenSubject {
  readonly subject: Subject;
  readonly program: CheckedProgram;
  /** The file's analysis; its diagnostics include those of lowering. */
  readonly analysis: Analysis;
}

/**
 * Reads, checks and lowers; shows warnings. Ends the command if there are errors or the name does not pick one candidate.
 * Where a name is given, only what was found in that network and in what it needs is shown, and counts.
 */
export function openSubject(
  context: CommandContext,
  file: string,
  name: string | undefined,
  kind: SubjectKind,
): OpenSubject {
  const analyzed = analyzeFile(context, file);
  const { program: sound, usable, diagnosticsAbout, ...analysis } = analyzed;
  if (sound === undefined && name === undefined) throw inputHasErrors(analysis);
  const program = sound ?? usable;
  const { subject, source, diagnostics, usage, candidates } = compiledSubject(program, name, kind);
  if (usage !== undefined) {
    if (sound === undefined) throw inputHasErrors(analysis);
    const there = candidates.length > 0 ? named(candidates) : contentsOf(program);
    throw unresolvedName(usage, name, { candidates, there });
  }
  const places = source === undefined || name === undefined ? undefined : [source.origin];
  const checked = places === undefined ? analysis.diagnostics : diagnosticsAbout(places);
  const found = { ...analysis, diagnostics: [...checked, ...diagnostics].filter(isNotSaidByRun(kind)) };
  if (subject === undefined || hasErrors(found.diagnostics)) throw inputHasErrors(found);
  showDiagnostics(context, found.diagnostics, analysis.sources);
  return { subject, program, analysis: found };
}

/** A run knows which volume and method the command line gives, and says so itself. */
function isNotSaidByRun(kind: SubjectKind): (diagnostic: Diagnostic) => boolean {
  const isRun = kind === "simulate" || kind === "scan";
  return ({ code }) => !isRun || !saidByRuns.has(code);
}

const saidByRuns: ReadonlySet<DiagnosticCode> = new Set(["volume-not-given", "statistic-without-runs"]);

function inputHasErrors({ diagnostics, sources }: Analysis): DiagnosedFailure {
  return new DiagnosedFailure(diagnostics, sources);
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
    ["scan", program.scans],
  ] as const;
  const found = kinds.flatMap(([kind, records]) =>
    records.length === 0 ? [] : [`${kind} ${named(records.map(({ name }) => name))}`],
  );
  return found.length === 0 ? "no networks, models or records" : found.join("; ");
}
