// Text → raw tokens, comments and lexical diagnostics. Words are still plain names, line ends are not yet tokens.

import type { ILexingError, IToken, Lexer, TokenType } from "chevrotain";
import {
  createDiagnostic,
  type Diagnostic,
  type DiagnosticCode,
  type ParametersOf,
} from "../diagnostics/diagnostic.js";
import type { SourceText } from "../text/source-text.js";
import type { Span } from "../text/span.js";
import { SourceLexer } from "./source-token.js";
import {
  COMMENT_GROUP,
  Decimal,
  ForeignSymbol,
  foreignSpellings,
  HASH_GROUP,
  Integer,
  lexedTokenTypes,
  MalformedNumber,
  StringToken,
  spellings,
} from "./token-types.js";

/** What the lexer proper delivers. */
export interface RawTokens {
  readonly tokens: IToken[];
  /** Line and block comments in source order. */
  readonly comments: readonly IToken[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Characters of other notations that have a spelling here, but are not tokens by themselves. */
const REPLACEMENTS: ReadonlyMap<string, string> = new Map([
  ["²", "^2"],
  ["³", "^3"],
  ["“", '"'],
  ["”", '"'],
  ["¬", "!"],
  ["…", ".."],
  ["√", "sqrt"],
]);

/** A text of another kind can be full of unknown characters; the first ones say it all. */
const UNKNOWN_CHARACTERS_REPORTED = 100;

/** A lexer of the language; looking for mistakes in the token types takes longer than splitting most texts. */
export function createLexer(options: { readonly skipValidations: boolean }): Lexer {
  return new SourceLexer([...lexedTokenTypes], {
    ...options,
    positionTracking: "full",
    ensureOptimizations: true,
    lineTerminatorsPattern: /\n|\r\n?/g,
    lineTerminatorCharacters: ["\n", "\r"],
  });
}

let sharedLexer: Lexer | undefined;

/** Splits a text into tokens; whatever is not a token is reported once and left out. */
export function rawTokensFromText(source: SourceText): RawTokens {
  sharedLexer ??= createLexer({ skipValidations: true });
  const result = sharedLexer.tokenize(source.content);
  const diagnostics: Diagnostic[] = [];
  const report: Report = (code, span, parameters) =>
    diagnostics.push(createDiagnostic(code, { file: source.name, span }, parameters));
  for (const error of result.errors.slice(0, UNKNOWN_CHARACTERS_REPORTED))
    reportUnknownCharacters(source, error, report);
  for (const token of result.groups[HASH_GROUP] ?? []) {
    report("unexpected-character", firstCharacter(token), { text: "#", replacement: "//" });
  }
  for (const token of result.tokens) repairToken(token, report);
  const comments = result.groups[COMMENT_GROUP] ?? [];
  for (const comment of comments) {
    if (comment.image.startsWith("/*") && !isClosedBlock(comment.image)) {
      report("unterminated-comment", firstCharacter(comment, 2), {});
    }
  }
  return { tokens: result.tokens, comments, diagnostics };
}

type Report = <Code extends DiagnosticCode>(code: Code, span: Span, parameters: ParametersOf<Code>) => void;

function reportUnknownCharacters(source: SourceText, error: ILexingError, report: Report): void {
  const span = { start: error.offset, end: error.offset + error.length };
  const text = source.content.slice(span.start, span.end);
  report("unexpected-character", span, { text: shortened(text), replacement: REPLACEMENTS.get(text) });
}

/** Tokens that are not of the language, but whose meaning is plain, are reported and then read as what was meant. */
function repairToken(token: IToken, report: Report): void {
  if (token.tokenType === MalformedNumber) {
    const replacement = plainNumber(token.image);
    report("invalid-number", spanOfToken(token), { text: token.image, replacement });
    retag(token, /^\d+$/.test(replacement) ? Integer : Decimal);
  } else if (token.tokenType === ForeignSymbol) {
    const meant = foreignSpellings.get(token.image);
    if (meant === undefined) return;
    report("unexpected-character", spanOfToken(token), {
      text: token.image,
      replacement: spellings(meant)[0],
    });
    retag(token, meant);
  } else if (token.tokenType === StringToken && !isClosedString(token.image)) {
    report("unterminated-string", firstCharacter(token), {});
  }
}

/** `1_000` → `1000`, `.5` → `0.5`, `5.` → `5`, `5.e3` → `5e3`. */
export function plainNumber(image: string): string {
  const digits = image.replaceAll("_", "");
  return digits.startsWith(".") ? `0${digits}` : digits.replace(/\.(?!\d)/, "");
}

/** The value of a number token; all that `plainNumber` changes but `_` is a number to JavaScript, too. */
export function valueOfNumber(image: string): number {
  return Number(image.includes("_") ? plainNumber(image) : image);
}

/** Makes a token another kind of token in place. */
export function retag(token: IToken, type: TokenType): void {
  token.tokenType = type;
  token.tokenTypeIdx = type.tokenTypeIdx as number;
}

/** The half-open range of a token; Chevrotain's ends are inclusive. */
export function spanOfToken(token: IToken): Span {
  return { start: token.startOffset, end: (token.endOffset ?? token.startOffset) + 1 };
}

function firstCharacter(token: IToken, length = 1): Span {
  return { start: token.startOffset, end: token.startOffset + length };
}

function isClosedBlock(image: string): boolean {
  return image.length >= 4 && image.endsWith("*/");
}

function isClosedString(image: string): boolean {
  if (image.length < 2 || !image.endsWith('"')) return false;
  const backslashes = /\\*$/.exec(image.slice(0, -1))?.[0].length ?? 0;
  return backslashes % 2 === 0;
}

/** The first characters, with control codes made visible. */
function shortened(text: string): string {
  const characters = [...text.slice(0, 80)].map((character) => (character < " " ? "�" : character));
  return characters.length <= 20 ? characters.join("") : `${characters.slice(0, 20).join("")}…`;
}
