// Keywords that were left out: `Decay { species A … }`, `forward { … }`, `i in 1..3 {`. The shape of what stands there and
// the first lines of its block tell which construct was meant, so that all of it survives but the word.

import { EOF, type IToken, type TokenType, tokenMatcher } from "chevrotain";
import * as t from "../tokens/token-types.js";
import { isDeclarationStart, isPlainName, type Lookahead } from "./resume-points.js";

// ── At the top of a file ───────────────────────────────────────────────────────────────────────────────

/** The keyword that must have stood before the declaration ahead; undefined if that cannot be told. */
export function lostDeclarationKeyword(ahead: Lookahead): TokenType | undefined {
  const [first, second, third] = [ahead(1), ahead(2), ahead(3)];
  // Statements behind a block that was closed too early are indented further than the blank that a word leaves.
  if ((first.startColumn ?? 0) > 2) return undefined;
  if (first.tokenType === t.StringToken) return t.Import;
  if (first.tokenType === t.LeftBrace) return third.tokenType === t.Colon ? t.Units : t.Import;
  if (!isPlainName(first) || second.startLine !== first.endLine) return undefined;
  switch (second.tokenType) {
    case t.Equals:
      return t.Const;
    case t.From:
      return t.Data;
    case t.LeftBrace:
      return keywordOfBlock(ahead, 3);
    case t.As:
      return ahead(4).tokenType === t.LeftBrace ? keywordOfBlock(ahead, 5) : undefined;
    case t.LeftParenthesis:
      return keywordBeforeParameters(ahead);
    default:
      return second.image === "on" && tokenMatcher(third, t.Identifier) ? t.Train : undefined;
  }
}

/** `Join(species A, B) {` or `square(x) =`. */
function keywordBeforeParameters(ahead: Lookahead): TokenType | undefined {
  for (let distance = 3; ; distance++) {
    const { tokenType } = ahead(distance);
    if (tokenType === t.LeftBrace || tokenType === EOF) return undefined;
    if (tokenType !== t.RightParenthesis) continue;
    const next = ahead(distance + 1).tokenType;
    return next === t.LeftBrace ? t.Module : next === t.Equals ? t.Func : undefined;
  }
}

/** The kind of a block by the first item that only one kind can hold; `begin` is the distance of its first token. */
function keywordOfBlock(ahead: Lookahead, begin: number): TokenType | undefined {
  let depth = 1;
  let otherwise: TokenType | undefined;
  for (let distance = begin; depth > 0; distance++) {
    const token = ahead(distance);
    if (token.tokenType === EOF || isDeclarationStart((offset) => ahead(distance + offset - 1))) break;
    if (token.tokenType === t.LeftBrace) depth++;
    else if (token.tokenType === t.RightBrace) depth--;
    if (depth !== 1) continue;
    if (tokenMatcher(token, t.ArrowToken)) return t.Crn;
    if (!isAtItemStart(ahead(distance - 1))) continue;
    const next = ahead(distance + 1);
    const decided = keywordAround(token, next);
    if (decided !== undefined) return decided;
    otherwise ??= keywordPerhapsAround(token, next);
  }
  return otherwise;
}

function isAtItemStart({ tokenType }: IToken): boolean {
  return tokenType === t.LeftBrace || tokenType === t.LineEnd || tokenType === t.Semicolon;
}

/** The declaration that an item beginning with these two tokens can only belong to. */
function keywordAround(first: IToken, second: IToken): TokenType | undefined {
  if (ONLY_IN_MODELS.has(first.tokenType)) return t.Model;
  if (ONLY_IN_NETWORKS.has(first.tokenType)) return t.Crn;
  if (first.tokenType === t.Sample || tokenMatcher(second, t.DefinitionOperator)) return t.Data;
  return second.tokenType === t.Colon ? KEYWORD_OF_SETTING.get(first.image) : undefined;
}

/** The declaration that such an item belongs to if nothing else in the block tells. */
function keywordPerhapsAround(first: IToken, second: IToken): TokenType | undefined {
  if (second.tokenType === t.Colon)
    return first.image === "until" || first.image === "method" ? t.Simulate : t.Learn;
  if (first.tokenType === t.Phases) return t.Learn;
  return tokenMatcher(first, t.Terminator) || first.tokenType === t.RightBrace ? undefined : t.Crn;
}

const ONLY_IN_MODELS: ReadonlySet<TokenType> = new Set([
  t.Input,
  t.Target,
  t.Weight,
  t.Fixed,
  t.State,
  t.Output,
  t.Loss,
]);

const ONLY_IN_NETWORKS: ReadonlySet<TokenType> = new Set([
  t.Species,
  t.Clamped,
  t.Rate,
  t.Signal,
  t.Init,
  t.Kinetics,
  t.Phase,
]);

/** Settings that one kind of record has and the others have not. */
const KEYWORD_OF_SETTING: ReadonlyMap<string, TokenType> = new Map([
  ["vary", t.Scan],
  ["measure", t.Scan],
  ["split", t.Data],
  ["scale", t.Data],
  ["where", t.Data],
  ["train", t.Data],
]);

// ── Inside of a block ──────────────────────────────────────────────────────────────────────────────────

/**
 * The keyword that must have stood before the statement ahead; undefined if none is missing. `species` stands for any that
 * declares quantities.
 */
export function lostStatementKeyword(ahead: Lookahead): TokenType | undefined {
  const [first, second] = [ahead(1), ahead(2)];
  if (first.tokenType === t.LeftBrace) return keywordOfSettings(ahead);
  if (second.startLine !== first.endLine) return undefined;
  if (tokenMatcher(first, t.NumberToken)) return opensBlock(ahead, 2) ? t.At : undefined;
  if (!isPlainName(first)) return undefined;
  if (definitionOperatorAt(ahead) !== undefined) return t.Species;
  if (second.tokenType === t.In) return t.For;
  if (opensBlock(ahead, 2)) return t.Phase;
  return COMPARISONS.has(second.tokenType) ? keywordBeforeCondition(ahead) : undefined;
}

/** Where the `=` or `~` of `k = 1` or `theta[2] ~ normal(0, 1)` stands. */
export function definitionOperatorAt(ahead: Lookahead): number | undefined {
  let distance = 2;
  if (ahead(2).tokenType === t.LeftBracket) {
    while (BETWEEN_BRACKETS.some((type) => tokenMatcher(ahead(distance), type))) distance++;
    distance++;
  }
  return tokenMatcher(ahead(distance), t.DefinitionOperator) ? distance : undefined;
}

const BETWEEN_BRACKETS: readonly TokenType[] = [
  t.LeftBracket,
  t.Identifier,
  t.NumberToken,
  t.BinaryOperator,
  t.Comma,
];

/** `A > 5 {`: what stands in the block tells an event from a condition. */
function keywordBeforeCondition(ahead: Lookahead): TokenType | undefined {
  for (let distance = 3; ; distance++) {
    const { tokenType } = ahead(distance);
    if (tokenMatcher(ahead(distance), t.Terminator) || tokenType === EOF) return undefined;
    if (tokenMatcher(ahead(distance), t.ArrowToken)) return undefined;
    if (tokenType === t.LeftBrace) {
      if (!opensBlock(ahead, distance)) return undefined;
      return tokenMatcher(ahead(distance + 2), t.AssignmentOperator) ? t.When : t.If;
    }
  }
}

/** True for a `{` behind which a line ends or an assignment follows: rates stand in braces, too. */
function opensBlock(ahead: Lookahead, distance: number): boolean {
  const [brace, next] = [ahead(distance), ahead(distance + 1)];
  if (brace.tokenType !== t.LeftBrace) return false;
  if (next.startLine !== brace.endLine) return ahead(distance + 2).tokenType !== t.Colon;
  return tokenMatcher(ahead(distance + 2), t.AssignmentOperator);
}

/** `{ order: 2 }` or `{ forward: 1; feedback: 1 }`. */
function keywordOfSettings(ahead: Lookahead): TokenType | undefined {
  if (ahead(3).tokenType !== t.Colon) return undefined;
  return REDUCTIONS.has(ahead(2).image) ? t.Lower : t.Phases;
}

const COMPARISONS: ReadonlySet<TokenType> = new Set([
  t.Less,
  t.LessEqual,
  t.Greater,
  t.EqualEqual,
  t.NotEqual,
]);

/** Settings of `lower`; what else stands in braces without a word are the lengths of phases. */
const REDUCTIONS: ReadonlySet<string> = new Set(["order", "rails", "polynomialize"]);

/** `200 {`, or `n { x ~ …`: the `sample` of a data set is missing. */
export function lacksSample(ahead: Lookahead): boolean {
  if (ahead(1).tokenType === t.Sample || ahead(2).tokenType !== t.LeftBrace) return false;
  return tokenMatcher(ahead(1), t.NumberToken) || tokenMatcher(ahead(4), t.DefinitionOperator);
}
