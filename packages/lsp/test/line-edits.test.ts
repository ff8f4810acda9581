import fc from "fast-check";
import { expect, test } from "vitest";
import { lineEdits } from "../src/line-edits.js";
import type { SpanEdit } from "../src/to-lsp.js";

/** Applying the edits gives the new text; they replace exactly these lines (old → new). */
function check(
  oldText: string,
  newText: string,
  expected: readonly (readonly [old: string, new: string])[],
): void {
  const edits = lineEdits(oldText, newText);
  expect(applied(oldText, edits)).toBe(newText);
  expect(edits.map(({ span, text }) => [oldText.slice(span.start, span.end), text])).toEqual(expected);
}

test("equal texts need no edit", () => check("a\nb\n", "a\nb\n", []));
test("one line changed", () => check("a\nb\nc\n", "a\nB\nc\n", [["b\n", "B\n"]]));
test("two distant lines changed", () =>
  check("a\nb\nc\nd\n", "A\nb\nc\nD\n", [
    ["a\n", "A\n"],
    ["d\n", "D\n"],
  ]));
test("lines inserted and removed", () => check("a\nb\n", "a\nx\ny\nb\n", [["", "x\ny\n"]]));
test("blank lines removed", () => check("a\n\n\n\nb\n", "a\n\nb\n", [["\n\n", ""]]));
test("a missing end of line", () => check("a\nb", "a\nb\n", [["b", "b\n"]]));
test("from and to nothing", () => {
  check("", "a\n", [["", "a\n"]]);
  check("a\n", "", [["a\n", ""]]);
});
test("line ends changed", () => check("a\r\nb\r\n", "a\nb\n", [["a\r\nb\r\n", "a\nb\n"]]));

test("any two texts", () => {
  const line = fc.constantFrom("a", "b", "c", "", "\n", "\r\n", "\r", "😀");
  const text = fc.array(line, { maxLength: 30 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, text, (oldText, newText) => {
      expect(applied(oldText, lineEdits(oldText, newText))).toBe(newText);
    }),
  );
});

test("texts too long to compare line by line are still right", () => {
  const lines = (prefix: string): string =>
    Array.from({ length: 2500 }, (_, line) => `${prefix}${line}\n`).join("");
  const [oldText, newText] = [`same\n${lines("a")}`, `same\n${lines("b")}`];
  expect(applied(oldText, lineEdits(oldText, newText))).toBe(newText);
});

/** As a client applies them: all spans count in the old text. */
function applied(text: string, edits: readonly SpanEdit[]): string {
  return [...edits]
    .reverse()
    .reduce(
      (result, { span, text: newText }) => result.slice(0, span.start) + newText + result.slice(span.end),
      text,
    );
}
