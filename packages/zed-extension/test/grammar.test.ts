// The committed grammar, parser and queries against the token table and each other; needs neither Tree-sitter nor Zed.

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { tokenTable } from "@ncrn/language";
import { expect, test } from "vitest";
import { fingerprintLine } from "../scripts/parser-of-grammar.mjs";
import { grammarFromTokens } from "../scripts/tree-sitter-grammar.mjs";

const parts = path.dirname(import.meta.dirname);
const read = (...names: readonly string[]): string => readFileSync(path.join(parts, ...names), "utf8");
const queryFolder = path.join("extension", "languages", "ncrn");
const queryFiles = readdirSync(path.join(parts, queryFolder)).filter((name) => name.endsWith(".scm"));

/** What Zed looks for, by the names of its documentation (docs/src/extensions/languages.md) and of crates/language_core. */
const CAPTURES: Readonly<Record<string, readonly string[]>> = {
  "brackets.scm": ["open", "close"],
  "highlights.scm": [
    "attribute",
    "comment",
    "comment.doc",
    "constant",
    "function",
    "keyword",
    "number",
    "operator",
    "property",
    "punctuation.bracket",
    "punctuation.delimiter",
    "string",
    "type",
    "variable",
  ],
  "indents.scm": ["indent", "end"],
  "outline.scm": ["item", "name", "context"],
  "overrides.scm": ["comment.inclusive", "string"],
};

test("the committed grammar is what the generator writes, and the parser was made from it", () => {
  const grammar = read("grammar", "src", "grammar.json");
  expect(JSON.parse(grammar)).toEqual(JSON.parse(JSON.stringify(grammarFromTokens(tokenTable))));
  expect(read("grammar", "src", "parser.c").startsWith(fingerprintLine(grammar))).toBe(true);
});

test("every fixed spelling of the lexer is in one terminal, but `on`, which is a name to the grammar", () => {
  const terminals = new Map<string, string[]>();
  for (const [name, rule] of Object.entries(grammarFromTokens(tokenTable).rules)) {
    for (const text of stringsOf(rule)) terminals.set(text, [...(terminals.get(text) ?? []), name]);
  }
  const words = tokenTable
    .filter(({ pattern }) => pattern === undefined)
    .flatMap(({ spellings }) => spellings);
  expect(words.length).toBeGreaterThan(90);
  const isBracket = (text: string): boolean => "()[]{};".includes(text);
  const wrong = words.filter((text) => !isBracket(text) && terminals.get(text)?.length !== 1);
  expect(wrong).toEqual(["on"]);
  expect([..."()[]{};"].filter((text) => !terminals.has(text))).toEqual([]);
});

test("a word that the table lacks is noticed", () => {
  const without = tokenTable.filter(({ spellings }) => !spellings.includes("crn"));
  expect(() => grammarFromTokens(without)).toThrow("The token table has no crn");
  expect(() => grammarFromTokens(tokenTable.filter(({ name }) => name !== "Number"))).toThrow(
    "no pattern Number",
  );
});

test.each(queryFiles)("%s names what grammar, token table and Zed know", (file) => {
  const query = read(queryFolder, file).replaceAll(/^ *;.*$/gm, "");
  const nodes = new Set(
    (JSON.parse(read("grammar", "src", "node-types.json")) as { type: string; named: boolean }[]).map(
      ({ type, named }) => (named ? type : `"${type}"`),
    ),
  );
  const predicates = [...query.matchAll(/\(#[\w-]+\? @\w+ ([^)]*)\)/g)];
  const pattern = query.replaceAll(/\(#[^)]*\)/g, "");
  const named = [...pattern.matchAll(/\(([a-z]\w*)/g)].map((match) => match[1]!);
  const anonymous = [...pattern.matchAll(/"[^"]+"/g)].map(([text]) => text);
  expect(named.length + anonymous.length).toBeGreaterThan(0);
  expect([...named, ...anonymous].filter((node) => !nodes.has(node))).toEqual([]);

  const texts = predicates.flatMap((match) => [...match[1]!.matchAll(/"([^"]+)"/g)].map((text) => text[1]!));
  const spellings = tokenTable.flatMap((token) => token.spellings);
  expect(texts.filter((text) => !spellings.includes(text))).toEqual([]);

  const captured = [...query.matchAll(/@([a-z][\w.]*)/g)].map((match) => match[1]!);
  expect([...new Set(captured)].sort()).toEqual([...CAPTURES[file]!].sort());
});

/** All texts that a rule spells out. */
function stringsOf(rule: unknown): readonly string[] {
  if (typeof rule !== "object" || rule === null) return [];
  const { type, value, members, content } = rule as {
    type: string;
    value?: unknown;
    members?: readonly unknown[];
    content?: unknown;
  };
  if (type === "STRING") return [String(value)];
  return [...(members ?? []), content].flatMap(stringsOf);
}
