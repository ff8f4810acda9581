// A block that was never closed → the edit that closes it behind its last statement, as its first line is indented.

import { parse } from "../../parse.js";
import { createSourceText, lineColumnAt, lineText, type SourceText } from "../../text/source-text.js";
import type { Span } from "../../text/span.js";
import { LineEnd } from "../../tokens/token-types.js";
import { tokensFromText } from "../../tokens/tokens-from-text.js";
import { editedText, type TextEdit } from "../fix.js";

/**
 * `opening` is the `{` that the parser misses a `}` for before `place`. Indentation may tell that a block inside took the
 * `}` that was meant for it; then that block is closed. Undefined if the text would not be read better afterwards.
 */
export function closingBrace(source: SourceText, opening: Span, place: number): TextEdit | undefined {
  const { tokens } = tokensFromText(source).value;
  const inside = tokens.filter(
    ({ tokenType, startOffset }) =>
      tokenType !== LineEnd && startOffset >= opening.start && startOffset < place,
  );
  const open: number[] = [];
  let brace = opening.start;
  let last = inside.at(-1);
  for (const [index, token] of inside.entries()) {
    if (token.image === "{") open.push(token.startOffset);
    if (token.image !== "}") continue;
    const [outer, inner] = [open.slice(0, -1), open.at(-1)];
    if (inner !== undefined && closesOneOf(source, token.startOffset, { outer, inner })) {
      brace = inner;
      last = inside[index - 1];
      break;
    }
    open.pop();
  }
  if (last === undefined) return undefined;
  const edit = closingEdit(source, brace, last.startOffset + last.image.length);
  const after = createSourceText(source.name, editedText(source.content, [edit]));
  return parse(after).diagnostics.length > parse(source).diagnostics.length ? undefined : edit;
}

/** True for a `}` that begins its line as one of the outer blocks does, further to the left than the inner one. */
function closesOneOf(
  source: SourceText,
  closing: number,
  { outer, inner }: { readonly outer: readonly number[]; readonly inner: number },
): boolean {
  const indentation = indentationOf(source, closing);
  const { line, column } = lineColumnAt(source, closing);
  if (column !== indentation.length + 1 || lineColumnAt(source, inner).line === line) return false;
  if (indentation.length >= indentationOf(source, inner).length) return false;
  return outer.some((offset) => indentationOf(source, offset) === indentation);
}

function closingEdit(source: SourceText, brace: number, end: number): TextEdit {
  const { line, column } = lineColumnAt(source, end);
  if (lineColumnAt(source, brace).line === line) return { span: { start: end, end }, text: " }" };
  const indentation = indentationOf(source, brace);
  const rest = lineText(source, line).slice(column - 1);
  if (!/^\s*(\/\/.*)?$/.test(rest)) return { span: { start: end, end }, text: " }" };
  // Comments further to the right than the block's first line belong to it.
  let lastLine = line;
  for (let next = line + 1; next <= source.lineStarts.length; next++) {
    const [, blanks = "", comment] = /^([ \t]*)(\/\/.*)?$/.exec(lineText(source, next)) ?? ["", "", "end"];
    if (comment !== undefined && (comment === "end" || blanks.length <= indentation.length)) break;
    if (comment !== undefined) lastLine = next;
  }
  const start = (source.lineStarts[lastLine - 1] ?? 0) + lineText(source, lastLine).length;
  return { span: { start, end: start }, text: `\n${indentation}}` };
}

function indentationOf(source: SourceText, offset: number): string {
  return /^[ \t]*/.exec(lineText(source, lineColumnAt(source, offset).line))?.[0] ?? "";
}
