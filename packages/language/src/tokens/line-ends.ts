// Where a statement ends: the newline rule of the language, decided between two neighbouring tokens.

import type { IToken, TokenType } from "chevrotain";
import * as t from "./token-types.js";

/** Tokens after which a line end ends the statement. */
const ENDERS: ReadonlySet<TokenType> = new Set([
  t.Identifier,
  t.QuotedName,
  ...t.softKeywords.values(),
  t.Decimal,
  t.Integer,
  t.StringToken,
  t.RightParenthesis,
  t.RightBracket,
  t.RightBrace,
  t.Prime,
  t.EmptySet,
  t.True,
  t.False,
]);

/** Tokens with which no statement starts, so that they continue the line before. */
const CONTINUERS: ReadonlySet<TokenType> = new Set([
  t.Else,
  t.By,
  t.Then,
  t.In,
  t.As,
  t.From,
  t.Arrow,
  t.ReversibleArrow,
  t.Or,
  t.And,
  t.LessEqual,
  t.GreaterEqual,
  t.EqualEqual,
  t.NotEqual,
  t.Less,
  t.Greater,
  t.Plus,
  t.Minus,
  t.ElementTimes,
  t.ElementDivide,
  t.Times,
  t.Divide,
  t.Remainder,
  t.Power,
  t.PlusEquals,
  t.MinusEquals,
  t.Equals,
  t.Tilde,
  t.Prime,
  t.DotDot,
  t.Dot,
  t.Comma,
  t.Colon,
  t.Semicolon,
  t.RightParenthesis,
  t.RightBracket,
  t.LeftBrace,
  t.RightBrace,
]);

/** Keywords that always start a statement: a line that begins with one never continues the line before. */
const STARTERS: ReadonlySet<TokenType> = new Set([
  t.Import,
  t.Const,
  t.For,
  t.At,
  t.When,
  t.Every,
  t.Let,
  t.Use,
  t.Assert,
]);

/** Tokens that begin a value. */
const OPERAND_STARTERS: ReadonlySet<TokenType> = new Set([
  t.Identifier,
  t.QuotedName,
  ...t.softKeywords.values(),
  t.Decimal,
  t.Integer,
  t.StringToken,
  t.EmptySet,
  t.True,
  t.False,
]);

/** Tokens after which a reaction on the next line cannot be a continuation; `+`, `:` and `}` can come before one. */
const NEVER_BEFORE_REACTION: ReadonlySet<TokenType> = new Set([
  t.Equals,
  t.Tilde,
  t.Comma,
  t.Minus,
  t.Times,
  t.Divide,
  t.Remainder,
  t.Power,
  t.ElementTimes,
  t.ElementDivide,
  t.Less,
  t.LessEqual,
  t.Greater,
  t.GreaterEqual,
  t.EqualEqual,
  t.NotEqual,
  t.And,
  t.Or,
  t.PlusEquals,
  t.MinusEquals,
  t.Arrow,
  t.ReversibleArrow,
  t.By,
  t.LeftParenthesis,
  t.LeftBracket,
]);

/** True if a line end between the two tokens ends the statement, outside of brackets. */
export function endsStatement(previous: IToken, next: IToken): boolean {
  return ENDERS.has(previous.tokenType) && !CONTINUERS.has(next.tokenType);
}

/** True if the token starts a statement whatever comes before it. */
export function alwaysStartsStatement(token: IToken): boolean {
  return STARTERS.has(token.tokenType);
}

/** True if two values stand side by side, which no expression allows: the bracket around them was never closed. */
export function isUnclosedBefore(previous: IToken, next: IToken): boolean {
  return ENDERS.has(previous.tokenType) && OPERAND_STARTERS.has(next.tokenType);
}

/** True if the line before ends unfinished and the next line, a reaction or equation, cannot be its continuation. */
export function cannotContinueWithReaction(previous: IToken, previousClosesRate: boolean): boolean {
  return previousClosesRate || NEVER_BEFORE_REACTION.has(previous.tokenType);
}

/** True if the line before ends unfinished and the next one, which begins with `key:` or `name =`, is an item of its own. */
export function cannotContinueWithItem(
  previous: IToken,
  next: IToken,
  afterNext: IToken | undefined,
): boolean {
  if (!NEVER_BEFORE_ITEM.has(previous.tokenType) || afterNext === undefined) return false;
  if (afterNext.startLine !== next.endLine) return false;
  return (
    (next.tokenType === t.Identifier || next.tokenType === t.QuotedName) &&
    BEHIND_ITEM_NAME.has(afterNext.tokenType)
  );
}

/** Tokens after which a value must follow. */
const NEVER_BEFORE_ITEM: ReadonlySet<TokenType> = new Set([
  t.Colon,
  t.Plus,
  t.Not,
  ...[...NEVER_BEFORE_REACTION].filter((type) => !isListOpener(type)),
]);

/** Tokens that may stand before the name of the next item of a list: `species A,` and `B = 2` on the next line. */
function isListOpener(type: TokenType): boolean {
  return type === t.Comma || type === t.LeftParenthesis || type === t.LeftBracket;
}

const BEHIND_ITEM_NAME: ReadonlySet<TokenType> = new Set([t.Colon, t.Equals, t.Tilde]);

/** True if the line that starts at `index` holds an arrow or a derivative. */
export function lineIsReaction(tokens: readonly IToken[], index: number): boolean {
  const line = tokens[index]?.startLine;
  for (let at = index; at < tokens.length; at++) {
    const token = tokens[at] as IToken;
    if (token.startLine !== line) return false;
    if (token.tokenType === t.Arrow || token.tokenType === t.ReversibleArrow) return true;
    if (token.tokenType === t.Prime && tokens[at + 1]?.tokenType === t.Equals) return true;
  }
  return false;
}
