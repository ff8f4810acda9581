// The text of one file with its name; converts between offsets and line and column.

import type { Span } from "./span.js";

/** A one-based line and a one-based column, counted in UTF-16 code units. */
export interface LineColumn {
  readonly line: number;
  readonly column: number;
}

/** One source file: its name as the user wrote it, its content, and where its lines start. */
export interface SourceText {
  readonly name: string;
  readonly content: string;
  readonly lineStarts: readonly number[];
}

/** Builds a `SourceText`; `\n`, `\r\n` and a lone `\r` end a line. */
export function createSourceText(name: string, content: string): SourceText {
  const lineStarts = [0];
  for (let offset = 0; offset < content.length; offset++) {
    const code = content.charCodeAt(offset);
    if (code === 10 || (code === 13 && content.charCodeAt(offset + 1) !== 10)) lineStarts.push(offset + 1);
  }
  return { name, content, lineStarts };
}

/** The line and column of an offset; offsets past the end give the end of the text. */
export function lineColumnAt(source: SourceText, offset: number): LineColumn {
  const bounded = Math.max(0, Math.min(offset, source.content.length));
  let low = 0;
  let high = source.lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((source.lineStarts[middle] ?? 0) <= bounded) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: bounded - (source.lineStarts[low] ?? 0) + 1 };
}

/** The text of a one-based line without its line ending. */
export function lineText(source: SourceText, line: number): string {
  const start = source.lineStarts[line - 1] ?? source.content.length;
  const end = source.lineStarts[line] ?? source.content.length;
  return source.content.slice(start, end).replace(/[\r\n]+$/, "");
}

/** The characters a span covers. */
export function textOf(source: SourceText, span: Span): string {
  return source.content.slice(span.start, span.end);
}
