// textDocument/selectionRange: from the word at the cursor outwards: expression, statement, block, declaration, file.

import { nodesAt, type SourceText, type Span } from "@ncrn/language";
import {
  type Position,
  type SelectionRange,
  type SelectionRangeParams,
  SelectionRangeRequest,
} from "vscode-languageserver";
import { loadedOf } from "../cursor.js";
import type { Feature } from "../feature.js";
import type { Snapshot } from "../snapshot.js";
import { offsetFromPosition, rangeFromSpan } from "../to-lsp.js";

export const selectionRange: Feature<SelectionRangeParams, SelectionRange[] | null> = {
  method: SelectionRangeRequest.method,
  capabilities: { selectionRangeProvider: true },
  nothing: null,
  respond: selectionRanges,
};

/** One chain of growing ranges for each position. */
export function selectionRanges(
  snapshot: Snapshot,
  { positions }: Pick<SelectionRangeParams, "positions">,
): SelectionRange[] | null {
  const loaded = loadedOf(snapshot);
  if (loaded === undefined) return null;
  return positions.map((position) => selectionAt(loaded, position));
}

function selectionAt(
  { source, document, comments }: NonNullable<ReturnType<typeof loadedOf>>,
  position: Position,
): SelectionRange {
  const offset = offsetFromPosition(source, position);
  const whole = { start: 0, end: source.content.length };
  const around = nodesAt(document, offset).flatMap((node) =>
    // The inside of a block is what one copies; braces and all come next.
    node.kind === "Block" || node.kind === "Record" ? [node.span, insideOf(source, node.span)] : [node.span],
  );
  const comment = comments.find(({ span }) => span.start <= offset && offset <= span.end);
  const behind = offset > 0 ? (nodesAt(document, offset - 1).at(-1)?.span ?? whole) : whole;
  const isBehindWord = behind.end === offset && behind.end > behind.start;
  const spans = [whole, ...around, ...(comment ? [comment.span] : []), ...(isBehindWord ? [behind] : [])];
  return chain(source, spans, offset);
}

/** Every span that lies inside the one before and is smaller. */
function chain(source: SourceText, spans: readonly Span[], offset: number): SelectionRange {
  let current: Span | undefined;
  let result: SelectionRange | undefined;
  for (const span of spans) {
    if (span.start > offset || span.end < offset) continue;
    const isInside = current === undefined || (span.start >= current.start && span.end <= current.end);
    const isSmaller = current === undefined || span.end - span.start < current.end - current.start;
    if (!isInside || !isSmaller) continue;
    current = span;
    result = { range: rangeFromSpan(source, span), ...(result !== undefined && { parent: result }) };
  }
  return result ?? { range: rangeFromSpan(source, { start: offset, end: offset }) };
}

function insideOf(source: SourceText, { start, end }: Span): Span {
  const text = source.content.slice(start, end);
  const before = /^\{?\s*/.exec(text)?.[0].length ?? 0;
  const after = /\s*\}?;?$/.exec(text)?.[0].length ?? 0;
  return { start: Math.min(start + before, end - after), end: end - after };
}
