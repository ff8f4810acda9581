// textDocument/onTypeFormatting: a `}` formats what it ends, `;` and a new line the statement before them.

import {
  type DocumentOnTypeFormattingParams,
  DocumentOnTypeFormattingRequest,
  type TextEdit,
} from "vscode-languageserver";
import type { Feature } from "../feature.js";
import { chunksOf } from "../formatting/declaration-chunks.js";
import { type FinishedNode, finishedAt } from "../formatting/finished-node.js";
import { formatChunk } from "../formatting/format-chunk.js";
import { statementEdit } from "../formatting/format-statement.js";
import { printableDocument } from "../formatting/parsed-document.js";
import type { Snapshot } from "../snapshot.js";
import { offsetFromPosition, rangeFromSpan, textEditsFrom } from "../to-lsp.js";
import { editsFor } from "./range-formatting.js";

export const onTypeFormatting: Feature<DocumentOnTypeFormattingParams, TextEdit[] | null> = {
  method: DocumentOnTypeFormattingRequest.method,
  capabilities: {
    documentOnTypeFormattingProvider: { firstTriggerCharacter: "}", moreTriggerCharacter: [";", "\n"] },
  },
  nothing: null,
  respond: onTypeFormattingEdits,
};

/** The edits after a character was typed right before the position; null where it ends nothing, or in a broken text. */
export async function onTypeFormattingEdits(
  snapshot: Snapshot,
  { position, ch }: Pick<DocumentOnTypeFormattingParams, "position" | "ch">,
): Promise<TextEdit[] | null> {
  const printable = printableDocument(snapshot);
  if (printable === undefined) return null;
  const { source } = snapshot;
  const finished = finishedAt({ source, ...printable }, offsetFromPosition(source, position), ch);
  if (finished === undefined) return null;
  const edits =
    ch === "}" ? await blockEdits(snapshot, finished) : await editsOfStatement(snapshot, finished);
  return edits === undefined ? null : textEditsFrom(source, edits);
}

function blockEdits(snapshot: Snapshot, { node }: FinishedNode): ReturnType<typeof editsFor> {
  const { start, end } = rangeFromSpan(snapshot.source, node.span);
  return editsFor(snapshot, { first: start.line + 1, last: end.line + 1 });
}

/** The statement alone: its `;` stays, since another statement may be meant to follow on the line. */
async function editsOfStatement(snapshot: Snapshot, finished: FinishedNode): ReturnType<typeof editsFor> {
  const { source } = snapshot;
  const declarations = printableDocument(snapshot)?.document.declarations ?? [];
  const { start } = finished.node.span;
  const chunk = chunksOf(source, declarations).find(({ span }) => span.start <= start && start < span.end);
  const formatted = chunk && (await formatChunk(source, chunk));
  if (chunk === undefined || formatted === undefined) return undefined;
  const edit = statementEdit(formatted, finished, chunk.span.start);
  return edit === undefined ? [] : [edit];
}
