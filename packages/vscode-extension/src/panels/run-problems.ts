// Diagnostics of runs: a run that fails shows where in the source, until the next run or until the panel is closed.
// Problems that the language server shows already are left out.

import type { Severity } from "@ncrn/language";
import { levelsFrom, withLevels } from "@ncrn/lsp/client";
import { Diagnostic, DiagnosticSeverity, type Disposable, languages, Range, Uri, workspace } from "vscode";
import type { PanelSubject } from "../messages/panel-messages.js";
import type { RunProblem } from "../messages/run-messages.js";
import { subjectKey } from "./subject-key.js";

/** What runs have found, by panel. */
export interface RunProblems extends Disposable {
  readonly show: (subject: PanelSubject, problems: readonly RunProblem[]) => Promise<void>;
  readonly clear: (subject: PanelSubject) => void;
}

/** An empty collection; `pages` is the folder with the pages about codes. */
export function createRunProblems(pages: Uri): RunProblems {
  const collection = languages.createDiagnosticCollection("ncrn run");
  const bySubject = new Map<string, DiagnosticsByFile>();
  const newest = new Map<string, readonly RunProblem[]>();
  let published = "";
  // The language server may say the same before or after a run does.
  const publish = (): void => {
    const byFile = withoutShown([...bySubject.values()]);
    const next = JSON.stringify([...byFile]);
    if (next === published) return; // what follows tells of itself, too
    published = next;
    collection.clear();
    for (const [file, list] of byFile) collection.set(Uri.parse(file), list);
  };
  const following = languages.onDidChangeDiagnostics(publish);
  return {
    show: async (subject, problems) => {
      const key = subjectKey(subject);
      newest.set(key, problems);
      const found = await diagnosticsByFile(problems, pages);
      if (newest.get(key) !== problems) return; // there are newer ones, or the panel was closed
      bySubject.set(key, found);
      publish();
    },
    clear: (subject) => {
      newest.delete(subjectKey(subject));
      bySubject.delete(subjectKey(subject));
      publish();
    },
    dispose: () => {
      for (const disposable of [following, collection]) disposable.dispose();
    },
  };
}

type DiagnosticsByFile = ReadonlyMap<string, readonly Diagnostic[]>;

/** All together and each once, but for those that the language server shows at the same place. */
function withoutShown(all: readonly DiagnosticsByFile[]): ReadonlyMap<string, Diagnostic[]> {
  const byFile = new Map<string, Diagnostic[]>();
  for (const [file, list] of all.flatMap((found) => [...found])) {
    const before = byFile.get(file) ?? [];
    const left = list
      .filter((diagnostic) => !isShown(Uri.parse(file), diagnostic))
      .filter((one) => !before.some((other) => isSame(one, other)));
    if (left.length > 0) byFile.set(file, [...before, ...left]);
  }
  return byFile;
}

/** Two panels may find the same. */
function isSame(one: Diagnostic, other: Diagnostic): boolean {
  return codeOf(one) === codeOf(other) && one.message === other.message && one.range.isEqual(other.range);
}

async function diagnosticsByFile(problems: readonly RunProblem[], pages: Uri): Promise<DiagnosticsByFile> {
  const byFile = new Map<string, Diagnostic[]>();
  for (const problem of problems) {
    const { file, span, code, message } = problem;
    const [shown] = withLevels([problem], levelsAt(file));
    if (shown === undefined) continue;
    const document = await documentAt(file);
    if (document === undefined) continue;
    const range = new Range(document.positionAt(span.start), document.positionAt(span.end));
    const diagnostic = new Diagnostic(range, message, severities[shown.severity]);
    diagnostic.code = { value: code, target: Uri.joinPath(pages, `${code}.md`) };
    diagnostic.source = "ncrn run";
    byFile.set(file, [...(byFile.get(file) ?? []), diagnostic]);
  }
  return byFile;
}

/** What the user does not want to see of the language server is not to be seen here either. */
function levelsAt(file: string) {
  return levelsFrom(workspace.getConfiguration("ncrn", Uri.parse(file)).get("diagnostics.severity"));
}

/** Built-in files have no address and are left out. */
async function documentAt(file: string) {
  try {
    return await workspace.openTextDocument(Uri.parse(file, true));
  } catch {
    return undefined;
  }
}

function isShown(uri: Uri, diagnostic: Diagnostic): boolean {
  return languages
    .getDiagnostics(uri)
    .some(
      (other) =>
        other.source === "ncrn" &&
        codeOf(other) === codeOf(diagnostic) &&
        other.range.isEqual(diagnostic.range),
    );
}

/** Without the link to its page. */
function codeOf({ code }: Diagnostic): string | number | undefined {
  return typeof code === "object" ? code.value : code;
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};
