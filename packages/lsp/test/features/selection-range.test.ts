import { expect, test } from "vitest";
import type { SelectionRange } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { selectionRanges } from "../../src/features/selection-range.js";
import { markedText } from "../marked-text.js";
import { openSnapshot } from "../open-snapshot.js";

/** The selected texts from the innermost outwards, without the whole document. */
function check(marked: string, expected: readonly string[]): void {
  const { text, ranges } = markedText(marked);
  const document = TextDocument.create("file:///main.ncrn", "ncrn", 1, text);
  const [selection] = selectionRanges(openSnapshot(text), { positions: [ranges[0]!.start] })!;
  const texts: string[] = [];
  for (let at: SelectionRange | undefined = selection; at !== undefined; at = at.parent)
    texts.push(document.getText(at.range));
  expect(texts.at(-1)).toBe(text);
  expect(texts.slice(0, -1)).toEqual(expected);
}

test("a species in a reaction", () =>
  check("\ncrn A {\n  2 S<||> + T ->{k} 0\n}\n", [
    "S",
    "2 S",
    "2 S + T",
    "2 S + T ->{k} 0",
    "{\n  2 S + T ->{k} 0\n}",
    "crn A {\n  2 S + T ->{k} 0\n}",
  ]));
test("a factor in an expression", () =>
  check("\nconst n = 1 + 2 * (m<||> - 3)\n", [
    "m",
    "m - 3",
    "(m - 3)",
    "2 * (m - 3)",
    "1 + 2 * (m - 3)",
    "const n = 1 + 2 * (m - 3)",
  ]));
test("an index", () => check("\nconst n = x[i<||> + 1]\n", ["i", "i + 1", "x[i + 1]", "const n = x[i + 1]"]));
test("a setting", () =>
  check("\nsimulate A {\n  until: 1<||>0\n  plot: B\n}\n", [
    "10",
    "until: 10",
    "until: 10\n  plot: B",
    "{\n  until: 10\n  plot: B\n}",
    "simulate A {\n  until: 10\n  plot: B\n}",
  ]));
test("a comment", () => check("\n// one <||>two\nconst n = 1\n", ["// one two"]));
test("behind a word that something touches", () =>
  check("\nconst n = a<||>+b\n", ["a", "a+b", "const n = a+b"]));
test("outside of everything", () => check("const n = 1\n\n<||>\n", []));
test("a broken line", () => check("\ncrn A {\n  S<||> + ->{\n}\n", expect.arrayContaining(["S"]) as never));

test("several positions have a chain each", () => {
  const positions = [
    { line: 0, character: 6 },
    { line: 0, character: 10 },
  ];
  const chains = selectionRanges(openSnapshot("const n = 1"), { positions })!;
  expect(chains.map(({ range }) => range.start.character)).toEqual([6, 10]);
});
