// Text → tokens for the parser: words become keywords, line ends become tokens, nesting is bounded.
// Total: any text yields tokens and diagnostics, in time linear in its length and without recursion.

import type { IToken, TokenType } from "chevrotain";
import { createDiagnostic, type Diagnostic } from "../diagnostics/diagnostic.js";
import type { SourceText } from "../text/source-text.js";
import { rawTokensFromText, retag, spanOfToken } from "./lexer.js";
import {
  alwaysStartsStatement,
  cannotContinueWithItem,
  cannotContinueWithReaction,
  endsStatement,
  isUnclosedBefore,
  lineIsReaction,
} from "./line-ends.js";
import { emptyTokenBehind } from "./source-token.js";
import * as t from "./token-types.js";

/** The tokens of a text, without comments, and the comments beside them. */
export interface TokenStream {
  readonly tokens: IToken[];
  readonly comments: readonly IToken[];
}

/** How deep brackets may be nested; the parser and every later stage recurse no deeper. */
export const NESTING_LIMIT = 100;

/** How many characters a file may have; one of this length parses in seconds. */
const LENGTH_LIMIT = 4_000_000;

/** Splits a text into the parser's tokens; a text that cannot be one gives no tokens and one diagnostic. */
export function tokensFromText(source: SourceText): {
  readonly value: TokenStream;
  readonly diagnostics: readonly Diagnostic[];
} {
  const refusal = refusedText(source);
  if (refusal !== undefined) return { value: { tokens: [], comments: [] }, diagnostics: [refusal] };
  const { tokens: raw, comments, diagnostics } = rawTokensFromText(source);
  const pass: Pass = {
    raw,
    output: [],
    brackets: [],
    previous: undefined,
    previousClosesRate: false,
    openConditionals: 0,
    isReaction: false,
  };
  const tooDeep = runPass(pass);
  if (tooDeep === undefined) return { value: { tokens: pass.output, comments }, diagnostics };
  const origin = { file: source.name, span: spanOfToken(tooDeep) };
  const problem = createDiagnostic("nesting-too-deep", origin, { limit: NESTING_LIMIT });
  return { value: { tokens: [], comments }, diagnostics: [problem] };
}

function refusedText(source: SourceText): Diagnostic | undefined {
  const origin = { file: source.name, span: { start: 0, end: 0 } };
  if (looksBinary(source.content)) return createDiagnostic("not-text", origin, { file: source.name });
  if (source.content.length <= LENGTH_LIMIT) return undefined;
  return createDiagnostic("text-too-long", origin, { length: source.content.length, limit: LENGTH_LIMIT });
}

/** A NUL, or many characters at the start that no text has: control codes, or what could not be decoded. */
function looksBinary(content: string): boolean {
  if (content.includes("\u0000")) return true;
  const head = content.slice(0, 4096);
  let strange = 0;
  for (let offset = 0; offset < head.length; offset++) {
    const code = head.charCodeAt(offset);
    if (code < 9 || (code > 13 && code < 32) || code === 0xfffd) strange++;
  }
  return strange > head.length / 10;
}

interface Bracket {
  readonly kind: "(" | "[" | "{";
  /** The bracket of `->{rate}` or `->[law]`. */
  readonly ofRate: boolean;
  /** The parenthesis of `module Name(…)`. */
  readonly ofModule: boolean;
}

const OPENING: ReadonlyMap<TokenType, Bracket["kind"]> = new Map([
  [t.LeftParenthesis, "("],
  [t.LeftBracket, "["],
  [t.LeftBrace, "{"],
]);

const CLOSING: ReadonlyMap<TokenType, Bracket["kind"]> = new Map([
  [t.RightParenthesis, "("],
  [t.RightBracket, "["],
  [t.RightBrace, "{"],
]);

/** Tokens that change which brackets are open. */
const BRACKETS_AND_ARROWS: ReadonlySet<TokenType> = new Set([
  ...OPENING.keys(),
  ...CLOSING.keys(),
  t.Arrow,
  t.ReversibleArrow,
]);

/** They never stand inside `(` or `[`. */
const BRACES_AND_ARROWS: ReadonlySet<TokenType> = new Set([
  t.LeftBrace,
  t.RightBrace,
  t.Arrow,
  t.ReversibleArrow,
]);

/** After one of these a word at the start of a statement is a name: a reaction, an equation or an entry goes on. */
const AFTER_A_NAME: ReadonlySet<TokenType> = new Set([
  t.Arrow,
  t.ReversibleArrow,
  t.Plus,
  t.Prime,
  t.LeftBracket,
  t.Dot,
  t.Colon,
  t.PlusEquals,
  t.MinusEquals,
]);

/** The state of one walk over the raw tokens. */
interface Pass {
  readonly raw: readonly IToken[];
  readonly output: IToken[];
  readonly brackets: Bracket[];
  previous: IToken | undefined;
  previousClosesRate: boolean;
  /** Conditional values that the current statement has begun: they nest without brackets. */
  openConditionals: number;
  /** True if the current statement has its arrow or derivative: it cannot have another one. */
  isReaction: boolean;
}

/** Fills `pass.output`; returns the token at which the nesting becomes too deep, if it does. */
function runPass(pass: Pass): IToken | undefined {
  for (let index = 0; index < pass.raw.length; index++) {
    const token = pass.raw[index] as IToken;
    if (token.tokenType === t.Identifier) recogniseHardKeyword(token);
    if (pass.previous !== undefined) passGap(pass, pass.previous, index);
    if (token.tokenType === t.Identifier) recogniseSoftKeyword(pass, token, pass.raw[index + 1]);
    countConditional(pass, token);
    passBracket(pass, token);
    if (pass.brackets.length + pass.openConditionals > NESTING_LIMIT) return token;
    pass.output.push(token);
    pass.previous = token;
  }
  return undefined;
}

/** Each `if` nests until its `else`; the `if` of a statement ends with the `{` of its block. */
function countConditional(pass: Pass, token: IToken): void {
  if (token.tokenType === t.If) pass.openConditionals++;
  else if (token.tokenType === t.Else) pass.openConditionals = Math.max(0, pass.openConditionals - 1);
  else if (token.tokenType === t.LeftBrace) pass.openConditionals = 0;
}

function recogniseHardKeyword(token: IToken): void {
  const type = t.hardKeywords.get(token.image);
  if (type !== undefined) retag(token, type);
}

function recogniseSoftKeyword(pass: Pass, token: IToken, next: IToken | undefined): void {
  const type = t.softKeywords.get(token.image);
  if (type === undefined) return;
  // `clamped species + X`: no name comes behind `clamped`.
  const completesClamped = type === t.Species && pass.output.at(-1)?.tokenType === t.Clamped;
  if (!completesClamped && next !== undefined && continuesName(type, next)) return;
  if (type === t.On ? isAfterTrain(pass) : isKeywordPlace(pass, type)) retag(token, type);
}

/** True at the start of a statement, entry or declaration, and between the parameters of a module. */
function isKeywordPlace(pass: Pass, type: TokenType): boolean {
  const last = pass.output.at(-1);
  if (last === undefined) return true;
  if (type === t.Species && last.tokenType === t.Clamped) return true;
  const bracket = pass.brackets.at(-1);
  if (bracket !== undefined && bracket.kind !== "{") {
    return bracket.ofModule && isOneOf(last, t.LeftParenthesis, t.Comma, t.Semicolon);
  }
  if (last.tokenType === t.LeftBrace) return bracket?.ofRate !== true;
  if (last.tokenType === t.RightBrace) return !pass.previousClosesRate;
  return last.tokenType === t.LineEnd || last.tokenType === t.Semicolon;
}

function isAfterTrain(pass: Pass): boolean {
  return pass.output.slice(-2).some((token) => token.tokenType === t.Train);
}

/** What stands between the previous token and the one at `index`: nothing, or the end of a statement. */
function passGap(pass: Pass, previous: IToken, index: number): void {
  const token = pass.raw[index] as IToken;
  const bracket = pass.brackets.at(-1);
  if (token.startLine === previous.endLine) {
    // `->{k 2 B`: the rate ends where a second value follows the first.
    if (bracket?.ofRate && bracket.kind === "{" && isUnclosedBefore(previous, token)) pass.brackets.pop();
    return;
  }
  const insideBrackets = bracket !== undefined && bracket.kind !== "{";
  const ends = insideBrackets
    ? isUnclosedBefore(previous, token)
    : endsStatement(previous, token) && !pass.previousClosesRate;
  if (!ends && !interruptsUnfinishedLine(pass, previous, index)) return;
  abandonOpenBrackets(pass, isNoBlock);
  pass.output.push(emptyTokenBehind(t.LineEnd, previous));
  pass.openConditionals = 0;
  pass.isReaction = false;
}

/** A line that can only be a statement of its own ends the one before, finished or not. */
function interruptsUnfinishedLine(pass: Pass, previous: IToken, index: number): boolean {
  const token = pass.raw[index] as IToken;
  if (previous.tokenType === t.LeftBrace || previous.tokenType === t.Semicolon) return false;
  if (pass.brackets.at(-1)?.ofModule) return false;
  const next = pass.raw[index + 1];
  if (alwaysStartsStatement(token) || startsSoftStatement(token, next)) return true;
  if (isOutsideBrackets(pass) && cannotContinueWithItem(previous, token, next)) return true;
  if (!pass.isReaction && !cannotContinueWithReaction(previous, pass.previousClosesRate)) return false;
  return lineIsReaction(pass.raw, index);
}

/** In the arguments of a call `name: value` goes on, however the line before ends. */
function isOutsideBrackets({ brackets }: Pass): boolean {
  const bracket = brackets.at(-1);
  return bracket === undefined || bracket.kind === "{";
}

function passBracket(pass: Pass, token: IToken): void {
  pass.previousClosesRate = false;
  if (token.tokenType === t.Prime) pass.isReaction = true;
  else if (token.tokenType === t.Semicolon) pass.isReaction = false;
  if (!BRACKETS_AND_ARROWS.has(token.tokenType)) return;
  noteReaction(pass, token.tokenType);
  // Brackets that are still open here were never closed.
  if (BRACES_AND_ARROWS.has(token.tokenType)) abandonOpenBrackets(pass, isNoBrace);
  const opening = OPENING.get(token.tokenType);
  if (opening !== undefined) {
    const previousWasArrow = pass.previous !== undefined && isArrow(pass.previous);
    const ofModule =
      opening === "(" && pass.output.slice(-2).some((earlier) => earlier.tokenType === t.Module);
    pass.brackets.push({ kind: opening, ofRate: previousWasArrow && opening !== "(", ofModule });
    return;
  }
  const closing = CLOSING.get(token.tokenType);
  if (closing === undefined || pass.brackets.at(-1)?.kind !== closing) return;
  pass.previousClosesRate = pass.brackets.pop()?.ofRate === true;
}

function noteReaction(pass: Pass, type: TokenType): void {
  if (type === t.Arrow || type === t.ReversibleArrow) pass.isReaction = true;
  // The braces of a rate are part of the reaction.
  else if (type === t.LeftBrace) pass.isReaction &&= pass.previous !== undefined && isArrow(pass.previous);
}

function isArrow({ tokenType }: IToken): boolean {
  return tokenType === t.Arrow || tokenType === t.ReversibleArrow;
}

function isNoBrace(bracket: Bracket): boolean {
  return bracket.kind !== "{";
}

/** The braces of a rate are no block. */
function isNoBlock(bracket: Bracket): boolean {
  return bracket.kind !== "{" || bracket.ofRate;
}

function abandonOpenBrackets(pass: Pass, isAbandoned: (bracket: Bracket) => boolean): void {
  for (
    let open = pass.brackets.at(-1);
    open !== undefined && isAbandoned(open);
    open = pass.brackets.at(-1)
  ) {
    pass.brackets.pop();
  }
}

function continuesName(type: TokenType, next: IToken): boolean {
  if (AFTER_A_NAME.has(next.tokenType)) return true;
  return type === t.Sample && isOneOf(next, t.Equals, t.Tilde);
}

/** `species A`, `crn B`, `sample 100`: a soft keyword and a name or number side by side stand only at the start of a statement. */
function startsSoftStatement(token: IToken, next: IToken | undefined): boolean {
  if (token.tokenType !== t.Identifier || !t.softKeywords.has(token.image) || token.image === "on")
    return false;
  if (next === undefined || next.startLine !== token.endLine) return false;
  if (token.image === "sample" && next.tokenType === t.Integer) return true;
  return (
    next.tokenType === t.QuotedName || (next.tokenType === t.Identifier && !t.hardKeywords.has(next.image))
  );
}

function isOneOf(token: IToken, ...types: readonly TokenType[]): boolean {
  return types.includes(token.tokenType);
}
