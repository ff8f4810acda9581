import { createSourceText } from "@ncrn/language";
import { expect, test } from "vitest";
import { createParses } from "../src/parses.js";

const text = (name: string, content: string) => createSourceText(name, content);

test("the same text under the same name gives the same tree", () => {
  const { parses } = createParses();
  const first = parses(text("a", "const n = 1"));
  expect(parses(text("a", "const n = 1"))).toBe(first);
  expect(parses(text("b", "const n = 1"))).not.toBe(first);
  expect(parses(text("a", "const n = 2")).document).not.toEqual(first.document);
});

test("what was asked for least lately is forgotten when the texts become too long", () => {
  const { parses } = createParses(30);
  const first = parses(text("a", "const n = 1"));
  const second = parses(text("b", "const n = 1"));
  expect(parses(text("a", "const n = 1"))).toBe(first);
  parses(text("c", "const n = 1"));
  expect(parses(text("a", "const n = 1"))).toBe(first);
  expect(parses(text("b", "const n = 1"))).not.toBe(second);
});

test("a text that is too long is not parsed, and that is said", () => {
  const { document, diagnostics } = createParses().parses(text("a", "const n = 1\n".repeat(100_000)));
  expect(document.declarations).toEqual([]);
  expect(diagnostics.map(({ code }) => code)).toEqual(["text-too-long"]);
});

test("of a file its two latest texts are remembered", () => {
  const { parses } = createParses();
  const [first, second] = [parses(text("a", "const n = 1")), parses(text("a", "const n = 2"))];
  expect(parses(text("a", "const n = 1"))).toBe(first);
  expect(parses(text("a", "const n = 2"))).toBe(second);
  const third = parses(text("a", "const n = 3"));
  expect(parses(text("a", "const n = 2"))).toBe(second);
  expect(parses(text("a", "const n = 3"))).toBe(third);
  expect(parses(text("a", "const n = 1"))).not.toBe(first);
});

test("of a file that has changed nothing is remembered", () => {
  const { parses, forget } = createParses();
  const [first, second] = [parses(text("a", "const n = 1")), parses(text("a", "const n = 2"))];
  const other = parses(text("b", "const n = 1"));
  forget(["a", "c"]);
  expect(parses(text("a", "const n = 1"))).not.toBe(first);
  expect(parses(text("a", "const n = 2"))).not.toBe(second);
  expect(parses(text("b", "const n = 1"))).toBe(other);
});
