// Edits that put a statement behind another one or take one away, and leave comments where they are.

import { lineColumnAt, lineText, type SourceText, type Span } from "@ncrn/language";
import type { SpanEdit } from "../to-lsp.js";

/** The blanks at the start of the line of an offset. */
export function indentationAt(source: SourceText, offset: number): string {
  return /^[ \t]*/.exec(lineText(source, lineColumnAt(source, offset).line))?.[0] ?? "";
}

/** How lines end in a text. */
export function lineEndOf({ content }: SourceText): string {
  return /\r\n|\n|\r/.exec(content)?.[0] ?? "\n";
}

/** Puts a statement behind another: on the next line, or on the same if more stands on it. */
export function insertionAfter(source: SourceText, { start, end }: Span, statement: string): SpanEdit {
  const next = endOfFreeLine(source, end);
  if (next !== undefined)
    return insertionAt(next, `${lineEndOf(source)}${indentationAt(source, start)}${statement}`);
  return insertionAt(end, source.content[end - 1] === ";" ? ` ${statement};` : `; ${statement}`);
}

/** Puts a statement at the beginning of a block. */
export function insertionAtStart(source: SourceText, block: Span, statement: string): SpanEdit {
  const end = block.start + 1;
  const next = endOfFreeLine(source, end);
  if (next === undefined) return insertionAt(end, ` ${statement};`);
  return insertionAt(next, `${lineEndOf(source)}${indentationAt(source, block.start)}  ${statement}`);
}

/** Takes a statement away, with its line if nothing else stands there. */
export function removalOf(source: SourceText, { start, end }: Span): SpanEdit {
  const { content } = source;
  const first = start - (/[ \t]*$/.exec(content.slice(0, start))?.[0].length ?? 0);
  const last = end + (/^[ \t;]*/.exec(content.slice(end))?.[0].length ?? 0);
  const ownsLine =
    (first === 0 || /[\r\n]/.test(content[first - 1] ?? "")) && /^(\r|\n|$)/.test(content.slice(last));
  if (!ownsLine) return { span: { start, end: last }, text: "" };
  const lineEnd = /^(\r\n|\n|\r)?/.exec(content.slice(last))?.[0].length ?? 0;
  return { span: { start: first, end: last + lineEnd }, text: "" };
}

/** The end of the line of an offset if only a comment follows on it. */
function endOfFreeLine(source: SourceText, offset: number): number | undefined {
  const { line, column } = lineColumnAt(source, offset);
  const rest = lineText(source, line).slice(column - 1);
  return /^[ \t;]*(\/\/.*|\/\*([^*]|\*(?!\/))*\*\/[ \t]*)?$/.test(rest) ? offset + rest.length : undefined;
}

function insertionAt(offset: number, text: string): SpanEdit {
  return { span: { start: offset, end: offset }, text };
}
