import { expect, test } from "vitest";
import { type RunKind, runsOf } from "../../src/features/runs.js";
import { openWorkspace } from "../open-workspace.js";

const MAIN = "file:///main.ncrn";

/** Name, kind and network of all entries, with the lines on which they and their blocks begin. */
function entriesOf(text: string, kind: RunKind): unknown[] {
  const { context } = openWorkspace({ [MAIN]: text });
  return runsOf({ uri: MAIN, kind }, context).map(({ name, kind, subject, range, blocks }) => [
    `${name}: ${kind} ${subject}`,
    range.start.line,
    blocks.map(({ start }) => start.line),
  ]);
}

const TEXT = `data D {
}
model M {
}
learn M as L {
}
crn A {
}
crn B {
}
simulate A as fast {
}
simulate A {
}
train L on D as fit {
}
train A on D {
}
train L on D as longer {
}
`;

test("simulations, then networks that none simulates", () =>
  expect(entriesOf(TEXT, "simulate")).toEqual([
    ["fast: simulate A", 10, [6]],
    ["A: simulate A", 12, [6]],
    ["L: learn L", 4, [2, 4]],
    ["B: crn B", 8, [8]],
  ]));
test("trainings with learner, model and data", () =>
  expect(entriesOf(TEXT, "train")).toEqual([
    ["fit: train L", 14, [0, 2, 4]],
    ["A: train A", 16, [0, 6]],
    ["longer: train L", 18, [0, 2, 4]],
  ]));
test("scans with the network that they vary; a half-typed one is left out", () => {
  const text = `${TEXT}scan A as deaths {\n}\nscan L {\n}\nscan \n`;
  expect(entriesOf(text, "scan")).toEqual([
    ["deaths: scan A", 20, [6]],
    ["L: scan L", 22, [2, 4]],
  ]);
  expect(entriesOf(text, "simulate")).toEqual(entriesOf(TEXT, "simulate"));
  expect(entriesOf(TEXT, "scan")).toEqual([]);
});
test("an imported network has no block here", () =>
  expect(entriesOf('import { N } from "n"\nsimulate N as run {\n}\n', "simulate")).toEqual([
    ["run: simulate N", 1, []],
  ]));
test("names in backticks", () =>
  expect(entriesOf("crn `µ-switch` {\n}\nsimulate `µ-switch` as `🧪` {\n}\n", "simulate")).toEqual([
    ["🧪: simulate µ-switch", 2, [0]],
  ]));
test("half-typed records are left out", () =>
  expect(entriesOf("crn A {\n}\nsimulate \ntrain \n", "simulate")).toEqual([["A: crn A", 0, [0]]]));
test("an empty file", () => expect(entriesOf("", "train")).toEqual([]));
test("a document that is not open", () => {
  const { context } = openWorkspace({ [MAIN]: "" });
  expect(runsOf({ uri: "file:///other.ncrn", kind: "train" }, context)).toEqual([]);
});
