// textDocument/codeAction: quick fixes of the diagnostics that the selection touches, other ways of writing what stands
// there, and, where they are asked for, actions on the whole document.

import { type Diagnostic, fixesFor, type Span } from "@ncrn/language";
import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  CodeActionRequest,
  CodeActionTriggerKind,
  type Range,
} from "vscode-languageserver";
import { loadedOf } from "../cursor.js";
import type { Feature, FeatureContext } from "../feature.js";
import { fixesOfFiles } from "../fixes/fixes-of-files.js";
import { fixesOfImports } from "../fixes/fixes-of-imports.js";
import { placeOfSelection } from "../refactorings/place-of-selection.js";
import { refactorings } from "../refactorings/refactorings.js";
import { sourceActions } from "../refactorings/source-actions.js";
import { withLevels } from "../shown-severity.js";
import type { Snapshot } from "../snapshot.js";
import {
  diagnosticToProtocol,
  offsetFromPosition,
  rangeFromSpan,
  type SpanEdit,
  textEditsFrom,
} from "../to-lsp.js";
import { diagnosticsOf } from "./diagnostics.js";

/** The part of a request that the answer rests on. */
type Asked = Pick<CodeActionParams, "range" | "context">;

const kinds = new Set([
  CodeActionKind.QuickFix,
  ...refactorings.map(({ kind }) => kind),
  ...sourceActions.map(({ kind }) => kind),
]);

export const codeAction: Feature<CodeActionParams, CodeAction[] | null> = {
  method: CodeActionRequest.method,
  capabilities: { codeActionProvider: { codeActionKinds: [...kinds] } },
  nothing: null,
  respond: codeActions,
};

/** Everything that can be done here; nothing for a client that only knows commands, of which there are none. */
export function codeActions(snapshot: Snapshot, asked: Asked, context: FeatureContext): CodeAction[] {
  if (context.client?.codeActions === false) return [];
  return [
    ...quickFixes(snapshot, asked, context),
    ...refactoringsAt(snapshot, asked),
    ...actionsOnSource(snapshot, asked),
  ];
}

/** What could be repaired here; our own diagnostics count, not those that the client remembers. */
export function quickFixes(
  snapshot: Snapshot,
  { range, context }: Asked,
  { placesOf, settings, workspace }: FeatureContext,
): CodeAction[] {
  if (!isWanted(context, CodeActionKind.QuickFix)) return [];
  const places = placesOf(snapshot);
  const { source } = snapshot;
  const touches = (span: Span): boolean => touch(rangeFromSpan(source, span), range);
  return withLevels(diagnosticsOf(snapshot), settings.diagnostics.severity)
    .filter(({ origin }) => origin.file === source.name && touches(origin.span))
    .flatMap((diagnostic: Diagnostic) =>
      [
        ...fixesOfImports(diagnostic, snapshot, workspace),
        ...fixesFor(diagnostic, source),
        ...fixesOfFiles(diagnostic, snapshot, workspace),
      ].map(({ title, edits }, index) => ({
        ...action(snapshot, { title, kind: CodeActionKind.QuickFix, edits }),
        diagnostics: [diagnosticToProtocol(diagnostic, source, places)],
        isPreferred: index === 0, // fixes come with the likeliest first
      })),
    );
}

/** A cursor that merely moves is no wish for another way of writing; a selection, or asking, is. */
function refactoringsAt(snapshot: Snapshot, { range, context }: Asked): CodeAction[] {
  const { source } = snapshot;
  const wanted = refactorings.filter(({ kind }) => isWanted(context, kind));
  const selected = {
    start: offsetFromPosition(source, range.start),
    end: offsetFromPosition(source, range.end),
  };
  const isMove =
    context.only === undefined &&
    context.triggerKind === CodeActionTriggerKind.Automatic &&
    selected.start === selected.end;
  const loaded = wanted.length === 0 || isMove ? undefined : loadedOf(snapshot);
  if (loaded === undefined) return [];
  const place = placeOfSelection(loaded, selected);
  return wanted.flatMap(({ kind, rewritings }) =>
    rewritings(place).map(({ title, edits }) => action(snapshot, { title, kind, edits })),
  );
}

/** Only for those who ask for them by kind: they are about no place. */
function actionsOnSource(snapshot: Snapshot, { context }: Asked): CodeAction[] {
  if (context.only === undefined) return [];
  return sourceActions
    .filter(({ kind }) => isWanted(context, kind))
    .map(({ kind, title, edits }) => ({ kind, title, edits: edits(snapshot) }))
    .filter(({ edits }) => edits.length > 0)
    .map((found) => action(snapshot, found));
}

function action(
  { source, uri }: Snapshot,
  {
    title,
    kind,
    edits,
  }: { readonly title: string; readonly kind: string; readonly edits: readonly SpanEdit[] },
): CodeAction {
  return { title, kind, edit: { changes: { [uri]: textEditsFrom(source, edits) } } };
}

function isWanted({ only }: CodeActionParams["context"], kind: string): boolean {
  return only?.some((wanted) => includesKind(wanted, kind)) ?? true;
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
