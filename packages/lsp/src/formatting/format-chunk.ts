// A declaration with its lines, or several that share a line → the same in the one style, with both trees.

import {
  createSourceText,
  type Declaration,
  equalTrees,
  type Node,
  parse,
  type SourceText,
} from "@ncrn/language";
import type { DeclarationChunk } from "./declaration-chunks.js";
import { formatText } from "./format-text.js";

/** A piece of a document before and after; offsets are those of the piece. */
export interface FormattedChunk {
  readonly before: PrintedText;
  readonly after: PrintedText;
}

/** A text with what it declares. */
export interface PrintedText {
  readonly source: SourceText;
  readonly declarations: readonly Declaration[];
}

/** The chunk in the one style; undefined if printing would change what it says. */
export async function formatChunk(
  source: SourceText,
  { span }: DeclarationChunk,
): Promise<FormattedChunk | undefined> {
  const before = read(source.content.slice(span.start, span.end));
  const after = read(withLineEndOf(before.source.content, await formatText(before.source.content)));
  return isSame(before.declarations, after.declarations) ? { before, after } : undefined;
}

function read(text: string): PrintedText {
  const source = createSourceText("", text);
  return { source, declarations: parse(source).document.declarations };
}

/** The last line of a document may lack its end, which is left so. */
function withLineEndOf(text: string, formatted: string): string {
  return /[\r\n]$/.test(text) ? formatted : formatted.replace(/(\r\n|\n|\r)$/, "");
}

function isSame(before: readonly Node[], after: readonly Node[]): boolean {
  return (
    before.length === after.length && before.every((node, index) => equalTrees(node, after[index] as Node))
  );
}
