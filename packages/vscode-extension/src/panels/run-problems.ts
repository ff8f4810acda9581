// Diagnostics of runs: a run that fails shows where in the source, until the next run or until the panel is closed.
// Problems that the language server shows already are left out.

import type { Severity } from "@ncrn/language";
import { Diagnostic, DiagnosticSeverity, type Disposable, languages, Range, Uri, workspace } from "vscode";
import type { PanelSubject } from "../messages/panel-messages.js";
import type { RunProblem } from "../messages/run-messages.js";

/** What runs have found, by panel. */
export interface RunProblems extends Disposable {
  readonly show: (subject: PanelSubject, problems: readonly RunProblem[]) => Promise<void>;
  readonly clear: (subject: PanelSubject) => void;
}

/** An empty collection. */
export function createRunProblems(): RunProblems {
  const collection = languages.createDiagnosticCollection("ncrn run");
  const bySubject = new Map<string, ReadonlyMap<string, readonly Diagnostic[]>>();
  const newest = new Map<string, readonly RunProblem[]>();
  const publish = (): void => {
    collection.clear();
    const byFile = new Map<string, Diagnostic[]>();
    for (const found of bySubject.values())
      for (const [file, list] of found) byFile.set(file, [...(byFile.get(file) ?? []), ...list]);
    for (const [file, list] of byFile) collection.set(Uri.parse(file), list);
  };
  return {
    show: async (subject, problems) => {
      const key = keyOf(subject);
      newest.set(key, problems);
      const found = await diagnosticsByFile(problems);
      if (newest.get(key) !== problems) return; // there are newer ones, or the panel was closed
      bySubject.set(key, found);
      publish();
    },
    clear: (subject) => {
      newest.delete(keyOf(subject));
      bySubject.delete(keyOf(subject));
      publish();
    },
    dispose: () => collection.dispose(),
  };
}

function keyOf({ uri, kind, name }: PanelSubject): string {
  return `${kind} ${name ?? ""} ${uri}`;
}

async function diagnosticsByFile(
  problems: readonly RunProblem[],
): Promise<ReadonlyMap<string, readonly Diagnostic[]>> {
  const byFile = new Map<string, Diagnostic[]>();
  for (const { file, span, severity, code, message } of problems) {
    const document = await documentAt(file);
    if (document === undefined) continue;
    const range = new Range(document.positionAt(span.start), document.positionAt(span.end));
    if (isShown(Uri.parse(file), range, code)) continue;
    const diagnostic = new Diagnostic(range, message, severities[severity]);
    diagnostic.code = code;
    diagnostic.source = "ncrn run";
    byFile.set(file, [...(byFile.get(file) ?? []), diagnostic]);
  }
  return byFile;
}

/** Built-in files have no address and are left out. */
async function documentAt(file: string) {
  try {
    return await workspace.openTextDocument(Uri.parse(file, true));
  } catch {
    return undefined;
  }
}

function isShown(uri: Uri, range: Range, code: string): boolean {
  return languages
    .getDiagnostics(uri)
    .some(
      (other) =>
        other.source === "ncrn" &&
        (typeof other.code === "object" ? other.code.value : other.code) === code &&
        other.range.isEqual(range),
    );
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};
