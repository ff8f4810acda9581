// Token table → Tree-sitter grammar, as the JSON that Tree-sitter reads. It knows words, brackets, statements and the names of
// declarations, no more. Every text has a tree without errors: brackets that are never opened or closed are nodes as well.
// Words are terminals in classes, since tables of one that had each word would be many times as large; what one of them means
// by its neighbours is left to the queries in extension/languages/ncrn.

/**
 * @typedef {import("@ncrn/language").TokenDescription} TokenDescription
 * @typedef {{ type: string, members?: Rule[], content?: Rule, value?: unknown, name?: string, named?: boolean }} Rule
 */

/** Soft keywords that open a declaration with a name of its own: `crn LotkaVolterra`. */
const DECLARING = ["crn", "model", "module", "func", "data", "learn", "train", "simulate", "scan", "phase"];

/** This soft keyword stands inside a statement, never at its start. */
const INNER = ["on"];

/** A soft keyword before one of these, an arrow or `[` is a name: a reaction, an equation or an entry goes on. */
const NAME_OPERATORS = ["+", "+=", "-="];
const NAME_PUNCTUATION = ["'", ".", ":"];

/**
 * @param {readonly TokenDescription[]} tokens
 * @returns {{ name: string, word: string, rules: Record<string, Rule>, extras: Rule[] }}
 * @throws {Error} if the table lacks a word or pattern that is listed here
 */
export function grammarFromTokens(tokens) {
  return {
    name: "ncrn",
    word: "identifier",
    rules: { ...lines(), ...statements(), ...brackets(), ...terminals(tokens) },
    extras: [symbol("_blank"), symbol("documentation_comment"), symbol("comment")],
    conflicts: [],
    precedences: [],
    externals: [],
    inline: [],
    supertypes: [],
    reserved: {},
  };
}

/** A statement ends with its line, at `;`, or at a bracket that belongs to no other. */
function lines() {
  const stray = (text) => alias(string(text), "stray");
  const end = choice(symbol("_line_end"), string(";"), stray(")"), stray("]"));
  return {
    source_file: linesWith(choice(end, stray("}"))),
    block: bracketed("{", linesWith(end), "}"),
  };
}

function linesWith(end) {
  const line = optional(choice(symbol("declaration"), symbol("statement")));
  return sequence(repeat(sequence(line, end)), line);
}

/** A soft keyword is told from a name by what stands after it. */
function statements() {
  const keyword = (word) => alias(symbol(word), "keyword");
  const rest = optional(symbol("_items"));
  return {
    declaration: right(
      2,
      sequence(
        keyword("_declaring_word"),
        field("name", choice(symbol("identifier"), symbol("quoted_name"))),
        rest,
      ),
    ),
    statement: right(
      0,
      choice(
        sequence(choice(keyword("_declaring_word"), keyword("_plain_word")), rest),
        sequence(alias(symbol("_soft_name"), "identifier"), symbol("_continuing_item"), rest),
        symbol("_items"),
      ),
    ),
    _soft_name: precedence(1, choice(symbol("_declaring_word"), symbol("_plain_word"))),
    _items: repeat1(symbol("_item")),
    _item: choice(
      symbol("_continuing_item"),
      ...["identifier", "quoted_name", "number", "string", "constant", "operator", "punctuation"].map(symbol),
      ...["group", "block", "unknown"].map(symbol),
      keyword("_hard_word"),
    ),
    _continuing_item: choice(
      right(1, sequence(symbol("arrow"), optional(symbol("rate")))),
      alias(symbol("_name_operator"), "operator"),
      alias(symbol("_name_punctuation"), "punctuation"),
      symbol("list"),
    ),
  };
}

function brackets() {
  const operator = choice(symbol("operator"), alias(symbol("_name_operator"), "operator"));
  const inside = repeat(choice(symbol("_item"), symbol("_line_end"), string(";")));
  return {
    // A rate ends with its line, closed or not, unless an operator stands there.
    rate: bracketed(
      "{",
      repeat(choice(symbol("_item"), precedence(1, sequence(operator, symbol("_line_end"))))),
      "}",
    ),
    group: bracketed("(", inside, ")"),
    list: bracketed("[", inside, "]"),
  };
}

/** With its closing bracket wherever there is one. */
function bracketed(open, content, close) {
  return choice(sequence(string(open), content, string(close)), right(-1, sequence(string(open), content)));
}

/** Where two terminals match the same text, Tree-sitter takes the one that comes first. */
function terminals(tokens) {
  const spelt = (category) =>
    tokens.filter((token) => token.category === category).flatMap(({ spellings }) => spellings);
  const pattern = (name) => {
    const source = tokens.find((token) => token.name === name)?.pattern;
    if (source === undefined) throw new Error(`The token table has no pattern ${name}`);
    return source.replaceAll("\\d", "[0-9]"); // which means digits of all scripts to Tree-sitter
  };
  const softWords = spelt("softKeyword");
  const operators = spelt("operator");
  const isBracket = (text) => /[()[\]{};]/.test(text);
  const punctuation = spelt("punctuation").filter((text) => !isBracket(text));
  return {
    documentation_comment: regex("///([^/\\r\\n][^\\r\\n]*)?"),
    // One that is never closed goes on to the end of the text.
    comment: token(choice(regex(pattern("LineComment")), regex("/\\*([^*]|\\*+[^*/])*\\**/?"))),
    _declaring_word: oneOf(listed(DECLARING, softWords)),
    _plain_word: oneOf(without([...DECLARING, ...listed(INNER, softWords)], softWords)),
    _hard_word: oneOf(spelt("keyword")),
    _name_operator: oneOf(listed(NAME_OPERATORS, operators)),
    operator: oneOf(without(NAME_OPERATORS, operators)),
    _name_punctuation: oneOf(listed(NAME_PUNCTUATION, punctuation)),
    punctuation: oneOf(without(NAME_PUNCTUATION, punctuation)),
    constant: oneOf(spelt("constant")),
    arrow: oneOf(spelt("arrow")),
    number: regex(pattern("Number")),
    // One without its closing quote ends with its line.
    string: regex('"([^"\\\\\\r\\n]|\\\\[^\\r\\n])*\\\\?"?'),
    identifier: regex(pattern("Identifier")),
    quoted_name: regex(pattern("QuotedName")),
    unknown: token(precedence(-1, regex("."))),
    _line_end: regex("[\\r\\n]+"),
    _blank: regex("[ \\t\\f\\u000b\\u00a0\\u2000-\\u200b\\u202f\\u3000\\ufeff]+"),
  };
}

function listed(words, all) {
  for (const word of words) if (!all.includes(word)) throw new Error(`The token table has no ${word}`);
  return words;
}

function without(words, all) {
  return all.filter((word) => !words.includes(word));
}

function oneOf(spellings) {
  return token(spellings.length === 1 ? string(spellings[0]) : choice(...spellings.map(string)));
}

function symbol(name) {
  return { type: "SYMBOL", name };
}

function string(value) {
  return { type: "STRING", value };
}

const regex = (value) => ({ type: "PATTERN", value });
const token = (content) => ({ type: "TOKEN", content });
const choice = (...members) => ({ type: "CHOICE", members });
const sequence = (...members) => ({ type: "SEQ", members });
const repeat = (content) => ({ type: "REPEAT", content });
const repeat1 = (content) => ({ type: "REPEAT1", content });
const optional = (content) => choice(content, { type: "BLANK" });
const field = (name, content) => ({ type: "FIELD", name, content });
const alias = (content, value) => ({ type: "ALIAS", content, named: true, value });
const precedence = (value, content) => ({ type: "PREC", value, content });
const right = (value, content) => ({ type: "PREC_RIGHT", value, content });
