import { expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { formattingEdits } from "../../src/features/formatting.js";
import { openSnapshot } from "../open-snapshot.js";

/** Formatting `text` gives `expected` and touches only these lines (counted from zero). */
async function check(text: string, expected: string, lines: readonly number[]): Promise<void> {
  const snapshot = openSnapshot(text);
  const edits = await formattingEdits(snapshot);
  if (edits === null) throw new Error("The text was not formatted.");
  expect(TextDocument.applyEdits(TextDocument.create(snapshot.uri, "ncrn", 1, text), edits)).toBe(expected);
  expect(edits.map(({ range: { start } }) => start.line)).toEqual(lines);
}

const FORMATTED = "crn A {\n  species X = 1\n\n  X ->{1} 0 // decay\n}\n";

test("a formatted text needs no edit", () => check(FORMATTED, FORMATTED, []));
test("only the lines that differ are touched", () =>
  check(FORMATTED.replace("X = 1", "X=1"), FORMATTED, [1]));
test("edits before and after an unchanged line", () =>
  check(FORMATTED.replace("X = 1", "X=1").replace("X ->", "   X   ->"), FORMATTED, [1, 3]));
test("line ends stay what they are", async () => {
  const windows = (text: string): string => text.replaceAll("\n", "\r\n");
  await check(windows(FORMATTED.replace("X = 1", "X=1")), windows(FORMATTED), [1]);
});
test("an unknown name does not keep a text from being formatted", () =>
  check("crn A {\n  Y   ->{1} 0\n}\n", "crn A {\n  Y ->{1} 0\n}\n", [1]));
test("a text with a syntax error is left alone", async () => {
  expect(await formattingEdits(openSnapshot("crn A {\n  X   -> 0 )\n"))).toBeNull();
});
