// textDocument/codeAction: the quick fixes of the diagnostics that the selection touches.

import { type Diagnostic, fixesFor, type Span } from "@ncrn/language";
import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  CodeActionRequest,
  type Range,
} from "vscode-languageserver";
import type { Feature, FeatureContext } from "../feature.js";
import type { Snapshot } from "../snapshot.js";
import { diagnosticToProtocol, rangeFromSpan, textEditsFrom } from "../to-lsp.js";
import { diagnosticsOf } from "./diagnostics.js";

export const codeAction: Feature<CodeActionParams, CodeAction[] | null> = {
  method: CodeActionRequest.method,
  capabilities: { codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] } },
  nothing: null,
  respond: quickFixes,
};

/** What could be repaired here; our own diagnostics count, not those that the client remembers. */
export function quickFixes(
  snapshot: Snapshot,
  { range, context }: Pick<CodeActionParams, "range" | "context">,
  { placesOf }: FeatureContext,
): CodeAction[] {
  if (context.only?.every((kind) => !includesKind(kind, CodeActionKind.QuickFix))) return [];
  const places = placesOf(snapshot);
  const { source, uri } = snapshot;
  const touches = (span: Span): boolean => touch(rangeFromSpan(source, span), range);
  return diagnosticsOf(snapshot)
    .filter(({ origin }) => origin.file === source.name && touches(origin.span))
    .flatMap((diagnostic: Diagnostic) =>
      fixesFor(diagnostic, source).map(({ title, edits }, index) => ({
        title,
        kind: CodeActionKind.QuickFix,
        diagnostics: [diagnosticToProtocol(diagnostic, source, places)],
        isPreferred: index === 0, // fixes come with the likeliest first
        edit: { changes: { [uri]: textEditsFrom(source, edits) } },
      })),
    );
}

/** Kinds are a tree with dots: `quickfix` includes `quickfix.spelling`, and the empty kind everything. */
function includesKind(kind: string, other: string): boolean {
  return kind === "" || kind === other || other.startsWith(`${kind}.`);
}

/** True also if only their ends meet: a cursor behind a word belongs to it. */
function touch(a: Range, b: Range): boolean {
  const isAfter = (start: Range["start"], end: Range["end"]): boolean =>
    start.line > end.line || (start.line === end.line && start.character > end.character);
  return !isAfter(a.start, b.end) && !isAfter(b.start, a.end);
}
