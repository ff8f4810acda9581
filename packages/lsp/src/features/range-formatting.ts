// textDocument/rangeFormatting: the declarations and statements that the selection touches, in the one style.

import { lineColumnAt } from "@ncrn/language";
import {
  type DocumentRangeFormattingParams,
  DocumentRangeFormattingRequest,
  type TextEdit,
} from "vscode-languageserver";
import type { Feature } from "../feature.js";
import { chunksOf } from "../formatting/declaration-chunks.js";
import { formatChunk } from "../formatting/format-chunk.js";
import { editsOfLines, type Lines } from "../formatting/format-lines.js";
import { printableDocument } from "../formatting/parsed-document.js";
import type { Snapshot } from "../snapshot.js";
import { type SpanEdit, textEditsFrom } from "../to-lsp.js";

export const rangeFormatting: Feature<DocumentRangeFormattingParams, TextEdit[] | null> = {
  method: DocumentRangeFormattingRequest.method,
  capabilities: { documentRangeFormattingProvider: true },
  nothing: null,
  respond: rangeFormattingEdits,
};

/** The edits that format what the range touches; null if the document has syntax errors. */
export async function rangeFormattingEdits(
  snapshot: Snapshot,
  { range: { start, end } }: Pick<DocumentRangeFormattingParams, "range">,
): Promise<TextEdit[] | null> {
  // A selection of whole lines ends at the beginning of the line behind them.
  const endsBefore = end.character === 0 && end.line > start.line;
  const edits = await editsFor(snapshot, { first: start.line + 1, last: end.line + (endsBefore ? 0 : 1) });
  return edits === undefined ? null : textEditsFrom(snapshot.source, edits);
}

/** The edits that format what some lines touch; undefined if the document has syntax errors. */
export async function editsFor(snapshot: Snapshot, lines: Lines): Promise<readonly SpanEdit[] | undefined> {
  const printable = printableDocument(snapshot);
  if (printable === undefined) return undefined;
  const { source } = snapshot;
  const edits: SpanEdit[] = [];
  for (const chunk of chunksOf(source, printable.document.declarations)) {
    const above = lineColumnAt(source, chunk.span.start).line - 1;
    const inside = { first: lines.first - above, last: lines.last - above };
    const isTouched =
      inside.last >= 1 && inside.first <= lineColumnAt(source, chunk.span.end - 1).line - above;
    const formatted = isTouched ? await formatChunk(source, chunk) : undefined;
    if (formatted === undefined) continue;
    for (const { span, text } of editsOfLines(formatted, inside))
      edits.push({ span: { start: span.start + chunk.span.start, end: span.end + chunk.span.start }, text });
  }
  return edits;
}
