// A typed character → the declaration or statement that it finishes.

import { type Document, lineColumnAt, type Node, nodesAt, type SourceText, type Span } from "@ncrn/language";

/** A document with its text and comments. */
interface Written {
  readonly source: SourceText;
  readonly document: Document;
  readonly comments: readonly { readonly span: Span }[];
}

/** What was finished, and where its text ends but for the `;`. */
export interface FinishedNode {
  readonly node: Node;
  readonly end: number;
}

/** What a character right before the offset finishes; undefined in comments, in texts and where it finishes nothing. */
export function finishedAt(written: Written, offset: number, character: string): FinishedNode | undefined {
  const { source, document, comments } = written;
  if (comments.some(({ span }) => isInside(source, span, offset))) return undefined;
  if (character === "}") return endedByBrace(source, document, offset);
  if (character === ";") return endedBySemicolon(source, document, offset);
  return character === "\n" ? endedByLine(written, offset) : undefined;
}

/** The end of a line comment still belongs to it, that of a block comment does not. */
function isInside({ content }: SourceText, { start, end }: Span, offset: number): boolean {
  return start < offset && (offset < end || (offset === end && content.startsWith("//", start)));
}

function endedByBrace(source: SourceText, document: Document, offset: number): FinishedNode | undefined {
  if (source.content[offset - 1] !== "}") return undefined;
  const node = nodesAt(document, offset - 1).find(({ span, kind }) => span.end === offset && isUnit(kind));
  return node && { node, end: offset };
}

function endedBySemicolon(source: SourceText, document: Document, offset: number): FinishedNode | undefined {
  if (source.content[offset - 1] !== ";") return undefined;
  const before = source.content.slice(0, offset - 1).trimEnd().length;
  const finished = leafEndingAt(source, document, before);
  return finished && { node: finished.node, end: offset - 1 };
}

/** Blanks, `;` and a comment may stand behind the statement on its line. */
function endedByLine({ source, document, comments }: Written, offset: number): FinishedNode | undefined {
  const { line } = lineColumnAt(source, offset);
  const lineStart = source.lineStarts[line - 2];
  const lineEnd = source.lineStarts[line - 1];
  if (lineStart === undefined || lineEnd === undefined) return undefined;
  const comment = comments.find(({ span }) => span.start >= lineStart && span.start < lineEnd);
  const written = source.content.slice(lineStart, comment?.span.start ?? lineEnd);
  const end = lineStart + written.replace(/[\s;]+$/, "").length;
  return end === lineStart ? undefined : leafEndingAt(source, document, end);
}

/** The statement, or declaration of one line, whose text ends at an offset but for the `;`. */
function leafEndingAt(source: SourceText, document: Document, end: number): FinishedNode | undefined {
  const node = nodesAt(document, end - 1).find(
    ({ kind, span }) => isUnit(kind) && isLeaf(kind) && endWithoutSemicolon(source, span) === end,
  );
  return node && { node, end };
}

function endWithoutSemicolon({ content }: SourceText, { start, end }: Span): number {
  return start + content.slice(start, end).replace(/[\s;]+$/, "").length;
}

/** Declarations and statements. */
function isUnit(kind: Node["kind"]): boolean {
  return kind.endsWith("Declaration") || kind.endsWith("Statement");
}

/** What holds no other statements. */
function isLeaf(kind: Node["kind"]): boolean {
  if (kind.endsWith("Statement")) return !["PhaseStatement", "ForStatement", "IfStatement"].includes(kind);
  return ["ImportDeclaration", "ConstDeclaration", "FunctionDeclaration", "QuantityDeclaration"].includes(
    kind,
  );
}
