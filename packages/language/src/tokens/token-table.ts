// The vocabulary as plain data, for highlighters and reference pages: what each token is and how it is spelt.

import type { TokenType } from "chevrotain";
import { hardKeywords, lexedTokenTypes, softKeywords, spellings } from "./token-types.js";
import { NAME_PART, NAME_START } from "./word-patterns.js";

/** What a token is to a reader; `softKeyword` words are keywords only at the start of a statement or item. */
export type TokenCategory =
  | "keyword"
  | "softKeyword"
  | "constant"
  | "operator"
  | "arrow"
  | "punctuation"
  | "name"
  | "number"
  | "string"
  | "comment";

/** One row: fixed spellings (the first is canonical), or a regular expression source for the `u` flag. */
export interface TokenDescription {
  readonly name: string;
  readonly category: TokenCategory;
  readonly spellings: readonly string[];
  readonly pattern: string | undefined;
}

const CONSTANTS: ReadonlySet<string> = new Set(["true", "false"]);
const PUNCTUATION: ReadonlySet<string> = new Set([",", ":", ";", ".", "(", ")", "[", "]", "{", "}", "'"]);

/** Every token of the language. */
export const tokenTable: readonly TokenDescription[] = [
  ...[...hardKeywords].map(([word, type]) =>
    fixed(type, CONSTANTS.has(word) ? "constant" : "keyword", [word]),
  ),
  ...[...softKeywords].map(([word, type]) => fixed(type, "softKeyword", [word])),
  ...lexedTokenTypes.flatMap((type) => {
    const all = spellings(type);
    return all.length === 0 ? [] : [fixed(type, symbolCategory(all), all)];
  }),
  pattern("Identifier", "name", `[${NAME_START}][${NAME_PART}]*`),
  pattern("QuotedName", "name", "`[^`\\r\\n]+`"),
  pattern("Number", "number", "\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?"),
  pattern("StringToken", "string", '"(?:[^"\\\\\\r\\n]|\\\\.)*"'),
  pattern("DocumentationComment", "comment", "///(?!/)[^\\r\\n]*"),
  pattern("LineComment", "comment", "//[^\\r\\n]*"),
  pattern("BlockComment", "comment", "/\\*[\\s\\S]*?\\*/"),
];

function fixed(type: TokenType, category: TokenCategory, all: readonly string[]): TokenDescription {
  return { name: type.name, category, spellings: all, pattern: undefined };
}

function pattern(name: string, category: TokenCategory, source: string): TokenDescription {
  return { name, category, spellings: [], pattern: source };
}

function symbolCategory(all: readonly string[]): TokenCategory {
  const [first = ""] = all;
  if (first.endsWith("->")) return "arrow";
  if (first === "∅") return "constant";
  return PUNCTUATION.has(first) ? "punctuation" : "operator";
}
