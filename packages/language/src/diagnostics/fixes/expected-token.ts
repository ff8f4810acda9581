// Inserts missing punctuation and missing words of the language, where the text is sound afterwards.

import { parse } from "../../parse.js";
import { createSourceText, type SourceText } from "../../text/source-text.js";
import { LineEnd } from "../../tokens/token-types.js";
import { tokensFromText } from "../../tokens/tokens-from-text.js";
import type { Diagnostic } from "../diagnostic.js";
import { applyFix, defineFixer, type Fix, type TextEdit } from "../fix.js";
import { closingBrace } from "./closing-brace.js";
import { separateDeclarations } from "./separate-declarations.js";

export const expectedToken = defineFixer("expected-token", ({ expected, found }, diagnostic, source) => {
  const { span } = diagnostic.origin;
  const [opening] = diagnostic.related;
  if (opening !== undefined && expected === "`}`") {
    const edit = closingBrace(source, opening.origin.span, span.start);
    return edit === undefined ? [] : [{ title: "Insert `}`", edits: [edit] }];
  }
  const fix =
    expected === "a new line" && found === "`,`"
      ? separateDeclarations(source, span.start)
      : missingToken(source, diagnostic, { expected, found });
  return fix !== undefined && isSound(source, fix, expected) ? [fix] : [];
});

function missingToken(
  source: SourceText,
  { origin: { span } }: Diagnostic,
  { expected, found }: { readonly expected: string; readonly found: string },
): Fix | undefined {
  const [, word] = /^`(\p{L}+)`$/u.exec(expected) ?? [];
  // At the end of a line more is missing than the word.
  if (word !== undefined && span.start < span.end)
    return { title: `Insert \`${word}\``, edits: [inserted(span.start, `${word} `)] };
  const [, token, orNewLine] = /^`([^`\p{L}\p{N}\s]+)`( or a new line)?$/u.exec(expected) ?? [];
  if (token === undefined) return undefined;
  if (orNewLine !== undefined && found === "`,`")
    return { title: `Replace \`,\` by \`${token}\``, edits: [{ span, text: token }] };
  const behind = endBefore(source, span.start);
  const edit = /^[)\]},;:]$/.test(token)
    ? inserted(behind, token)
    : inserted(span.start, /^[=~]$/.test(token) ? `${token} ` : token);
  return { title: `Insert \`${token}\``, edits: [edit] };
}

function inserted(offset: number, text: string): TextEdit {
  return { span: { start: offset, end: offset }, text };
}

/** Where the last token before a place ends. */
function endBefore(source: SourceText, offset: number): number {
  const { tokens } = tokensFromText(source).value;
  const last = tokens.findLast(({ tokenType, startOffset }) => tokenType !== LineEnd && startOffset < offset);
  return last === undefined ? offset : Math.min(offset, last.startOffset + last.image.length);
}

/**
 * True if no mistake remains at what is written, or at the token behind it, and there are fewer than before: or as many,
 * if the same is missing once more, since each statement reports its first mistake only.
 */
function isSound(source: SourceText, fix: Fix, expected: string): boolean {
  const after = createSourceText(source.name, applyFix(source, fix));
  const { diagnostics: mistakes } = parse(after);
  const isMissingAgain = mistakes.some(({ data }) => data["expected"] === expected);
  const most = parse(source).diagnostics.length - (isMissingAgain ? 0 : 1);
  if (mistakes.length > most) return false;
  const start = Math.min(...fix.edits.map((edit) => edit.span.start));
  const growth = after.content.length - source.content.length;
  const end = Math.max(...fix.edits.map((edit) => edit.span.end)) + growth;
  const next = tokensFromText(after).value.tokens.find(
    ({ tokenType, startOffset }) => tokenType !== LineEnd && startOffset >= end,
  );
  const last = next === undefined ? end : next.startOffset + next.image.length;
  return !mistakes.some(({ origin: { span } }) => span.start <= last && span.end >= start);
}
