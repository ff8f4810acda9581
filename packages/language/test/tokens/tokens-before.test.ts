import { describe, expect, test } from "vitest";
import { createSourceText } from "../../src/text/source-text.js";
import { textBefore, writtenTokens } from "../../src/tokens/tokens-before.js";

/** What stands before the mark `|`: what it is inside of, the word there, and the tokens before. */
function before(marked: string): { inside: string | undefined; word: string; tokens: string } {
  const offset = marked.indexOf("¦");
  const text = marked.replace("¦", "");
  const { inside, word, tokens } = textBefore(createSourceText("", text), offset);
  return {
    inside,
    word: text.slice(word.start, word.end),
    tokens: tokens.map((token) => (token.kind === "lineEnd" ? "⏎" : token.text)).join(" "),
  };
}

describe("words", () => {
  test.each([
    ["A + B¦", "B", "A +"],
    ["A + B¦C", "BC", "A +"],
    ["A + ¦BC", "", "A +"],
    ["A + ¦", "", "A +"],
    ["2A¦", "A", "2"],
    ["2 θ₁¦ + B", "θ₁", "2"],
    ["/* 🧪 */ A + 𝛉b¦", "𝛉b", "A +"],
    ["A + `odd na¦me` + B", "`odd name`", "A +"],
    ["A + `odd na¦", "`odd na", "A +"],
    ["`odd name` + B¦", "B", "odd name +"],
    ["x.¦", "", "x ."],
    ["x.p¦", "p", "x ."],
    ["crn A {\n  ¦", "", "crn A {"],
    ["species A = 1\n  ¦", "", "species A = 1 ⏎"],
    ["A +\n  ¦", "", "A +"],
    ["A ->{k} B\n¦", "", "A -> { k } B ⏎"],
    ["A → ¦", "", "A ->"],
    ["¦", "", ""],
    ["use k = M(A; ¦", "", "use k = M ( A ;"],
  ])("%s", (marked, word, tokens) => {
    expect(before(marked)).toEqual({ inside: undefined, word, tokens });
  });
});

describe("places where no word is written", () => {
  test.each([
    ["A // B¦", "comment", ""],
    ["A // B\n¦", undefined, ""],
    ["A /* B¦", "comment", ""],
    ["A /* B ¦ */", "comment", ""],
    ["A /* B */¦", undefined, ""],
    ["/// about¦", "comment", ""],
    ["# about¦", "comment", ""],
    ['"a#b" ¦', undefined, ""],
    ["x = 12¦", "number", ""],
    ["x = 0.¦5", "number", ""],
    ["x = 1e¦", "number", ""],
    ["x = 1e-¦", "number", ""],
    ["1..¦", undefined, ""],
    ["te2¦", undefined, "te2"],
    ['import "pa¦', "string", "pa"],
    ['import "pa¦rts" as x', "string", "parts"],
    ['import "¦', "string", ""],
    ['import "parts"¦', undefined, ""],
    ['"a\\"¦', "string", 'a\\"'],
  ])("%s", (marked, inside, word) => {
    const found = before(marked);
    expect([found.inside, found.word]).toEqual([inside, word]);
  });

  test("a string is not among the tokens before it", () => {
    expect(before('import "pa¦').tokens).toBe("import");
  });
});

test("words are keywords where the parser reads them so", () => {
  const kinds = (text: string): readonly string[] =>
    textBefore(createSourceText("", text), text.length).tokens.map(({ kind }) => kind);
  expect(kinds("species input = 1, ")).toEqual(["keyword", "name", "symbol", "number", "symbol"]);
  expect(kinds("species ->{1} 0; ")[0]).toBe("name");
});

test.each([
  ["far from the beginning", "", true],
  ["in a comment that is still open", "/* ", false],
  ["behind a comment that is closed", "/* */", true],
])("the declaration is read and not the whole file: %s", (_, comment, isPart) => {
  const before = "crn Other {\n  A -> B\n}\n";
  const source = createSourceText("", `${before}${comment}\ncrn Long {\n  species A = 1\n  A ->{k`);
  const { tokens } = textBefore(source, source.content.length);
  const all = writtenTokens(source).slice(0, -1);
  expect(tokens).toEqual(isPart ? all.slice(all.findLastIndex(({ text }) => text === "crn")) : []);
});
