// The generated grammar against the token table it comes from, run by the engine that editors use.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { tokenTable } from "@ncrn/language";
import { expect, test } from "vitest";
import oniguruma from "vscode-oniguruma";
import textmate from "vscode-textmate";
import { grammarFromTokens } from "../scripts/text-mate-grammar.mjs";

const extension = path.dirname(import.meta.dirname);
const readJson = (file: string): unknown => JSON.parse(readFileSync(path.join(extension, file), "utf8"));

const grammar = await loadGrammar();

/** Tokenises lines and compares `text → innermost scope`, blanks left out. */
function check(lines: string, ...expected: readonly (readonly [text: string, scope: string])[]): void {
  expect(tokensOf(lines)).toEqual(expected.map(([text, scope]) => [text, `${scope}.ncrn`]));
}

test("the committed grammar is what the generator writes", () => {
  expect(readJson("syntaxes/ncrn.tmLanguage.json")).toEqual(
    JSON.parse(JSON.stringify(grammarFromTokens(tokenTable))),
  );
});

test("every keyword of the lexer is coloured as one, where the lexer takes it for one", () => {
  const words = tokenTable.filter(({ category }) =>
    ["keyword", "softKeyword", "constant"].includes(category),
  );
  expect(words.length).toBeGreaterThan(40);
  for (const { spellings } of words) {
    for (const word of spellings) {
      const line = word === "on" ? "train Linear on" : word;
      expect([word, tokensOf(line).at(-1)], line).toEqual([
        word,
        [word, expect.stringMatching(/^(storage|keyword|constant)\./)],
      ]);
    }
  }
});

test("every operator and punctuation mark has a scope, whole", () => {
  const scopes = {
    arrow: "keyword.operator.arrow.ncrn",
    operator: "keyword.operator.ncrn",
    punctuation: "punctuation.ncrn",
  };
  for (const { category, spellings } of tokenTable) {
    if (category !== "arrow" && category !== "operator" && category !== "punctuation") continue;
    for (const spelling of spellings)
      expect(tokensOf(`A ${spelling}`).at(-1)).toEqual([spelling, scopes[category]]);
  }
});

test("the words of the editor are the names of the language", () => {
  const { wordPattern } = readJson("language-configuration.json") as {
    wordPattern: { pattern: string; flags: string };
  };
  expect(wordPattern).toEqual({
    pattern: tokenTable.find(({ name }) => name === "Identifier")?.pattern,
    flags: "u",
  });
});

test("a declaration with its name", () =>
  check("crn Clock {", ["crn", "storage.type"], ["Clock", "entity.name.type"], ["{", "punctuation"]));

test("species with start values", () =>
  check(
    "  species A = 10, θ₁",
    ["species", "storage.type"],
    ["A", "variable.other"],
    ["=", "keyword.operator"],
    ["10", "constant.numeric"],
    [",", "punctuation"],
    ["θ₁", "variable.other"],
  ));

test("a reaction: coefficient, arrow, rate, product", () =>
  check(
    "A + B ->{k} 2C",
    ["A", "variable.other"],
    ["+", "keyword.operator"],
    ["B", "variable.other"],
    ["->", "keyword.operator.arrow"],
    ["{", "punctuation"],
    ["k", "variable.other"],
    ["}", "punctuation"],
    ["2", "constant.numeric"],
    ["C", "variable.other"],
  ));

test("a soft keyword is a name inside a reaction, a rate and an equation", () => {
  check(
    "input ->{rate} loss",
    ["input", "variable.other"],
    ["->", "keyword.operator.arrow"],
    ["{", "punctuation"],
    ["rate", "variable.other"],
    ["}", "punctuation"],
    ["loss", "variable.other"],
  );
  check(
    "state' = input",
    ["state", "variable.other"],
    ["'", "punctuation"],
    ["=", "keyword.operator"],
    ["input", "variable.other"],
  );
  check("loss = 1", ["loss", "storage.type"], ["=", "keyword.operator"], ["1", "constant.numeric"]);
});

test("a keyword inside a longer name is no keyword", () =>
  check(
    "inside ⊙ input2",
    ["inside", "variable.other"],
    ["⊙", "keyword.operator"],
    ["input2", "variable.other"],
  ));

test("the parameters of a module", () =>
  check(
    "module M(species A; rate k) {",
    ["module", "storage.type"],
    ["M", "entity.name.type"],
    ["(", "punctuation"],
    ["species", "storage.type"],
    ["A", "variable.other"],
    [";", "punctuation"],
    ["rate", "storage.type"],
    ["k", "variable.other"],
    [")", "punctuation"],
    ["{", "punctuation"],
  ));

test("a record: keys, functions, units, ranges", () => {
  check(
    "  method: ode(rtol: 1e-8)",
    ["method", "variable.other.property"],
    [":", "punctuation"],
    ["ode", "entity.name.function"],
    ["(", "punctuation"],
    ["rtol", "variable.other"],
    [":", "punctuation"],
    ["1e-8", "constant.numeric"],
    [")", "punctuation"],
  );
  check(
    "rate k = 0.1 [1/nM/s]",
    ["rate", "storage.type"],
    ["k", "variable.other"],
    ["=", "keyword.operator"],
    ["0.1", "constant.numeric"],
    ["[", "punctuation"],
    ["1/nM/s", "keyword.other.unit"],
    ["]", "punctuation"],
  );
  check(
    "for i in 1..n {",
    ["for", "keyword.control"],
    ["i", "variable.other"],
    ["in", "keyword.control"],
    ["1", "constant.numeric"],
    ["..", "keyword.operator"],
    ["n", "variable.other"],
    ["{", "punctuation"],
  );
});

test("comments, also over several lines", () => {
  check("/// documentation", ["/// documentation", "comment.line.documentation"]);
  check("A // species B", ["A", "variable.other"], ["// species B", "comment.line.double-slash"]);
  check(
    "/* species\n crn */ A",
    ["/* species", "comment.block"],
    [" crn */", "comment.block"],
    ["A", "variable.other"],
  );
});

test("an unclosed text ends with its line", () =>
  check(
    'import "a\ncrn B {',
    ["import", "keyword.control.import"],
    ['"a', "string.quoted.double"],
    ["crn", "storage.type"],
    ["B", "entity.name.type"],
    ["{", "punctuation"],
  ));

/** Text and innermost scope of every token; neighbours of one scope are joined, blanks dropped. */
function tokensOf(text: string): [text: string, scope: string][] {
  const found: [string, string][] = [];
  let state = textmate.INITIAL;
  for (const line of text.split("\n")) {
    const result = grammar.tokenizeLine(line, state);
    state = result.ruleStack;
    let previousEnd = -1;
    for (const { startIndex, endIndex, scopes } of result.tokens) {
      const image = line.slice(startIndex, endIndex);
      const scope = scopes.at(-1) ?? "";
      const last = found.at(-1);
      if (
        last !== undefined &&
        previousEnd === startIndex &&
        last[1] === scope &&
        /^(comment|string)/.test(scope)
      )
        last[0] += image;
      else if (image.trim() !== "")
        found.push([image.startsWith(" ") && !/^comment/.test(scope) ? image.trim() : image, scope]);
      previousEnd = endIndex;
    }
  }
  return found;
}

async function loadGrammar(): Promise<textmate.IGrammar> {
  const wasm = createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm");
  await oniguruma.loadWASM(readFileSync(wasm).buffer as ArrayBuffer);
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (sources: string[]) => new oniguruma.OnigScanner(sources),
      createOnigString: (line: string) => new oniguruma.OnigString(line),
    }),
    loadGrammar: () => Promise.resolve(readJson("syntaxes/ncrn.tmLanguage.json") as textmate.IRawGrammar),
  });
  const loaded = await registry.loadGrammar("source.ncrn");
  if (loaded === null) throw new Error("The grammar has another scope name.");
  return loaded;
}
