// A declaration of one or more names → its items, each from the name to the end of its value, which may hold commas of its
// own: `species A[2] = [1, 2], B = max(1, 2)`. Found by tokens, since the text around a mistake may have no tree.

import type { SourceText } from "../../text/source-text.js";
import type { Span } from "../../text/span.js";
import { LineEnd } from "../../tokens/token-types.js";
import { tokensFromText } from "../../tokens/tokens-from-text.js";
import type { TextEdit } from "../fix.js";

/** A statement with the items that commas separate. */
export interface ItemList {
  /** `species`, `clamped species`, `const`, …; one blank between words. */
  readonly keyword: string;
  /** From the first word to the end of the last item. */
  readonly span: Span;
  readonly keywordSpan: Span;
  readonly items: readonly Span[];
  /** The comma behind each item but the last. */
  readonly commas: readonly Span[];
}

type Token = ReturnType<typeof tokensFromText>["value"]["tokens"][number];

/** The declaration that a place stands in; undefined if it is none of those that list names. */
export function itemListAround(source: SourceText, offset: number): ItemList | undefined {
  const { tokens } = tokensFromText(source).value;
  const index = tokens.findIndex((token) => token.tokenType !== LineEnd && spanOf(token).end > offset);
  return index < 0 ? undefined : itemListAt(tokens, index);
}

/** The last declaration before an offset that declares the name with these words, and which of its items that is. */
export function declarationBefore(
  source: SourceText,
  name: string,
  { keyword, offset }: { readonly keyword: string; readonly offset: number },
): { readonly list: ItemList; readonly index: number } | undefined {
  const { tokens } = tokensFromText(source).value;
  const last = tokens.findLastIndex(
    ({ image, startOffset }, index) =>
      startOffset < offset &&
      image.replaceAll("`", "") === name &&
      itemAt(itemListAt(tokens, index), startOffset, keyword) >= 0,
  );
  const list = last < 0 ? undefined : itemListAt(tokens, last);
  if (list === undefined) return undefined;
  return { list, index: itemAt(list, tokens[last]?.startOffset ?? -1, keyword) };
}

function itemAt(list: ItemList | undefined, offset: number, keyword: string): number {
  if (list?.keyword !== keyword) return -1;
  return list.items.findIndex(({ start }) => start === offset);
}

/** Declares one item of a list with another keyword; those around it keep theirs. */
export function redeclared(list: ItemList, index: number, keyword: string): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  const insert = (item: Span | undefined, word: string): void => {
    if (item !== undefined) edits.push({ span: { start: item.start, end: item.start }, text: `${word} ` });
  };
  const [before, after] = [list.commas[index - 1], list.commas[index]];
  if (before === undefined) edits.push({ span: list.keywordSpan, text: keyword });
  else {
    edits.push({ span: before, text: ";" });
    insert(list.items[index], keyword);
  }
  if (after === undefined) return edits;
  edits.push({ span: after, text: ";" });
  insert(list.items[index + 1], list.keyword);
  return edits;
}

function itemListAt(tokens: readonly Token[], index: number): ItemList | undefined {
  const begin = edgeOf(tokens, index, -1);
  const end = edgeOf(tokens, index, 1);
  const [first, last] = [tokens[begin], tokens[end]];
  if (first === undefined || last === undefined || isBracketed(tokens, begin)) return undefined;
  const words = wordsAt(tokens, begin);
  const lastWord = words.at(-1);
  if (lastWord === undefined || begin + words.length > end) return undefined;
  const items: Span[] = [];
  const commas: Span[] = [];
  let depth = 0;
  let start = tokens[begin + words.length]?.startOffset ?? 0;
  for (let at = begin + words.length; at <= end; at++) {
    const token = tokens[at] as Token;
    depth += depthOf(token);
    if (token.image !== "," || depth > 0) continue;
    items.push({ start, end: spanOf(tokens[at - 1] as Token).end });
    commas.push(spanOf(token));
    start = tokens[at + 1]?.startOffset ?? spanOf(token).end;
  }
  items.push({ start, end: spanOf(last).end });
  return {
    keyword: words.map(({ image }) => image).join(" "),
    span: { start: first.startOffset, end: spanOf(last).end },
    keywordSpan: { start: first.startOffset, end: spanOf(lastWord).end },
    items,
    commas,
  };
}

/** The first or last token of the statement around a token. */
function edgeOf(tokens: readonly Token[], index: number, step: 1 | -1): number {
  let depth = 0;
  let at = index;
  for (; ; at += step) {
    const next = tokens[at + step];
    if (next === undefined) return at;
    const isInside = depth > 0;
    if (!isInside && (next.tokenType === LineEnd || next.image === ";")) return at;
    depth += step * depthOf(next);
    if (depth < 0) return at;
  }
}

/** True for the parameters of a module, of which what calls it knows, too. */
function isBracketed(tokens: readonly Token[], begin: number): boolean {
  let depth = 0;
  for (let at = begin - 1; at >= 0; at--) {
    const token = tokens[at] as Token;
    if (token.tokenType === LineEnd || token.image === "{" || token.image === "}") return false;
    depth += depthOf(token);
    if (depth > 0) return true;
  }
  return false;
}

/** The words that begin a declaration; what a name follows is no name itself. */
function wordsAt(tokens: readonly Token[], begin: number): readonly Token[] {
  const words: Token[] = [];
  for (let at = begin; ; at++) {
    const [token, next] = [tokens[at], tokens[at + 1]];
    if (token === undefined || next === undefined) return words;
    if (!declaring.has(token.image) || !/^[`\p{L}_]/u.test(next.image)) return words;
    words.push(token);
  }
}

function depthOf({ image }: Token): number {
  return opening.has(image) ? 1 : closing.has(image) ? -1 : 0;
}

function spanOf({ startOffset, image }: Token): Span {
  return { start: startOffset, end: startOffset + image.length };
}

const opening: ReadonlySet<string> = new Set(["(", "[", "{"]);
const closing: ReadonlySet<string> = new Set([")", "]", "}"]);

const declaring: ReadonlySet<string> = new Set([
  ...["clamped", "species", "rate", "signal", "input", "target", "weight", "fixed", "state", "output"],
  ...["const", "let", "func"],
]);
