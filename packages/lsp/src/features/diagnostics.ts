// Snapshot → what is shown in the editor: the diagnostics of the document and of the files that it imports, by address.

import { type Diagnostic, type SourceText, sortDiagnostics } from "@ncrn/language";
import type { Diagnostic as ProtocolDiagnostic } from "vscode-languageserver";
import type { Snapshot } from "../snapshot.js";
import { diagnosticToProtocol, type Places } from "../to-lsp.js";

/** Diagnostics by the address of the file that they are in; the document itself is always there. */
export type DiagnosticsByUri = ReadonlyMap<string, readonly ProtocolDiagnostic[]>;

/** All diagnostics of a snapshot, of all stages. */
export function diagnosticsOf(snapshot: Snapshot): readonly Diagnostic[] {
  return sortDiagnostics([...snapshot.diagnostics(), ...snapshot.lowering()]);
}

/** The diagnostics of a snapshot as the protocol wants them; those in files that are not at hand are left out. */
export function diagnostics(snapshot: Snapshot, places: Places): DiagnosticsByUri {
  const byUri = new Map<string, ProtocolDiagnostic[]>([[snapshot.uri, []]]);
  for (const diagnostic of diagnosticsOf(snapshot)) {
    const source: SourceText | undefined = places.sourceOf(diagnostic.origin.file);
    if (source === undefined) continue;
    const uri = places.uriOf(diagnostic.origin.file);
    const list = byUri.get(uri) ?? [];
    list.push(diagnosticToProtocol(diagnostic, source, places));
    byUri.set(uri, list);
  }
  return byUri;
}
