// The vocabulary as data: what highlighters and the reference page are made from.
import { expect, test } from "vitest";
import { type TokenCategory, tokenTable } from "../../src/tokens/token-table.js";

function check(category: TokenCategory, ...expected: string[]): void {
  const rows = tokenTable.filter((row) => row.category === category);
  expect(rows.flatMap((row) => row.spellings).sort()).toEqual(expected.sort());
}

test("keywords", () =>
  check("keyword", ..."import from as const for in if then else at when every let use assert by".split(" ")));
test("constants", () => check("constant", "true", "false", "∅"));
test("arrows", () => check("arrow", "->", "→", "<->", "⇌", "↔"));
test("soft keywords include every kind of quantity", () => {
  const soft = tokenTable.filter((row) => row.category === "softKeyword").flatMap((row) => row.spellings);
  expect(soft).toEqual(
    expect.arrayContaining(["species", "rate", "signal", "input", "weight", "kinetics", "phases"]),
  );
});

test("every pattern is a regular expression", () => {
  for (const { pattern } of tokenTable)
    if (pattern !== undefined) expect(() => new RegExp(pattern, "u")).not.toThrow();
});
