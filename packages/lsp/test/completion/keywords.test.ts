// What is offered as a keyword is one: the parser takes it where it is offered, and the checker finds it in its place.

import { analyze, createSourceText, parse, tokenTable } from "@ncrn/language";
import { describe, expect, test } from "vitest";
import type { TextEdit } from "vscode-languageserver";
import { type KeywordPlace, keywordMeaning, startKeywords } from "../../src/completion/keywords.js";
import { completionsAt } from "../../src/features/completion.js";
import { groups } from "../features/completion-cases.js";
import { markedText } from "../marked-text.js";
import { featureContext, openSnapshot } from "../open-snapshot.js";

/** What a user goes on with behind a keyword, by the word under which it is documented. */
const rests: Readonly<Record<string, string>> = {
  init: "A = 1",
  use: "j = M(A)",
  assert: "2 > 1",
  kinetics: "plain",
  "if value": "1 > 0 then 1 else 2",
  "follow ->": "-> B",
  "follow by": "B",
  "follow then": "1 else 2",
  "follow else": "1",
  "follow in": "1..2 { }",
  "follow from": '"a"',
  "follow on": "d { }",
};

/** Codes of the syntax mistakes at a keyword that is written at the mark and gone on with. */
function mistakesAt(marked: string, keyword: string, rest: string): readonly string[] {
  const [before = ""] = marked.split("<||>");
  const kept = before.replace(/[\p{L}\p{N}_]+$/u, "");
  const end = kept.length + keyword.length;
  return parse(createSourceText("main.ncrn", `${kept}${keyword} ${rest}\n`))
    .diagnostics.filter(({ origin: { span } }) => span.start < end && span.end > kept.length)
    .map(({ code }) => code);
}

/** The statement that a keyword begins, behind the keyword. */
function restOf(word: string, mayElse: boolean): string {
  const snippet = startKeywords.find((entry) => entry.word === word)?.snippet;
  if (snippet !== undefined) return withoutPlaceholders(snippet).slice(word.length);
  if (word === "follow else" && mayElse) return "{ }";
  return rests[word] ?? "A9";
}

const keywordWords: ReadonlySet<string> = new Set(
  tokenTable.flatMap(({ category, spellings }) =>
    category === "keyword" || category === "softKeyword" ? spellings : [],
  ),
);

/** The keywords and signs that are offered at each marked place. */
const places = groups.flatMap(({ text, cases }) =>
  cases.flatMap(([line]) => {
    const marked = text(line);
    const { text: plain, ranges } = markedText(marked);
    const position = ranges[0]?.start ?? { line: 0, character: 0 };
    const offered = completionsAt(openSnapshot(plain), { position }, featureContext)?.items ?? [];
    const words = offered.flatMap(({ data, label }): { label: string; about: string }[] => {
      const isKeyword = data?.about?.of === "keyword" && keywordWords.has(label.split(" ")[0] ?? "");
      return isKeyword ? [{ label, about: data.about.word }] : [];
    });
    return words.length === 0 ? [] : [{ line, marked, words }];
  }),
);

test("keywords are offered at many places", () => expect(places.length).toBeGreaterThan(60));

test.each(places)("$line", ({ marked, words }) => {
  const mayElse = words.some(({ label }) => label === "species" || label === "input");
  const refused = words.filter(
    ({ label, about }) => mistakesAt(marked, label, restOf(about, mayElse)).length > 0,
  );
  expect(refused).toEqual([]);
});

test.each([
  ["crn A {\n  species S = 1\n  S ->{1} S <||>", "on", "d"],
  ["crn A {\n  rate k = 1 <||>", "by", "B"],
  ["train A <||>", "as", "T"],
  ["crn A {\n  for i <||>", "from", "1..2 { }"],
])("%s: `%s` does not belong there, which would be found", (marked, keyword, rest) => {
  expect(mistakesAt(marked, keyword, rest)).not.toEqual([]);
});

describe("statements that a keyword fills in", () => {
  const around: Readonly<Record<KeywordPlace, (statement: string) => string>> = {
    top: (statement) => statement,
    network: (statement) => `crn N {\n${statement}\n}`,
    module: (statement) => `module N(species Q) {\n${statement}\n}`,
    model: (statement) => `model N {\n${statement}\n}`,
    phase: (statement) => `crn N {\nphases { a: 1 }\nphase a {\n${statement}\n}\n}`,
    loop: (statement) => `crn N {\nfor q in 1..2 {\n${statement}\n}\n}`,
  };
  const all = startKeywords.flatMap(({ word, places: list, snippet }) =>
    list.map((place) => ({ word, place, snippet: snippet ?? `${word} ${restOf(word, false)}` })),
  );

  test.each(all)("$word in $place", ({ word, place, snippet }) => {
    const text = around[place](withoutPlaceholders(snippet));
    expect(parse(createSourceText("main.ncrn", text)).diagnostics.map(({ code }) => code)).toEqual([]);
    const found = analyze(createSourceText("main.ncrn", text)).diagnostics.map(({ code }) => code);
    expect(found).not.toContain("misplaced-statement");
    expect(text).toContain(word);
  });

  test("a place that a keyword does not have is none for the checker either", () => {
    const blocks = ["network", "module", "model"] as const;
    for (const { word, places: list, snippet } of startKeywords) {
      if (list.includes("top") && word !== "const") continue;
      for (const place of blocks) {
        const text = around[place](withoutPlaceholders(snippet ?? `${word} ${restOf(word, false)}`));
        const found = analyze(createSourceText("main.ncrn", text)).diagnostics.map(({ code }) => code);
        expect([word, place, found.includes("misplaced-statement")]).toEqual([
          word,
          place,
          !list.includes(place),
        ]);
      }
    }
  });

  test("every keyword of the language that begins something is offered somewhere", () => {
    const offered = new Set([
      ...startKeywords.flatMap(({ word }) => word.split(" ")),
      ...places.flatMap(({ words }) => words.map(({ label }) => label)),
    ]);
    expect([...keywordWords].filter((word) => !offered.has(word))).toEqual([]);
  });

  test("every keyword has a meaning", () => {
    expect(startKeywords.filter(({ word }) => keywordMeaning(word) === undefined)).toEqual([]);
  });
});

test.each([
  ["<||>", ""],
  ["A -><||>", " B"],
  ["A <-><||>", " B"],
  ["use j = <||>", ""],
])("what a template at %s writes is understood", (line, rest) => {
  const network = (statement: string): string =>
    `module M(species A, B) { A ->{1} B }\ncrn N {\n  species A = 1, B = 0\n  rate k = 1\n  ${statement}\n}\n`;
  const { text, ranges } = markedText(network(line));
  const context = { ...featureContext, client: { snippets: true } };
  const position = ranges[0]?.start ?? { line: 0, character: 0 };
  const items = completionsAt(openSnapshot(text), { position }, context)?.items ?? [];
  const templates = items.filter(
    ({ label, kind }) => /^reaction|^[{[]|^M$/.test(label) && kind !== undefined,
  );
  expect(templates.length).toBeGreaterThan(0);
  for (const { textEdit } of templates) {
    const written = withoutPlaceholders((textEdit as TextEdit).newText);
    const filled = network(line).replace("<||>", written + rest);
    expect(
      parse(createSourceText("main.ncrn", filled)).diagnostics.map(({ code }) => [filled, code]),
    ).toEqual([]);
  }
});

/** A snippet as it looks when every placeholder is left as it is. */
function withoutPlaceholders(snippet: string): string {
  return snippet.replace(/\$\{\d+:([^}]*)\}/g, "$1").replace(/\$\d+/g, "");
}
