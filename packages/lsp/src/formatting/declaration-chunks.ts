// Document → its declarations with the whole lines that belong to them, each with the comments above it.

import { type Declaration, lineColumnAt, type SourceText, type Span } from "@ncrn/language";

/** Declarations that share no line with others, from the first line that is not empty behind the one before. */
export interface DeclarationChunk {
  /** One, unless several stand on one line. */
  readonly declarations: readonly Declaration[];
  /** Whole lines with their line ends. */
  readonly span: Span;
}

/** The chunks of a document in the order of the text; comments behind the last declaration belong to none. */
export function chunksOf(
  source: SourceText,
  declarations: readonly Declaration[],
): readonly DeclarationChunk[] {
  const chunks: DeclarationChunk[] = [];
  for (const declaration of declarations) {
    const end = startOfNextLine(source, declaration.span.end);
    const last = chunks.at(-1);
    if (last !== undefined && declaration.span.start < last.span.end) {
      const span = { start: last.span.start, end: Math.max(end, last.span.end) };
      chunks[chunks.length - 1] = { declarations: [...last.declarations, declaration], span };
      continue;
    }
    const from = last?.span.end ?? 0;
    const blanks = /^([ \t]*(\r\n|\n|\r))*/.exec(source.content.slice(from))?.[0].length ?? 0;
    chunks.push({ declarations: [declaration], span: { start: from + blanks, end } });
  }
  return chunks;
}

/** The beginning of the line behind the one of an offset; the end of the text behind the last line. */
export function startOfNextLine(source: SourceText, offset: number): number {
  return source.lineStarts[lineColumnAt(source, offset).line] ?? source.content.length;
}
