// One statement of a formatted chunk → the edit that puts it in the one style and at its indentation.

import { children, lineColumnAt, lineText, type Node, type SourceText, type Span } from "@ncrn/language";
import type { SpanEdit } from "../to-lsp.js";
import type { FinishedNode } from "./finished-node.js";
import type { FormattedChunk } from "./format-chunk.js";

/** The edit in offsets of the document, in which the chunk begins at `offset`; undefined if nothing changes. */
export function statementEdit(
  { before, after }: FormattedChunk,
  { node, end }: FinishedNode,
  offset: number,
): SpanEdit | undefined {
  const old = { start: node.span.start - offset, end: end - offset };
  const next = counterpart(before.declarations, after.declarations, {
    start: old.start,
    end: node.span.end - offset,
  });
  if (next === undefined) return undefined;
  const blanks = blanksBefore(before.source, old.start);
  const start = old.start - (blanks ?? 0);
  const indentation = blanks === undefined ? "" : " ".repeat(blanksBefore(after.source, next.start) ?? 0);
  const text = indentation + after.source.content.slice(next.start, next.end);
  if (text === before.source.content.slice(start, old.end)) return undefined;
  // Where the printer moves a comment across the end of the statement, the rest of the line would have to change too.
  if (commentsIn(text) !== commentsIn(before.source.content.slice(start, old.end))) return undefined;
  return { span: { start: start + offset, end: old.end + offset }, text };
}

/** The place of the node that stands at a place of the other, equal trees. */
function counterpart(
  before: readonly Node[],
  after: readonly Node[],
  { start, end }: Span,
): Span | undefined {
  for (const [index, node] of before.entries()) {
    const other = after[index];
    if (other === undefined || node.span.start > start || end > node.span.end) continue;
    const isIt = node.span.start === start && node.span.end === end;
    return isIt ? other.span : counterpart(children(node), children(other), { start, end });
  }
  return undefined;
}

/** The number of blanks before the first word of a line; undefined for a later word. */
function blanksBefore(source: SourceText, offset: number): number | undefined {
  const { line, column } = lineColumnAt(source, offset);
  return /\S/.test(lineText(source, line).slice(0, column - 1)) ? undefined : column - 1;
}

function commentsIn(text: string): number {
  return text.match(/\/\/|\/\*/g)?.length ?? 0;
}
