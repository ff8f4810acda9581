// Asserted conditions: where they stand, and whether they hold.

import { expect, test } from "vitest";
import { assertionsOf } from "../../src/features/assertions.js";
import { checkedAssertions } from "../../src/features/check-assertions.js";
import { networksOf } from "../../src/features/networks.js";
import { openWorkspace } from "../open-workspace.js";

const MAIN = "file:///main.ncrn";

const GROWTH = `crn Growth {
  species X = 1, Y = 0
  X ->{1} 2 Y
  assert order <= 2, conserved(X + Y)
  assert conserved(2 X +
    Y)
  assert 2 > 1, 1 > 2
  assert X >= 0
}
`;

async function verdicts(text: string, disk: Record<string, string> = {}) {
  const { context } = openWorkspace({ [MAIN]: text }, disk);
  const lines = text.split("\n");
  return (await checkedAssertions({ uri: MAIN }, context)).map(({ range, kind, message, related }) => [
    lines[range.start.line]?.slice(
      range.start.character,
      range.end.line > range.start.line ? undefined : range.end.character,
    ),
    kind,
    message,
    ...related.map(({ location }) => lines[location.range.start.line]?.trim()),
  ]);
}

test("conditions of a text are listed by block, also where it is broken", () => {
  const blocks = assertionsOf({ text: `// 🧪\n${GROWTH}crn Half {\n  assert order <= \n` });
  expect(blocks.map(({ name, assertions }) => [name, assertions.map(({ text }) => text)])).toEqual([
    ["Growth", ["order <= 2", "conserved(X + Y)", "conserved(2 X + Y)", "2 > 1", "1 > 2", "X >= 0"]],
    ["Half", [expect.stringMatching(/^order <=/)]],
  ]);
  expect(blocks[0]?.range.start).toEqual({ line: 1, character: 0 });
  expect(assertionsOf({ text: "crn A { assert }" })).toEqual([]);
  expect(assertionsOf({ text: "" })).toEqual([]);
});

test("each condition has its verdict, with the reaction that breaks it", async () => {
  const text = GROWTH.replace("2 X +\n    Y", "2*X + Y");
  expect(await verdicts(text)).toEqual([
    ["order <= 2", "holds", null],
    ["conserved(X + Y)", "fails", expect.stringContaining("changes it by 1"), "X ->{1} 2 Y"],
    ["conserved(2*X + Y)", "holds", null],
    ["2 > 1", "holds", null],
    ["1 > 2", "fails", expect.stringContaining("false for these constants")],
    ["X >= 0", "unknown", expect.stringContaining("not available")],
  ]);
});

test("a condition of a model counts in its learners, one of a module in the networks that use it", async () => {
  const model =
    "model Line {\n  input x >= 0\n  target y\n  weight w = 1\n  state z = 0\n  z' = w*x\n  output o = z\n  loss = (o - y)^2 / 2\n  assert order <= 1\n}\n";
  expect(await verdicts(model)).toEqual([["order <= 1", "unknown", "No network uses it."]]);
  const learn = "learn Line as L { phases { forward: 1; feedback: 1 }; eta: 0.5 }\n";
  expect(await verdicts(model + learn)).toEqual([
    ["order <= 1", "fails", expect.stringContaining("has order 2"), expect.anything()],
  ]);
});

test("a condition of a module is checked in every network that uses it", async () => {
  const module = "module Copy(A, B) {\n  A ->{1} A + B\n  assert order <= 2\n}\n";
  const use = (side: string): string =>
    `crn N${side.length} {\n  species X = 1, Y = 0\n  use c = Copy(X, Y)\n  ${side} ->{1} Y\n}\n`;
  expect(await verdicts(module + use("X"))).toEqual([["order <= 2", "holds", null]]);
  expect((await verdicts(module + use("X") + use("3 X")))[0]?.[1]).toBe("fails");
});

test("a file with errors gives no verdict, and says why", async () => {
  const [verdict] = await verdicts("crn A {\n  species X = 1\n  Y ->{1} 0\n  assert order <= 2\n}\n");
  expect(verdict).toEqual(["order <= 2", "unknown", expect.stringContaining("`Y`")]);
});

test("networks with the blocks that they are made from and the records that run them", () => {
  const text = "model M {\n}\ncrn A {\n}\nlearn M as L {\n}\ncrn {\n}\nsimulate A {\n}\n";
  const { context } = openWorkspace({ [MAIN]: text });
  expect(
    networksOf({ uri: MAIN }, context).map(({ name, kind, ranges }) => [
      name,
      kind,
      ranges.map(({ start }) => start.line),
    ]),
  ).toEqual([
    ["A", "crn", [2, 8]],
    ["L", "learn", [4, 0]],
  ]);
  expect(networksOf({ uri: "file:///other.ncrn" }, context)).toEqual([]);
});
