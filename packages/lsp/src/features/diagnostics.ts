// Snapshot → what is shown in the editor: the diagnostics of the document and of the files that it imports, by address.

import { type Diagnostic, type Severity, type SourceText, sortDiagnostics } from "@ncrn/language";
import { DiagnosticSeverity, type Diagnostic as ProtocolDiagnostic } from "vscode-languageserver";
import type { Snapshot } from "../snapshot.js";
import { diagnosticToProtocol, type Places } from "../to-lsp.js";

/** Diagnostics by the address of the file that they are in; the document itself is always there. */
export type DiagnosticsByUri = ReadonlyMap<string, readonly ProtocolDiagnostic[]>;

/** All diagnostics of a snapshot, of all stages. */
export function diagnosticsOf(snapshot: Snapshot): readonly Diagnostic[] {
  return sortDiagnostics([...snapshot.diagnostics(), ...snapshot.lowering()]);
}

/** Diagnostics of a snapshot (all, if none are given) as the protocol wants them; those in files that are not at hand are left out. */
export function diagnostics(
  snapshot: Snapshot,
  places: Places,
  all: readonly Diagnostic[] = diagnosticsOf(snapshot),
): DiagnosticsByUri {
  const byUri = new Map<string, readonly ProtocolDiagnostic[]>([[snapshot.uri, []]]);
  for (const [file, found] of byFile(all)) {
    const source: SourceText | undefined = places.sourceOf(file);
    if (source === undefined) continue;
    const shown = found.length <= MOST_SHOWN ? found : mostSerious(found);
    const list = shown.map((diagnostic) => diagnosticToProtocol(diagnostic, source, places));
    byUri.set(places.uriOf(file), shown === found ? list : [...list, noteAbout(found.length)]);
  }
  return byUri;
}

/** Nobody reads more, and editors are slow to show them. */
const MOST_SHOWN = 1000;

function byFile(all: readonly Diagnostic[]): ReadonlyMap<string, readonly Diagnostic[]> {
  const files = new Map<string, Diagnostic[]>();
  for (const diagnostic of all) {
    const { file } = diagnostic.origin;
    const list = files.get(file);
    if (list === undefined) files.set(file, [diagnostic]);
    else list.push(diagnostic);
  }
  return files;
}

const severities: readonly Severity[] = ["error", "warning", "information", "hint"];

/** Errors first, in the order of the text. */
function mostSerious(found: readonly Diagnostic[]): readonly Diagnostic[] {
  const sorted = severities.flatMap((wanted) => found.filter(({ severity }) => severity === wanted));
  return sorted.slice(0, MOST_SHOWN);
}

/** Says at the beginning of the file what is not shown. */
function noteAbout(count: number): ProtocolDiagnostic {
  const start = { line: 0, character: 0 };
  const [shown, all] = [MOST_SHOWN, count].map((number) => number.toLocaleString("en"));
  return {
    range: { start, end: start },
    severity: DiagnosticSeverity.Information,
    source: "ncrn",
    message: `Only the first ${shown} of ${all} messages about this file are shown.`,
  };
}
