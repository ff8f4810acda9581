// Token table → TextMate grammar. TextMate sees one line at a time and no structure, so a word that is a keyword only
// at the start of a statement is told from a name by what stands before and after it on its line.

/**
 * @typedef {import("@ncrn/language").TokenDescription} TokenDescription
 * @typedef {{ name?: string, match?: string, begin?: string, end?: string, patterns?: Pattern[], include?: string,
 *   captures?: Captures, beginCaptures?: Captures, endCaptures?: Captures, contentName?: string }} Pattern
 * @typedef {Record<string, { name: string }>} Captures
 */

/** Soft keywords that open a declaration with a name of its own: `crn LotkaVolterra`. */
const NAMED_DECLARATIONS = [
  "crn",
  "model",
  "module",
  "func",
  "data",
  "learn",
  "train",
  "simulate",
  "scan",
  "phase",
];

/** Keywords that may stand before a parameter of a module, hence after `(`, `,` and `;` too. */
const PARAMETER_KEYWORDS = ["species", "rate", "signal", "const"];

/** Hard keywords by the kind of word that themes know; those not listed are control words. */
const HARD_KEYWORD_SCOPES = {
  import: "keyword.control.import.ncrn",
  from: "keyword.control.import.ncrn",
  as: "keyword.control.import.ncrn",
  const: "storage.type.ncrn",
  let: "storage.type.ncrn",
  by: "keyword.operator.word.ncrn",
};

/** A soft keyword followed by one of these is a name: a reaction, an equation or a setting goes on. */
const AFTER_A_NAME = ["arrow", "+", "'", "[", ".", ":", "-="];

/**
 * @param {readonly TokenDescription[]} tokens
 * @returns {{ name: string, scopeName: string, patterns: Pattern[], repository: Record<string, Pattern> }}
 */
export function grammarFromTokens(tokens) {
  const words = vocabularyOf(tokens);
  return {
    $schema: "https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json",
    name: "ncrn",
    scopeName: "source.ncrn",
    patterns: [{ include: "#statement" }],
    repository: {
      statement: includes(
        "comment",
        "string",
        "declaration",
        "soft-keyword",
        "setting",
        "rate",
        "expression",
      ),
      expression: includes(
        "comment",
        "string",
        "quoted-name",
        "keyword",
        "constant",
        "number",
        "function",
        "operator",
        "punctuation",
        "name",
      ),
      comment: { patterns: comments(words) },
      string: string(),
      "quoted-name": { name: "variable.other.quoted.ncrn", match: words.pattern.QuotedName },
      declaration: { patterns: declarations(words) },
      "soft-keyword": { patterns: softKeywords(words) },
      setting: setting(words),
      rate: { patterns: rates(words) },
      keyword: { patterns: hardKeywords(words) },
      constant: { patterns: constants(words) },
      number: { patterns: numbers(words) },
      function: { match: `(${words.name})(?=\\s*\\()`, captures: scopes("entity.name.function.ncrn") },
      operator: { patterns: operators(words) },
      punctuation: { name: "punctuation.ncrn", match: anyOf(words.of("punctuation")) },
      name: { name: "variable.other.ncrn", match: words.name },
    },
  };
}

/** @param {readonly TokenDescription[]} tokens */
function vocabularyOf(tokens) {
  const spelt = (category) =>
    tokens.filter((token) => token.category === category).flatMap(({ spellings }) => spellings);
  const pattern = Object.fromEntries(
    tokens.filter((token) => token.pattern).map((token) => [token.name, token.pattern]),
  );
  const name = pattern.Identifier;
  const part = /\[[^\]]*\]\*$/.exec(name)[0].slice(0, -1); // "[start][part]*" → "[part]"
  const whole = (list) => `(?<!${part})(?:${list.join("|")})(?!${part})`;
  const continues = AFTER_A_NAME.map((text) => (text === "arrow" ? anyOf(spelt("arrow")) : escaped(text)));
  const isKeyword = `(?!\\s*(?:${continues.join("|")}))`;
  return { of: spelt, pattern, name, whole, isKeyword, statementStart: "(?:^|(?<=[;{]))\\s*" };
}

function comments({ pattern }) {
  return [
    { name: "comment.line.documentation.ncrn", match: pattern.DocumentationComment },
    { name: "comment.line.double-slash.ncrn", match: pattern.LineComment },
    { name: "comment.block.ncrn", begin: "/\\*", end: "\\*/" },
  ];
}

/** One without its closing quote ends with its line. */
function string() {
  return {
    name: "string.quoted.double.ncrn",
    begin: '"',
    end: '"|$',
    patterns: [{ name: "constant.character.escape.ncrn", match: "\\\\." }],
  };
}

/** `crn Clock`, `train Linear on iris`, `clamped species X`: keyword and name are coloured together. */
function declarations({ statementStart, whole, name }) {
  return [
    {
      match: `${statementStart}(${whole(["train"])})\\s+(${name})\\s+(${whole(["on"])})(?:\\s+(${name}))?`,
      captures: scopes(
        "storage.type.ncrn",
        "entity.name.type.ncrn",
        "storage.type.ncrn",
        "entity.name.type.ncrn",
      ),
    },
    {
      match: `${statementStart}(${whole(["clamped"])})\\s+(${whole(["species"])})`,
      captures: scopes("storage.modifier.ncrn", "storage.type.ncrn"),
    },
    {
      match: `${statementStart}(${whole(NAMED_DECLARATIONS)})\\s+(${name})`,
      captures: scopes("storage.type.ncrn", "entity.name.type.ncrn"),
    },
    {
      match: `(?<=[(,;])\\s*(${whole(PARAMETER_KEYWORDS)})(?=\\s+${name})`,
      captures: scopes("storage.type.ncrn"),
    },
  ];
}

function softKeywords({ of, statementStart, whole, isKeyword }) {
  return [
    {
      match: `${statementStart}(${whole(of("softKeyword"))})${isKeyword}`,
      captures: scopes("storage.type.ncrn"),
    },
  ];
}

/** `until: 50` in a record, `cycle: A -> …` in a network: a name before a colon. */
function setting({ name, statementStart }) {
  return { match: `${statementStart}(${name})(?=\\s*:)`, captures: scopes("variable.other.property.ncrn") };
}

/** What stands in the braces or brackets of an arrow is a value, and soft keywords are names there. */
function rates({ of }) {
  const arrow = anyOf(of("arrow"));
  const rate = (open, close) => ({
    begin: `(${arrow})\\s*(${open})`,
    beginCaptures: scopes("keyword.operator.arrow.ncrn", "punctuation.ncrn"),
    end: `${close}|$`,
    endCaptures: { 0: { name: "punctuation.ncrn" } },
    contentName: "meta.rate.ncrn",
    patterns: [{ include: "#expression" }],
  });
  return [rate("\\{", "\\}"), rate("\\[", "\\]"), { name: "keyword.operator.arrow.ncrn", match: arrow }];
}

function hardKeywords({ of, whole }) {
  const byScope = new Map();
  for (const word of of("keyword")) {
    const scope = HARD_KEYWORD_SCOPES[word] ?? "keyword.control.ncrn";
    byScope.set(scope, [...(byScope.get(scope) ?? []), word]);
  }
  return [...byScope].map(([name, list]) => ({ name, match: whole(list) }));
}

function constants({ of, whole }) {
  const all = of("constant");
  const [names, symbols] = [all.filter((text) => /^\w/.test(text)), all.filter((text) => !/^\w/.test(text))];
  const name = "constant.language.ncrn";
  return [...(names.length > 0 ? [{ name, match: whole(names) }] : []), { name, match: anyOf(symbols) }];
}

/** A bracket after a number holds its unit. */
function numbers({ pattern }) {
  return [
    {
      match: `(${pattern.Number})\\s*(\\[)([^\\]]*)(\\])`,
      captures: scopes(
        "constant.numeric.ncrn",
        "punctuation.ncrn",
        "keyword.other.unit.ncrn",
        "punctuation.ncrn",
      ),
    },
    { name: "constant.numeric.ncrn", match: pattern.Number },
  ];
}

function operators({ of }) {
  return [
    { name: "keyword.operator.arrow.ncrn", match: anyOf(of("arrow")) },
    { name: "keyword.operator.ncrn", match: anyOf(of("operator")) },
  ];
}

/** Longer spellings first, so that `<=` is not read as `<`. */
function anyOf(spellings) {
  return `(?:${[...spellings]
    .sort((a, b) => b.length - a.length)
    .map(escaped)
    .join("|")})`;
}

function escaped(text) {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

function scopes(...names) {
  return Object.fromEntries(names.map((name, index) => [index + 1, { name }]));
}

function includes(...names) {
  return { patterns: names.map((name) => ({ include: `#${name}` })) };
}
