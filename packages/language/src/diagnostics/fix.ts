// What a quick fix is: edits in the file of a diagnostic, with a title for the menu.

import type { SourceText } from "../text/source-text.js";
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
  const ordered = [...fix.edits].sort((a, b) => b.span.start - a.span.start);
  return ordered.reduce(
    (text, { span, text: inserted }) => text.slice(0, span.start) + inserted + text.slice(span.end),
    source.content,
  );
}

/** Deletes a statement together with its line if nothing else stands there. */
export function removal(source: SourceText, span: Span): TextEdit {
  const { content } = source;
  let { start, end } = span;
  while (end < content.length && (content[end] === " " || content[end] === "\t" || content[end] === ";"))
    end++;
  while (start > 0 && (content[start - 1] === " " || content[start - 1] === "\t")) start--;
  const ownsLine =
    (start === 0 || content[start - 1] === "\n") &&
    (end >= content.length || content[end] === "\n" || content[end] === "\r");
  if (!ownsLine) return { span: { start: span.start, end }, text: "" };
  if (content[end] === "\r") end++;
  return { span: { start, end: Math.min(end + 1, content.length) }, text: "" };
}

/** The blanks at the start of the line of an offset. */
function indentationAt(source: SourceText, offset: number): string {
  const lineStart = source.content.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t]*/.exec(source.content.slice(lineStart))?.[0] ?? "";
}

/** Inserts a statement as the first of the block that opens before the offset. */
export function insertionInBlock(source: SourceText, offset: number, statement: string): TextEdit {
  const indentation = `${indentationAt(source, offset)}  `;
  const rest = source.content.slice(offset);
  const isOneLine = !/^[ \t]*(\/\/[^\n]*)?\r?\n/.test(rest);
  return {
    span: { start: offset, end: offset },
    text: isOneLine ? ` ${statement};` : `\n${indentation}${statement}`,
  };
}
