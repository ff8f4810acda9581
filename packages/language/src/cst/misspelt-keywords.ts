// Misspelt keywords: `speces A = 1`, `cnr N {`. Two words side by side start nothing else, so the first one is a keyword.

import { EOF, type IToken, type TokenType, tokenMatcher } from "chevrotain";
import { closestName } from "../text/edit-distance.js";
import { retag } from "../tokens/lexer.js";
import * as t from "../tokens/token-types.js";
import type { Lookahead } from "./resume-points.js";

const declaring = [
  ...["species", "clamped", "rate", "signal", "input", "target", "weight", "fixed", "state", "output"],
  ...["init", "kinetics", "const", "let", "use"],
];
const conditional = ["assert", "if", "at", "when", "every"];

/** The keyword that the next word was probably meant to be; undefined if it can be a name. */
export function meantKeyword(ahead: Lookahead, level: "declaration" | "statement"): string | undefined {
  const word = ahead(1);
  if (word.tokenType !== t.Identifier || word.image.length < 2) return undefined;
  // A word that is right, but stands in the wrong place, is not misspelt.
  if (t.softKeywords.has(word.image) || ahead(2).startLine !== word.endLine) return undefined;
  if (isReaction(ahead)) return undefined;
  return closestName(word.image, level === "declaration" ? declarationWords(ahead) : statementWords(ahead));
}

/** The keywords that may stand before the tokens ahead, at the top of a file. */
function declarationWords(ahead: Lookahead): readonly string[] {
  const next = ahead(2);
  if (next.tokenType === t.StringToken) return ["import"];
  if (next.tokenType === t.LeftBrace) return ["units", "import"];
  if (!tokenMatcher(next, t.Identifier)) return [];
  switch (ahead(3).tokenType) {
    case t.LeftParenthesis:
      return ["module", "func"];
    case t.Equals:
      return ["const"];
    default:
      return ["crn", "model", "data", "learn", "train", "simulate", "scan"];
  }
}

/** The same inside of a block. */
function statementWords(ahead: Lookahead): readonly string[] {
  const next = ahead(2);
  if (tokenMatcher(next, t.NumberToken)) return conditional;
  if (next.tokenType === t.LeftBrace) return ["lower", "phases"];
  if (next.tokenType === t.Equals) return ["loss"];
  if (!tokenMatcher(next, t.Identifier)) return [];
  switch (ahead(3).tokenType) {
    case t.In:
      return ["for"];
    case t.LeftBrace:
      return ["phase", ...conditional];
    case t.LeftBracket:
    case t.GreaterEqual:
      return [...declaring, ...conditional];
    case t.Equals:
    case t.Tilde:
    case t.Comma:
    case t.LineEnd:
    case t.Semicolon:
    case t.RightBrace:
    case EOF:
      return declaring;
    default:
      return tokenMatcher(ahead(3), t.Identifier) ? ["clamped"] : conditional;
  }
}

/** True if the line goes on as a reaction or equation: then a `+` is missing between two species. */
function isReaction(ahead: Lookahead): boolean {
  for (let distance = 2; ; distance++) {
    const { tokenType } = ahead(distance);
    if (tokenType === t.Arrow || tokenType === t.ReversibleArrow || tokenType === t.Prime) return true;
    if (tokenMatcher(ahead(distance), t.Terminator) || tokenType === t.LeftBrace || tokenType === EOF)
      return false;
  }
}

/** Reads the next word as `keyword`, and the words behind it that are keywords only after it. */
export function readAsKeyword(ahead: Lookahead, keyword: string): void {
  const word = ahead(1);
  const type = keywordType(keyword);
  if (type === undefined) return;
  word.image = keyword;
  retag(word, type);
  if (type === t.Train && ahead(3).image === "on") retag(ahead(3), t.On);
  if (type === t.Clamped && ahead(2).image === "species") retag(ahead(2), t.Species);
  if (type === t.Module) readParameterKeywords(ahead);
}

function readParameterKeywords(ahead: Lookahead): void {
  for (let distance = 4; !endsParameters(ahead(distance)); distance++) {
    const token = ahead(distance);
    const type = t.softKeywords.get(token.image);
    const isKeyword = token.tokenType === t.Identifier && tokenMatcher(ahead(distance + 1), t.Identifier);
    if (type !== undefined && isKeyword) retag(token, type);
  }
}

function endsParameters({ tokenType }: IToken): boolean {
  return tokenType === t.RightParenthesis || tokenType === t.LeftBrace || tokenType === EOF;
}

function keywordType(word: string): TokenType | undefined {
  return t.softKeywords.get(word) ?? t.hardKeywords.get(word);
}
