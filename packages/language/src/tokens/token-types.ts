// Every token type with its label and spellings: the only place where a keyword or an operator is spelt.
// Words are lexed as `Identifier`; the token pass then turns them into keywords, so a keyword never splits a longer name.

import { createToken, Lexer, type TokenType } from "chevrotain";
import {
  matchBlockComment,
  matchDecimal,
  matchMalformedNumber,
  matchName,
  matchString,
  NAME_START_HINTS,
} from "./word-patterns.js";

// ── Categories: classes of tokens that the grammar may ask for ─────────────────────────────────────────

const category = (name: string, label: string, categories: TokenType[] = []): TokenType =>
  createToken({ name, label, pattern: Lexer.NA, categories });

/** Ends a statement: a line end (inserted by the token pass) or a written `;`. */
export const Terminator: TokenType = category("Terminator", "a new line");
/** A word that can never be a name without backticks. */
export const HardKeyword: TokenType = category("HardKeyword", "a keyword");
/** Starts a declaration at the top of a file. */
export const DeclarationKeyword: TokenType = category("DeclarationKeyword", "a declaration");
/** `learn`, `simulate`, `scan`: a network's name and a record follow. */
export const ExperimentKeyword: TokenType = category("ExperimentKeyword", "an experiment");
/** Declares quantities of one kind. */
export const QuantityKeyword: TokenType = category("QuantityKeyword", "`species`");
/** `at`, `when`, `every`. */
export const EventKeyword: TokenType = category("EventKeyword", "`at`, `when` or `every`");
/** The kinds of formal parameters of a module. */
export const ParameterKeyword: TokenType = category("ParameterKeyword", "`species`");
/** Stands between two operands. */
export const BinaryOperator: TokenType = category("BinaryOperator", "an operator");
/** Stands before an operand. */
export const PrefixOperator: TokenType = category("PrefixOperator", "an operator");
/** `->` and `<->`. */
export const ArrowToken: TokenType = category("ArrowToken", "`->`");
/** `=`, `+=`, `-=` in an event. */
export const AssignmentOperator: TokenType = category("AssignmentOperator", "`=`");
/** `=` and `~` after a declared name. */
export const DefinitionOperator: TokenType = category("DefinitionOperator", "`=`");
/** `,` and `;` between the parameters of a module. */
export const ParameterSeparator: TokenType = category("ParameterSeparator", "`,`");
/** Any number. */
export const NumberToken: TokenType = category("NumberToken", "a number");

// ── Names, numbers, text ───────────────────────────────────────────────────────────────────────────────

export const Identifier: TokenType = createToken({
  name: "Identifier",
  label: "a name",
  pattern: { exec: matchName },
  line_breaks: false,
  start_chars_hint: [...NAME_START_HINTS],
});
/** A name in backticks: anything but a line end. */
export const QuotedName: TokenType = createToken({
  name: "QuotedName",
  label: "a name",
  pattern: /`[^`\r\n]+`/,
  categories: [Identifier],
});
export const Decimal: TokenType = createToken({
  name: "Decimal",
  label: "a number",
  pattern: { exec: matchDecimal },
  line_breaks: false,
  start_chars_hint: [..."0123456789"],
  categories: [NumberToken],
});
export const Integer: TokenType = createToken({
  name: "Integer",
  label: "a number",
  pattern: /\d+/,
  categories: [NumberToken],
});
/** Reported and then read as the number that was meant. */
export const MalformedNumber: TokenType = createToken({
  name: "MalformedNumber",
  label: "a number",
  pattern: { exec: matchMalformedNumber },
  line_breaks: false,
  start_chars_hint: [..."0123456789."],
});
export const StringToken: TokenType = createToken({
  name: "StringToken",
  label: "a text in quotes",
  pattern: { exec: matchString },
  line_breaks: false,
  start_chars_hint: ['"'],
});

// ── Comments and blanks ────────────────────────────────────────────────────────────────────────────────

/** Lexer groups: delivered beside the tokens. */
export const COMMENT_GROUP = "comments";
export const HASH_GROUP = "hash";

/** By far the most frequent blank: the lexer compares one character and makes nothing. */
const Space: TokenType = createToken({ name: "Space", pattern: " ", group: Lexer.SKIPPED });
const Blank: TokenType = createToken({
  name: "Blank",
  pattern: /[\t\f\v\u00a0\u2000-\u200b\u202f\u3000\ufeff]+/,
  group: Lexer.SKIPPED,
});
/** With the blanks before the next word. */
const LineBreak: TokenType = createToken({
  name: "LineBreak",
  pattern: /[\r\n][ \t\r\n\f\v\u00a0\u2000-\u200b\u202f\u3000\ufeff]*/,
  group: Lexer.SKIPPED,
  line_breaks: true,
});
export const LineComment: TokenType = createToken({
  name: "LineComment",
  pattern: /\/\/[^\r\n]*/,
  group: COMMENT_GROUP,
});
export const BlockComment: TokenType = createToken({
  name: "BlockComment",
  pattern: { exec: matchBlockComment },
  group: COMMENT_GROUP,
  line_breaks: true,
  start_chars_hint: ["/"],
});
/** `# …`, a comment elsewhere; reported and skipped with the rest of its line. */
const HashComment: TokenType = createToken({
  name: "HashComment",
  pattern: /#[^\r\n]*/,
  group: HASH_GROUP,
});

// ── Keywords ───────────────────────────────────────────────────────────────────────────────────────────

const keywordTypes = new Map<string, TokenType>();
const softKeywordTypes = new Map<string, TokenType>();

function hardKeyword(word: string, ...categories: TokenType[]): TokenType {
  const type = keyword(word, [HardKeyword, ...categories]);
  keywordTypes.set(word, type);
  return type;
}

/** A soft keyword stays usable as a name, hence the category `Identifier`. */
function softKeyword(word: string, ...categories: TokenType[]): TokenType {
  const type = keyword(word, [Identifier, ...categories]);
  softKeywordTypes.set(word, type);
  return type;
}

function keyword(word: string, categories: TokenType[]): TokenType {
  const name = `${word.charAt(0).toUpperCase()}${word.slice(1)}Keyword`;
  return createToken({ name, label: `\`${word}\``, pattern: Lexer.NA, categories });
}

export const Import: TokenType = hardKeyword("import", DeclarationKeyword);
export const From: TokenType = hardKeyword("from");
export const As: TokenType = hardKeyword("as");
export const Const: TokenType = hardKeyword("const", ParameterKeyword);
export const For: TokenType = hardKeyword("for");
export const In: TokenType = hardKeyword("in");
export const If: TokenType = hardKeyword("if");
export const Then: TokenType = hardKeyword("then");
export const Else: TokenType = hardKeyword("else");
export const At: TokenType = hardKeyword("at", EventKeyword);
export const When: TokenType = hardKeyword("when", EventKeyword);
export const Every: TokenType = hardKeyword("every", EventKeyword);
export const Let: TokenType = hardKeyword("let");
export const Use: TokenType = hardKeyword("use");
export const Assert: TokenType = hardKeyword("assert");
export const By: TokenType = hardKeyword("by");
export const True: TokenType = hardKeyword("true");
export const False: TokenType = hardKeyword("false");

export const Crn: TokenType = softKeyword("crn", DeclarationKeyword);
export const Model: TokenType = softKeyword("model", DeclarationKeyword);
export const Module: TokenType = softKeyword("module", DeclarationKeyword);
export const Func: TokenType = softKeyword("func", DeclarationKeyword);
export const Data: TokenType = softKeyword("data", DeclarationKeyword);
export const Learn: TokenType = softKeyword("learn", DeclarationKeyword, ExperimentKeyword);
export const Train: TokenType = softKeyword("train", DeclarationKeyword);
export const Simulate: TokenType = softKeyword("simulate", DeclarationKeyword, ExperimentKeyword);
export const Scan: TokenType = softKeyword("scan", DeclarationKeyword, ExperimentKeyword);
export const Units: TokenType = softKeyword("units", DeclarationKeyword);
export const On: TokenType = softKeyword("on");
export const Clamped: TokenType = softKeyword("clamped");
export const Species: TokenType = softKeyword("species", QuantityKeyword, ParameterKeyword);
export const Rate: TokenType = softKeyword("rate", QuantityKeyword, ParameterKeyword);
export const Signal: TokenType = softKeyword("signal", QuantityKeyword, ParameterKeyword);
export const Input: TokenType = softKeyword("input", QuantityKeyword);
export const Target: TokenType = softKeyword("target", QuantityKeyword);
export const Weight: TokenType = softKeyword("weight", QuantityKeyword);
export const Fixed: TokenType = softKeyword("fixed", QuantityKeyword);
export const State: TokenType = softKeyword("state", QuantityKeyword);
export const Output: TokenType = softKeyword("output", QuantityKeyword);
export const Init: TokenType = softKeyword("init");
export const Loss: TokenType = softKeyword("loss");
export const Lower: TokenType = softKeyword("lower");
export const Phase: TokenType = softKeyword("phase");
export const Phases: TokenType = softKeyword("phases");
export const Kinetics: TokenType = softKeyword("kinetics");
export const Sample: TokenType = softKeyword("sample");

/** Word → hard keyword. */
export const hardKeywords: ReadonlyMap<string, TokenType> = keywordTypes;
/** Word → soft keyword, special only where the token pass finds it at the start of a statement or item. */
export const softKeywords: ReadonlyMap<string, TokenType> = softKeywordTypes;

// ── Operators and punctuation; the first spelling is the one that the formatter writes ─────────────────

const spellingsOf = new Map<TokenType, readonly string[]>();

function symbol(
  name: string,
  spellings: readonly [string, ...string[]],
  ...categories: TokenType[]
): TokenType {
  const pattern =
    spellings.length === 1
      ? spellings[0]
      : new RegExp(spellings.map((text) => text.replace(/[.*+|]/g, "\\$&")).join("|"));
  const type = createToken({ name, label: `\`${spellings[0]}\``, pattern, categories });
  spellingsOf.set(type, spellings);
  return type;
}

export const Arrow: TokenType = symbol("Arrow", ["->", "→"], ArrowToken);
export const ReversibleArrow: TokenType = symbol("ReversibleArrow", ["<->", "⇌", "↔"], ArrowToken);
export const Or: TokenType = symbol("Or", ["||"], BinaryOperator);
export const And: TokenType = symbol("And", ["&&"], BinaryOperator);
export const LessEqual: TokenType = symbol("LessEqual", ["<=", "≤"], BinaryOperator);
export const GreaterEqual: TokenType = symbol("GreaterEqual", [">=", "≥"], BinaryOperator);
export const EqualEqual: TokenType = symbol("EqualEqual", ["=="], BinaryOperator);
export const NotEqual: TokenType = symbol("NotEqual", ["!=", "≠"], BinaryOperator);
export const Less: TokenType = symbol("Less", ["<"], BinaryOperator);
export const Greater: TokenType = symbol("Greater", [">"], BinaryOperator);
export const PlusEquals: TokenType = symbol("PlusEquals", ["+="], AssignmentOperator);
export const MinusEquals: TokenType = symbol("MinusEquals", ["-="], AssignmentOperator);
export const Plus: TokenType = symbol("Plus", ["+"], BinaryOperator, PrefixOperator);
export const Minus: TokenType = symbol("Minus", ["-", "−"], BinaryOperator, PrefixOperator);
export const ElementTimes: TokenType = symbol("ElementTimes", [".*", "⊙"], BinaryOperator);
export const ElementDivide: TokenType = symbol("ElementDivide", ["./"], BinaryOperator);
export const Times: TokenType = symbol("Times", ["*", "·", "⋅"], BinaryOperator);
export const Divide: TokenType = symbol("Divide", ["/"], BinaryOperator);
export const Remainder: TokenType = symbol("Remainder", ["%"], BinaryOperator);
export const Power: TokenType = symbol("Power", ["^"], BinaryOperator);
export const Not: TokenType = symbol("Not", ["!"], PrefixOperator);
export const Equals: TokenType = symbol("Equals", ["="], AssignmentOperator, DefinitionOperator);
export const Tilde: TokenType = symbol("Tilde", ["~"], DefinitionOperator);
export const Prime: TokenType = symbol("Prime", ["'"]);
export const EmptySet: TokenType = symbol("EmptySet", ["∅"]);
export const DotDot: TokenType = symbol("DotDot", [".."]);
export const Dot: TokenType = symbol("Dot", ["."]);
export const Comma: TokenType = symbol("Comma", [","], ParameterSeparator);
export const Colon: TokenType = symbol("Colon", [":"]);
export const Semicolon: TokenType = symbol("Semicolon", [";"], Terminator, ParameterSeparator);
export const LeftParenthesis: TokenType = symbol("LeftParenthesis", ["("]);
export const RightParenthesis: TokenType = symbol("RightParenthesis", [")"]);
export const LeftBracket: TokenType = symbol("LeftBracket", ["["]);
export const RightBracket: TokenType = symbol("RightBracket", ["]"]);
export const LeftBrace: TokenType = symbol("LeftBrace", ["{"]);
export const RightBrace: TokenType = symbol("RightBrace", ["}"]);

/** A line end where a statement may end; inserted by the token pass, with an empty range. */
export const LineEnd: TokenType = createToken({
  name: "LineEnd",
  label: "a new line",
  pattern: Lexer.NA,
  categories: [Terminator],
});

/** Spelling of another language → the token that is meant. Reported with the replacement and then read as it. */
export const foreignSpellings: ReadonlyMap<string, TokenType> = new Map([
  ["<-->", ReversibleArrow],
  ["<=>", ReversibleArrow],
  ["-->", Arrow],
  ["=>", Arrow],
  ["⟶", Arrow],
  ["⇒", Arrow],
  ["⇄", ReversibleArrow],
  ["⇋", ReversibleArrow],
  ["⟷", ReversibleArrow],
  ["**", Power],
  ["×", Times],
  ["÷", Divide],
  ["&", And],
  ["|", Or],
  ["′", Prime],
  ["’", Prime],
]);

export const ForeignSymbol: TokenType = createToken({
  name: "ForeignSymbol",
  pattern: /<-->|<=>|-->|=>|\*\*|[⟶⇒⇄⇋⟷×÷&|′’]/,
});

/** All spellings of an operator or punctuation mark, the canonical one first; empty for other tokens. */
export function spellings(type: TokenType): readonly string[] {
  return spellingsOf.get(type) ?? [];
}

/** All token types in the order in which the lexer tries them, then those that only the token pass makes. */
export const lexedTokenTypes: readonly TokenType[] = [
  Space,
  LineBreak,
  Blank,
  LineComment,
  BlockComment,
  HashComment,
  Identifier,
  MalformedNumber,
  Decimal,
  Integer,
  StringToken,
  QuotedName,
  And,
  Or,
  ReversibleArrow,
  ForeignSymbol,
  Arrow,
  LessEqual,
  GreaterEqual,
  EqualEqual,
  NotEqual,
  PlusEquals,
  MinusEquals,
  ElementTimes,
  ElementDivide,
  DotDot,
  ...[...spellingsOf].filter(([, [first = ""]]) => first.length === 1).map(([type]) => type),
];

/** All token types, categories and keywords included: the parser's vocabulary. */
export const allTokenTypes: readonly TokenType[] = [
  Terminator,
  HardKeyword,
  DeclarationKeyword,
  ExperimentKeyword,
  QuantityKeyword,
  EventKeyword,
  ParameterKeyword,
  BinaryOperator,
  PrefixOperator,
  ArrowToken,
  AssignmentOperator,
  DefinitionOperator,
  ParameterSeparator,
  NumberToken,
  ...lexedTokenTypes,
  ...hardKeywords.values(),
  ...softKeywords.values(),
  LineEnd,
];
