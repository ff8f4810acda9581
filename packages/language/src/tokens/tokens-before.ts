// Text and an offset → the tokens before the word at the offset, as the parser would read them if a name stood there.

import type { IToken, TokenType } from "chevrotain";
import { createSourceText, type SourceText } from "../text/source-text.js";
import type { Span } from "../text/span.js";
import { rawTokensFromText, spanOfToken } from "./lexer.js";
import * as t from "./token-types.js";
import { tokensFromText } from "./tokens-from-text.js";
import { NAME_PART, NAME_START } from "./word-patterns.js";

/** A token as plain data; `text` of a quoted name is without backticks, that of a symbol the first spelling. */
export interface WrittenToken {
  readonly kind: "keyword" | "name" | "number" | "string" | "constant" | "symbol" | "lineEnd";
  readonly text: string;
  readonly span: Span;
}

/** What stands before a place at which somebody writes. */
export interface TextBefore {
  /** The part of a comment, number or string that the offset is in. */
  readonly inside: "comment" | "number" | "string" | undefined;
  /** The word that the offset is in or right behind, backticks included, or what stands in the quotes around it. */
  readonly word: Span;
  /**
   * Everything of the declaration before the word, or before the string, and of declarations before it as far as that was
   * to be had; a last `lineEnd` says that a statement begins.
   */
  readonly tokens: readonly WrittenToken[];
}

/** Stands for the word that is being written. */
const PLACEHOLDER = "being_written";

/** Reads a text up to an offset. Total: any text and any offset give an answer. */
export function textBefore(source: SourceText, offset: number): TextBefore {
  const { content } = source;
  const lineStart = lineStartBefore(content, offset);
  const inside = insideAt(content.slice(lineStart, offset));
  const word = wordOrRest(content, offset, inside && { ...inside, start: lineStart + inside.start });
  const start = inside?.kind === "string" ? lineStart + inside.start : word.start;
  const tokens = tokensUpTo(source, start);
  if (tokens === undefined) return { inside: "comment", word: { start: offset, end: offset }, tokens: [] };
  return { inside: inside?.kind, word, tokens };
}

/** All tokens of a text, line ends that count included. */
export function writtenTokens(source: SourceText): readonly WrittenToken[] {
  return tokensFromText(source).value.tokens.map((token) => writtenToken(token, 0));
}

interface LastRead {
  readonly start: number;
  readonly tokens: readonly WrittenToken[] | undefined;
}

/** Editors ask several things about one place. */
const lastRead = new WeakMap<SourceText, LastRead>();

/** The tokens before a name that would begin at `start`; undefined if it would be part of a block comment. */
function tokensUpTo(source: SourceText, start: number): readonly WrittenToken[] | undefined {
  const last = lastRead.get(source);
  if (last?.start === start) return last.tokens;
  const from = declarationBefore(source.content, start);
  const text = createSourceText(source.name, `${source.content.slice(from, start)} ${PLACEHOLDER}`);
  const all = tokensFromText(text).value.tokens.map((token) => writtenToken(token, from));
  // Only a comment that was opened before swallows the placeholder.
  const tokens = all.pop()?.text === PLACEHOLDER ? all : undefined;
  lastRead.set(source, { start, tokens });
  return tokens;
}

/** Words that begin a declaration at the beginning of a line, and nothing else there. */
const declarationStart = /^(?:crn|model|module|func|data|learn|train|simulate|scan|units)[ \t]+[^\s]/gm;

/** Text in which a declaration that is near enough is looked for; longer ones are read from the beginning of the file. */
const NEAR = 20_000;

/** The beginning of the declaration that an offset is in; 0 if it is not certain, since a block comment may be open there. */
function declarationBefore(content: string, offset: number): number {
  const near = Math.max(0, content.lastIndexOf("\n", offset - NEAR) + 1);
  const starts = Array.from(content.slice(near, offset).matchAll(declarationStart), ({ index }) => index);
  const last = starts.at(-1);
  if (last === undefined) return 0;
  const start = near + last;
  return content.lastIndexOf("/*", start) > content.lastIndexOf("*/", start) ? 0 : start;
}

/** Where the line of an offset begins, or, behind the end of a block comment on it, what is not the comment. */
function lineStartBefore(content: string, offset: number): number {
  const start = content.lastIndexOf("\n", offset - 1) + 1;
  const line = content.slice(start, offset);
  const end = line.indexOf("*/");
  const opened = line.indexOf("/*");
  return end >= 0 && (opened < 0 || opened > end) ? start + end + 2 : start;
}

interface Inside {
  readonly kind: "comment" | "number" | "string";
  readonly start: number;
}

function wordOrRest(content: string, offset: number, inside: Inside | undefined): Span {
  if (inside === undefined) return wordAt(content, offset);
  if (inside.kind !== "string") return { start: offset, end: offset };
  const rest = /^[^"\s]*(?=")/.exec(content.slice(offset, offset + 1000))?.[0] ?? "";
  return { start: inside.start + 1, end: offset + rest.length };
}

/** The comment, number or string that a line ends in. */
function insideAt(before: string): Inside | undefined {
  const { tokens, comments } = rawTokensFromText(createSourceText("", before));
  const comment = comments.at(-1);
  if (comment !== undefined && spanOfToken(comment).end === before.length && isOpenComment(comment.image))
    return { kind: "comment", start: comment.startOffset };
  if (foreignComment.test(before)) return { kind: "comment", start: before.length };
  const last = tokens.at(-1);
  if (last === undefined || spanOfToken(last).end !== before.length) return undefined;
  const start = last.startOffset;
  if (last.tokenType === t.StringToken && isOpenString(last.image)) return { kind: "string", start };
  if (last.tokenType === t.Integer || last.tokenType === t.Decimal) return { kind: "number", start };
  return unfinishedExponent.test(before) ? { kind: "number", start } : undefined;
}

/** `1e` on the way to `1e-3`. */
const unfinishedExponent = new RegExp(`(?<![${NAME_PART}])\\d+(?:\\.\\d+)?[eE][+-]?$`, "u");

/** `#` begins a comment elsewhere, and who writes it is writing one. */
const foreignComment = /^(?:[^"`#]|"[^"]*"|`[^`]*`)*#/;

/** A line comment lasts to the end of its line, a block comment to its end mark. */
function isOpenComment(image: string): boolean {
  return !image.startsWith("/*") || image.length < 4 || !image.endsWith("*/");
}

function isOpenString(image: string): boolean {
  return image.length < 2 || !/[^\\](?:\\\\)*"$/.test(image);
}

const wordBehind = new RegExp(`[${NAME_START}][${NAME_PART}]*$`, "u");
const restOfWord = new RegExp(`^[${NAME_PART}]*`, "u");

function wordAt(content: string, offset: number): Span {
  const line = content.slice(content.lastIndexOf("\n", offset - 1) + 1, offset);
  const quote = (line.split("`").length - 1) % 2 === 1 ? line.lastIndexOf("`") : -1;
  if (quote >= 0) {
    const rest = /^[^`\r\n]*`/.exec(content.slice(offset, offset + 1000));
    return { start: offset - line.length + quote, end: offset + (rest?.[0].length ?? 0) };
  }
  const written = wordBehind.exec(line)?.[0] ?? "";
  if (written === "") return { start: offset, end: offset };
  const rest = restOfWord.exec(content.slice(offset, offset + 1000))?.[0] ?? "";
  return { start: offset - written.length, end: offset + rest.length };
}

function writtenToken(token: IToken, from: number): WrittenToken {
  const { tokenType, image } = token;
  const known = descriptions.get(tokenType);
  const { start, end } = spanOfToken(token);
  const span = { start: from + start, end: from + end };
  if (known !== undefined) return { kind: known.kind, text: known.text ?? image, span };
  return { kind: "name", text: tokenType === t.QuotedName ? image.slice(1, -1) : image, span };
}

/** What tokens are that are no names, with their text where it is always the same. */
const descriptions: ReadonlyMap<TokenType, { readonly kind: WrittenToken["kind"]; readonly text?: string }> =
  new Map([
    ...t.lexedTokenTypes.flatMap((type): Description[] => {
      const [text] = t.spellings(type);
      return text === undefined ? [] : [[type, { kind: "symbol", text }]];
    }),
    ...[...t.hardKeywords, ...t.softKeywords].map(
      ([text, type]): Description => [type, { kind: "keyword", text }],
    ),
    ...[t.True, t.False, t.EmptySet].map((type): Description => [type, { kind: "constant" }]),
    ...[t.Integer, t.Decimal].map((type): Description => [type, { kind: "number" }]),
    [t.StringToken, { kind: "string" }],
    [t.LineEnd, { kind: "lineEnd", text: "" }],
  ]);

type Description = [TokenType, { kind: WrittenToken["kind"]; text?: string }];
