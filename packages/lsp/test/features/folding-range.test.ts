import { expect, test } from "vitest";
import { foldingRanges } from "../../src/features/folding-range.js";
import { openSnapshot } from "../open-snapshot.js";

/** Ranges as `first-last` line from zero, with their kind if they have one. */
function check(lines: readonly string[], expected: readonly string[]): void {
  const ranges = foldingRanges(openSnapshot(lines.join("\n"))) ?? [];
  expect(
    ranges.map(
      ({ startLine, endLine, kind }) => `${startLine}-${endLine}${kind === undefined ? "" : ` ${kind}`}`,
    ),
  ).toEqual(expected);
}

test("blocks in one another", () =>
  check(
    ["crn A {", "  species X[2] = 1", "  for i in 1..2 {", "    X[i] ->{1} 0", "  }", "}"],
    ["0-4", "2-3"],
  ));
test("a block in one line", () => check(["crn A { species S = 1 }"], []));
test("both parts of a choice", () =>
  check(
    ["crn A {", "  if 1 > 0 {", "    assert order <= 2", "  } else {", "    assert order <= 3", "  }", "}"],
    ["0-5", "1-2", "3-4"],
  ));
test("records", () => check(["crn A {}", "simulate A {", "  until: 1", "  plot: A", "}"], ["1-3"]));
test("records in records", () =>
  check(["learn M {", "  phases {", "    forward: 1", "  }", "}"], ["0-3", "1-2"]));
test("data and samples", () =>
  check(["data D {", "  sample 9 {", "    a ~ uniform(0, 1)", "  }", "}"], ["0-3", "1-2"]));
test("lists and arguments over several lines", () =>
  check(
    ["const n = max(", "  1,", "  2", ")", "crn A {", "  species X[2] = [", "    1,", "    2", "  ]", "}"],
    ["0-2", "4-8", "5-7"],
  ));
test("runs of comments", () =>
  check(["// a", "// b", "", "// c", "/// d", "crn A {} // e", "// f"], ["0-1 comment", "3-4 comment"]));
test("a block comment", () => check(["/* a", "b */ crn A {}"], ["0-1 comment"]));
test("imports", () =>
  check(['import "a"', 'import { b } from "b"', "const n = 1", 'import "c"'], ["0-1 imports"]));
test("regions in one another", () =>
  check(
    [
      "// #region outer",
      "const a = 1",
      "//#region inner",
      "const b = 1",
      "// #endregion",
      "// #endregion",
      "// #region never closed",
    ],
    ["0-5 region", "2-4 region"],
  ));
test("a block that is not closed runs to the end", () =>
  check(["crn A {", "  species S = 1", "  S ->{1} 0"], ["0-2"]));
test("Windows line ends", () => check(["crn A {\r", "  species S = 1\r", "}\r"], ["0-1"]));
test("an empty document", () => check([""], []));
