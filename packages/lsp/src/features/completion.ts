// textDocument/completion: what may be written at the cursor. The place decides what is offered; the client filters.

import { type TextBefore, textBefore } from "@ncrn/language";
import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  type CompletionParams,
  CompletionRequest,
  InsertTextFormat,
  type Range,
} from "vscode-languageserver";
import { fittedText } from "../completion/fitted-text.js";
import { type OpenText, openBrackets, openTextOf } from "../completion/frames.js";
import { keysAround, namesAt } from "../completion/names.js";
import type { Offer, OfferKind } from "../completion/offer.js";
import { offersAt } from "../completion/offers-at.js";
import type { Place } from "../completion/place.js";
import { placeAt } from "../completion/place-at.js";
import type { Feature, FeatureContext } from "../feature.js";
import type { Snapshot } from "../snapshot.js";
import { offsetFromPosition, rangeFromSpan } from "../to-lsp.js";

/** Signs behind which something can be chosen; words ask by themselves. */
const triggerCharacters: readonly string[] = [".", '"', "{", "[", ":", "'", "`", "/", "-", " "];

export const completion: Feature<CompletionParams, CompletionList | null> = {
  method: CompletionRequest.method,
  capabilities: {
    completionProvider: { triggerCharacters: [...triggerCharacters], resolveProvider: true },
  },
  nothing: null,
  respond: completionsAt,
};

/** Everything that may be written at a position, in the order in which it should be shown. */
export function completionsAt(
  snapshot: Snapshot,
  { position, context }: Pick<CompletionParams, "position" | "context">,
  { workspace, client }: FeatureContext,
): CompletionList | null {
  const { source } = snapshot;
  const offset = offsetFromPosition(source, position);
  const sign = context?.triggerCharacter;
  // Most spaces are ordinary ones, and shall cost nothing.
  if (sign === " " && !isSpaceBehindSign(source.content, offset)) return null;
  const text = textBefore(source, offset);
  const before = withoutHalfArrow(text, source.content) ?? text;
  const open = openTextOf(before.tokens);
  const names = namesAt(snapshot, open, offset);
  if (names === undefined) return null;
  if (sign !== undefined && !isMeant(sign, before, open)) return null;
  const written = source.content.slice(before.word.start, offset);
  const place = placeAt(before, open, keysAround(names.document, open, offset), written);
  if (sign !== undefined && !isPlaceFor(place, sign)) return null;
  const range = rangeFromSpan(source, before.word);
  const isQuoted = written.startsWith("`");
  const snippets = client?.snippets === true;
  const offers = offersAt(place, names, workspace);
  if (sign !== undefined && offers.every(isAnywhere)) return null;
  const [rest = ""] = source.content.slice(before.word.end, before.word.end + 1000).split(/\r?\n/);
  const items = offers
    .filter(({ text, snippet }) => snippets || text !== undefined || snippet === undefined)
    .sort((a, b) => a.rank - b.rank)
    .map((offer, index) => itemFrom(offer, { range, index, isQuoted, uri: snapshot.uri, snippets, rest }));
  return { isIncomplete: false, items };
}

/** A sign may also stand where nobody wants to choose, and a list there would take the next Enter for an answer. */
function isMeant(sign: string, { inside }: TextBefore, { frames, line }: OpenText): boolean {
  if (sign === "/") return inside === "string";
  if (sign === "{") return frames.at(-1)?.kind === "imported" || openBrackets(line).length > 0;
  return true;
}

/** True behind `+ `, `= ` and the bracket of a rate: one space, and directly behind the sign. */
function isSpaceBehindSign(content: string, offset: number): boolean {
  return /[^=<>!+][+=\]}] $/.test(content.slice(Math.max(0, offset - 3), offset));
}

/** Half an arrow is part of what is being written, `B -` becomes `B ->`; undefined where no arrow may stand. */
function withoutHalfArrow({ inside, word, tokens }: TextBefore, content: string): TextBefore | undefined {
  const [half = ""] = /<?-?$/.exec(content.slice(Math.max(0, word.start - 2), word.start)) ?? [];
  if (half === "" || inside !== undefined || word.end > word.start || tokens.at(-1)?.kind !== "symbol")
    return undefined;
  const start = word.start - half.length;
  const without = {
    inside,
    word: { start, end: content[word.end] === ">" ? word.end + 1 : word.end },
    tokens: tokens.filter(({ span }) => span.end <= start),
  };
  return mayBeArrow(placeAt(without, openTextOf(without.tokens), [], half)) ? without : undefined;
}

function mayBeArrow(place: Place): boolean {
  return place.kind === "words" && place.words.includes("->");
}

/** A minus that was typed asks only as half an arrow, and a space only for species and values. */
function isPlaceFor(place: Place, sign: string): boolean {
  if (sign === "-") return mayBeArrow(place);
  return sign !== " " || place.kind === "species" || place.kind === "value";
}

/** What fits into every value is no reason to open a list before a word has been begun. */
function isAnywhere({ kind, rank }: Offer): boolean {
  return (kind === "function" && rank > 0) || kind === "keyword";
}

interface ItemPlace {
  readonly range: Range;
  readonly index: number;
  /** A backtick has been written: names are matched with theirs. */
  readonly isQuoted: boolean;
  readonly uri: string;
  readonly snippets: boolean;
  /** What stands behind the word, up to the end of its line. */
  readonly rest: string;
}

function itemFrom(offer: Offer, { range, index, isQuoted, uri, snippets, rest }: ItemPlace): CompletionItem {
  const { label, kind, rank, detail, about, commit } = offer;
  const { text: newText, isSnippet } = fittedText(offer, rest, snippets);
  return {
    label,
    kind: kinds[kind],
    sortText: `${rank}${String(index).padStart(5, "0")}`,
    textEdit: { range, newText },
    filterText: isQuoted ? `\`${label}\`` : label, // without it, Neovim takes a list with edits for one already filtered
    ...(isSnippet && { insertTextFormat: InsertTextFormat.Snippet }),
    ...(detail !== undefined && { detail }),
    ...(commit !== undefined && commit.length > 0 && { commitCharacters: [...commit] }),
    ...(about !== undefined && { data: { uri, about } }),
  };
}

const kinds: Readonly<Record<OfferKind, CompletionItemKind>> = {
  species: CompletionItemKind.Variable,
  quantity: CompletionItemKind.Property,
  constant: CompletionItemKind.Constant,
  function: CompletionItemKind.Function,
  module: CompletionItemKind.Module,
  network: CompletionItemKind.Class,
  data: CompletionItemKind.Struct,
  column: CompletionItemKind.Field,
  key: CompletionItemKind.Property,
  word: CompletionItemKind.EnumMember,
  keyword: CompletionItemKind.Keyword,
  symbol: CompletionItemKind.Operator,
  template: CompletionItemKind.Snippet,
  unit: CompletionItemKind.Unit,
  file: CompletionItemKind.File,
  folder: CompletionItemKind.Folder,
};
