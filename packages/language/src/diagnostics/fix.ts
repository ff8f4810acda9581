// What a quick fix is: edits in the file of a diagnostic, with a title for the menu.

import { lineColumnAt, lineText, type SourceText } from "../text/source-text.js";
import type { Span } from "../text/span.js";
import type { Diagnostic, DiagnosticCode, ParametersOf } from "./diagnostic.js";

/** Replaces the text of a span; an empty span inserts, an empty text deletes. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/** One way of repairing a diagnostic. */
export interface Fix {
  /** An imperative, names in backticks: "Replace by `SE`". */
  readonly title: string;
  /** Do not overlap; all in the file of the diagnostic. */
  readonly edits: readonly TextEdit[];
}

/** Finds the repairs of one diagnostic of a code. */
export interface Fixer {
  readonly code: DiagnosticCode;
  readonly fixes: (diagnostic: Diagnostic, source: SourceText) => readonly Fix[];
}

/** Defines the repairs of a code; the parameters of the diagnostic are typed by it. */
export function defineFixer<Code extends DiagnosticCode>(
  code: Code,
  fixes: (parameters: ParametersOf<Code>, diagnostic: Diagnostic, source: SourceText) => readonly Fix[],
): Fixer {
  return {
    code,
    fixes: (diagnostic, source) => fixes(diagnostic.data as ParametersOf<Code>, diagnostic, source),
  };
}

/** The text after the edits of a fix. */
export function applyFix(source: SourceText, fix: Fix): string {
  return editedText(source.content, fix.edits);
}

/** A text after edits that do not overlap. */
export function editedText(content: string, edits: readonly TextEdit[]): string {
  return [...edits]
    .sort((a, b) => b.span.start - a.span.start)
    .reduce(
      (text, { span, text: inserted }) => text.slice(0, span.start) + inserted + text.slice(span.end),
      content,
    );
}

/** The fix with the line ends of the file: fixes themselves write `\n`. */
export function withLineEnds({ content }: SourceText, { title, edits }: Fix): Fix {
  const lineEnd = /\r\n|\n|\r/.exec(content)?.[0] ?? "\n";
  return {
    title,
    edits: edits.map(({ span, text }) => ({ span, text: text.replaceAll(/\r\n|\n|\r/g, lineEnd) })),
  };
}

/** Deletes a statement together with its line, and with its documentation, if nothing else stands there. */
export function removal(source: SourceText, span: Span): TextEdit {
  const { content } = source;
  let { start, end } = span;
  while (end < content.length && (content[end] === " " || content[end] === "\t" || content[end] === ";"))
    end++;
  while (start > 0 && (content[start - 1] === " " || content[start - 1] === "\t")) start--;
  const ownsLine = source.lineStarts.includes(start) && (end >= content.length || isLineEnd(content[end]));
  if (!ownsLine) return { span: { start: span.start, end }, text: "" };
  end += /^(\r\n|\n|\r)?/.exec(content.slice(end, end + 2))?.[0].length ?? 0;
  return { span: { start: startOfDocumentation(source, start), end }, text: "" };
}

/** The start of the lines with `///` directly above a line: what they say would be said of the next statement. */
function startOfDocumentation(source: SourceText, lineStart: number): number {
  let line = source.lineStarts.indexOf(lineStart);
  while (line > 0 && /^[ \t]*\/\/\//.test(lineText(source, line))) line--;
  return source.lineStarts[line] ?? lineStart;
}

function isLineEnd(character: string | undefined): boolean {
  return character === "\n" || character === "\r";
}

/** Inserts a statement as the first of the block that opens before the offset. */
export function insertionInBlock(source: SourceText, offset: number, statement: string): TextEdit {
  const { line } = lineColumnAt(source, offset);
  const indentation = `${/^[ \t]*/.exec(lineText(source, line))?.[0] ?? ""}  `;
  const rest = /^[ \t]*(\/\/[^\r\n]*)?(?=[\r\n])/.exec(source.content.slice(offset));
  if (rest === null) return { span: { start: offset, end: offset }, text: ` ${statement};` };
  // What is said behind the brace is about the block.
  const at = rest[1] === undefined ? offset : offset + rest[0].length;
  return { span: { start: at, end: at }, text: `\n${indentation}${statement}` };
}
