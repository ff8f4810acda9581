// Where items of a block end and begin, judged by the tokens ahead: the places at which the parser can take up again.

import { EOF, type IToken, type TokenType, tokenMatcher } from "chevrotain";
import * as t from "../tokens/token-types.js";

/** The tokens around the parser: 1 is the next one, 0 the last one consumed. */
export type Lookahead = (distance: number) => IToken;

/** What a sequence of items is made of; decides where it ends and how far a broken item reaches. */
export type ItemLevel = "declaration" | "statement" | "entry" | "dataItem" | "column" | "assignment";

/** What may follow `crn Name`, `train Name`, …: two words and one of these make a declaration in any context. */
const AFTER_DECLARED_NAME: ReadonlySet<TokenType> = new Set([
  t.LeftBrace,
  t.As,
  t.On,
  t.From,
  t.LeftParenthesis,
  t.LineEnd,
  EOF,
]);

/** Keywords that start a statement of a block, never an entry of a record. */
const STATEMENT_KEYWORDS: ReadonlySet<TokenType> = new Set([
  t.Let,
  t.Use,
  t.Assert,
  t.For,
  t.If,
  t.At,
  t.When,
  t.Every,
  t.Const,
]);

/** Tokens that may be skipped to reach the one that must stand next. */
const SKIPPABLE: ReadonlySet<TokenType> = new Set([
  t.Identifier,
  t.QuotedName,
  t.Integer,
  t.Decimal,
  t.StringToken,
  t.LeftParenthesis,
  t.RightParenthesis,
  t.LeftBracket,
  t.RightBracket,
  t.Comma,
  t.Colon,
  t.Dot,
  t.Tilde,
  t.Prime,
]);

/** Tokens to which the rest of the line is searched. */
const SEARCHED_FAR: ReadonlySet<TokenType> = new Set([
  t.LeftBrace,
  t.RightBrace,
  t.RightParenthesis,
  t.RightBracket,
  t.Then,
  t.Else,
]);

const OPENED_BY: ReadonlyMap<TokenType, TokenType> = new Map([
  [t.RightParenthesis, t.LeftParenthesis],
  [t.RightBracket, t.LeftBracket],
]);

/** Tokens over which no such search goes. */
const ENDS_SEARCH: ReadonlySet<TokenType> = new Set([
  t.LineEnd,
  t.LeftBrace,
  t.RightBrace,
  t.Arrow,
  t.ReversibleArrow,
  EOF,
]);

/** True if the next token is the first of its line. */
export function isAtLineStart(ahead: Lookahead): boolean {
  const previous = ahead(0);
  return previous.tokenType === EOF || (ahead(1).startLine ?? 0) > (previous.endLine ?? 0);
}

/** True if a declaration starts here, even where only statements may stand: a block before it was not closed. */
export function isDeclarationStart(ahead: Lookahead): boolean {
  const first = ahead(1);
  if (!tokenMatcher(first, t.DeclarationKeyword) || !isAtLineStart(ahead)) return false;
  if (first.tokenType === t.Import) return true;
  if (first.tokenType === t.Units) return first.startColumn === 1;
  return tokenMatcher(ahead(2), t.Identifier) && AFTER_DECLARED_NAME.has(ahead(3).tokenType);
}

/** True if a statement starts here, even where only entries may stand. */
export function isStatementStart(ahead: Lookahead): boolean {
  if (!isAtLineStart(ahead)) return false;
  const first = ahead(1);
  if (STATEMENT_KEYWORDS.has(first.tokenType)) return true;
  const isSoftKeyword = tokenMatcher(first, t.Identifier) && !isPlainName(first);
  return isSoftKeyword && tokenMatcher(ahead(2), t.Identifier);
}

/** True if the next token ends an item that is complete. */
export function isItemEnd(ahead: Lookahead, level: ItemLevel): boolean {
  const next = ahead(1);
  if (tokenMatcher(next, t.Terminator) || next.tokenType === EOF) return true;
  return level !== "declaration" && next.tokenType === t.RightBrace;
}

/** True if the next item of a record starts here, or behind a `,`, where `;` or a new line must stand first. */
export function lacksSeparator(ahead: Lookahead, level: ItemLevel): boolean {
  const at = ahead(1).tokenType === t.Comma ? 2 : 1;
  const [first, second] = [ahead(at), ahead(at + 1)];
  // A setting whose name is missing begins the next line.
  if (!tokenMatcher(first, t.Identifier) || first.endLine !== second.startLine) return false;
  return startsItem(level, first, second, ahead(at + 2)) && !isInsideBrackets(ahead);
}

function startsItem(level: ItemLevel, first: IToken, second: IToken, third: IToken): boolean {
  const isSetting = second.tokenType === t.Colon || second.tokenType === t.LeftBrace;
  const isColumn = tokenMatcher(second, t.DefinitionOperator);
  switch (level) {
    case "entry":
      return isSetting;
    case "dataItem":
      return isSetting || isColumn || (first.image === "sample" && third.tokenType === t.LeftBrace);
    case "column":
      return isColumn;
    case "assignment":
      return tokenMatcher(second, t.AssignmentOperator);
    case "declaration":
    case "statement":
      return false;
  }
}

/** True if a `)` or `]` follows on this line that nothing after this place opens. */
function isInsideBrackets(ahead: Lookahead): boolean {
  let open = 0;
  for (let distance = 1; open >= 0; distance++) {
    const { tokenType } = ahead(distance);
    if (tokenType === t.LineEnd || tokenType === t.RightBrace || tokenType === EOF) return false;
    if (tokenType === t.LeftParenthesis || tokenType === t.LeftBracket) open++;
    if (tokenType === t.RightParenthesis || tokenType === t.RightBracket) open--;
  }
  return true;
}

/** True if the parser can take up again here after a broken declaration. */
export function isDeclarationResumePoint(ahead: Lookahead): boolean {
  const next = ahead(1);
  if (next.tokenType === EOF || isDeclarationStart(ahead)) return true;
  return isAtLineStart(ahead) && next.startColumn === 1 && isDeclarationWord(next);
}

/** True if the next token is a keyword that can only be meant as a name: `let at = 3`. */
export function isKeywordMeantAsName(ahead: Lookahead): boolean {
  if (!tokenMatcher(ahead(1), t.HardKeyword) || isAtLineStart(ahead)) return false;
  const next = ahead(2);
  return (
    !tokenMatcher(next, t.Identifier) &&
    !tokenMatcher(next, t.NumberToken) &&
    next.tokenType !== t.StringToken
  );
}

/** How many stray tokens to skip to the `expected` one on this line: any before a closing bracket, otherwise one. */
export function strayTokensBefore(ahead: Lookahead, expected: TokenType): number | undefined {
  const furthest = SEARCHED_FAR.has(expected) ? Number.POSITIVE_INFINITY : 1;
  const line = ahead(0).endLine;
  const opening = OPENED_BY.get(expected);
  let open = 0;
  for (let count = 0; count <= furthest; count++) {
    const token = ahead(count + 1);
    if (count > 0 && token.startLine !== line) return undefined;
    const isExpected = tokenMatcher(token, expected);
    if (isExpected && open === 0) return count;
    if (!isSkippable(token, expected)) return undefined;
    // A bracket that is opened on the way closes itself.
    if (token.tokenType === opening) open++;
    else if (isExpected) open--;
  }
  return undefined;
}

/** True if the `}` ahead may close nothing: its line goes on. Asked only if the text has more `}` than `{`. */
export function isStrayClosing(ahead: Lookahead): boolean {
  const next = ahead(2);
  if (next.startLine !== ahead(1).endLine || next.tokenType === t.Else) return false;
  return !tokenMatcher(next, t.Terminator) && next.tokenType !== t.RightBrace && !isDeclarationWord(next);
}

function isDeclarationWord(token: IToken): boolean {
  return tokenMatcher(token, t.DeclarationKeyword) || token.tokenType === t.Const;
}

function isSkippable(token: IToken, expected: TokenType): boolean {
  if (SEARCHED_FAR.has(expected)) return !ENDS_SEARCH.has(token.tokenType);
  if (expected === t.Identifier && (token.tokenType === t.Tilde || token.tokenType === t.Colon)) return false;
  return SKIPPABLE.has(tokenMatcher(token, t.Identifier) ? t.Identifier : token.tokenType);
}

export function isPlainName(token: IToken): boolean {
  return token.tokenType === t.Identifier || token.tokenType === t.QuotedName;
}
