// A few lines that make millions of things: what is too large to be looked at is left out, and that is said; the rest of the
// file is checked as always, and others are answered meanwhile.

import { analyze, createSourceText } from "@ncrn/language";
import { expect, test } from "vitest";
import { checkedAssertions } from "../src/features/check-assertions.js";
import { diagnosticsOf } from "../src/features/diagnostics.js";
import { hoverOf } from "../src/features/hover.js";
import { viewOf } from "../src/views/view.js";
import { viewTargets } from "../src/views/view-targets.js";
import { openSnapshot, placesOf } from "./open-snapshot.js";
import { openWorkspace } from "./open-workspace.js";

const SMALL = "crn Small {\n  species S = 1\n  rate k = 1\n  S ->{1} 0\n}\n";

/** What the document works to be checked, in milliseconds of processor time. */
function costOf(text: string): { codes: readonly string[]; milliseconds: number } {
  const snapshot = openSnapshot(text);
  const start = process.cpuUsage();
  const codes = diagnosticsOf(snapshot).map(({ code }) => code);
  const { user, system } = process.cpuUsage(start);
  return { codes, milliseconds: (user + system) / 1000 };
}

const learner = (size: number): string => `model M {
  input x[${size}]
  target y[${size}]
  weight W[${size}, ${size}] = 0.1
  state z[${size}] = 0
  z' = W * x - z
  output o = z
  loss = dot(o - y, o - y) / 2
}
learn M as L { phases { forward: 1; feedback: 1 }; eta: 0.5 }
`;

const large: readonly (readonly [string, string])[] = [
  ["a loop", "crn Large {\n  species A = 1\n  for i in 1..900000 { A ->{1} 0 }\n}\n"],
  [
    "loops in loops",
    "crn Large {\n  species A = 1\n  for i in 1..400 { for j in 1..400 { A ->{i} 0 } }\n}\n",
  ],
  ["a matrix", "crn Large {\n  signal x[900, 900] = 0\n  x' = 1 - x\n}\n"],
  ["an array", "crn Large {\n  signal x[12000] = 0\n  x' = 1 - x\n}\n"],
  ["a power", "crn Large {\n  signal x = 0, y = 0\n  x' = (1 + (1 + x + y)^9)^9\n  y' = 1 - x\n}\n"],
  ["a learner", learner(90)],
];

test.each(large)("%s too large to be looked at", (_, text) => {
  costOf(SMALL); // what is loaded with the first one
  const { codes, milliseconds } = costOf(text);
  expect(codes).toEqual(["network-too-large"]);
  expect(milliseconds).toBeLessThan(8000);
});

test.each(large)("%s leaves the rest of the file as it is", (_, text) => {
  expect(costOf(`${text}${SMALL}`).codes).toEqual(["network-too-large", "unused-declaration"]);
});

test("what is left out is analysed without the limit of the editor", () => {
  const [[, text] = ["", ""]] = large.slice(1);
  const { diagnostics, program } = analyze(createSourceText("large.ncrn", text));
  expect(diagnostics.map(({ code }) => code)).not.toContain("network-too-large");
  expect(program.networks.map(({ reactions }) => reactions.length)).toEqual([160_000]);
});

test("what speaks of a network that is left out is not wrong", () => {
  const text = `${large[0]?.[1]}simulate Large { until: 1; plot: A }\n`;
  expect(costOf(text).codes).toEqual(["network-too-large"]);
});

test("views, hovers and assertions say so", async () => {
  for (const [, text] of large.slice(2, 4)) {
    const asserting = text.replace("x' =", "assert order <= 1\n  x' =");
    const { snapshot, context } = openWorkspace({ "file:///main.ncrn": asserting });
    const [target] = viewTargets;
    if (target === undefined) throw new Error("There are no views.");
    const view = await viewOf({ snapshot, places: placesOf(snapshot) }, "Large", target);
    expect(view.text).toMatch(/`Large` is too large to be shown here; `ncrn compile` writes it:/);
    expect(view.links.length).toBe(1);
    const [verdict] = await checkedAssertions({ uri: snapshot.uri }, context);
    expect(verdict).toMatchObject({ kind: "unknown", message: expect.stringContaining("too much") });
    const hover = await hoverOf(snapshot, { position: { line: 1, character: 9 } }, context);
    expect(hover).not.toBeNull();
  }
});
