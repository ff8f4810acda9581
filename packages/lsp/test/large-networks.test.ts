// A few lines that make millions of things: what is too large to be looked at is left out, and that is said; the rest of the
// file is checked as always, and others are answered meanwhile.

import { analyze, createSourceText } from "@ncrn/language";
import { expect, test } from "vitest";
import { referenceModel } from "../bench/reference-model.js";
import { startedAt } from "../bench/times.js";
import { checkedAssertions } from "../src/features/check-assertions.js";
import { diagnosticsOf } from "../src/features/diagnostics.js";
import { hoverOf } from "../src/features/hover.js";
import { viewOf } from "../src/views/view.js";
import { viewTargets } from "../src/views/view-targets.js";
import { openSnapshot, placesOf } from "./open-snapshot.js";
import { openWorkspace } from "./open-workspace.js";

const SMALL = "crn Small {\n  species S = 1\n  rate k = 1\n  S ->{1} 0\n}\n";

const codesOf = (text: string): readonly string[] => checked(text).codes;

/** A document is checked: what is found, and what it costs, in milliseconds of processor time of this thread. */
function checked(text: string): { readonly codes: readonly string[]; readonly cost: number } {
  const snapshot = openSnapshot(text);
  const since = startedAt("thread");
  const codes = diagnosticsOf(snapshot).map(({ code }) => code);
  return { codes, cost: since() };
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

/** As large as is needed to be left out, times a factor. */
const sized: readonly (readonly [string, (factor: number) => string])[] = [
  [
    "a loop",
    (factor) => `crn Large {\n  species A = 1\n  for i in 1..${900_000 * factor} { A ->{1} 0 }\n}\n`,
  ],
  [
    "loops in loops",
    (factor) =>
      `crn Large {\n  species A = 1\n  for i in 1..400 { for j in 1..${400 * factor} { A ->{i} 0 } }\n}\n`,
  ],
  ["a matrix", (factor) => `crn Large {\n  signal x[900, ${900 * factor}] = 0\n  x' = 1 - x\n}\n`],
  ["an array", (factor) => `crn Large {\n  signal x[${12_000 * factor}] = 0\n  x' = 1 - x\n}\n`],
  [
    "a power",
    (factor) =>
      `crn Large {\n  signal x = 0, y = 0\n  x' = (1 + (1 + x + y)^9)^${9 * factor}\n  y' = 1 - x\n}\n`,
  ],
  ["a learner", (factor) => learner(90 * factor)],
];
const large = sized.map(([name, text]) => [name, text(1)] as const);

test("what is too large to be looked at costs about what a thousand lines cost, however large it is", () => {
  const leastOf = (text: string): number => Math.min(...[1, 2, 3].map(() => checked(text).cost));
  const usual = leastOf(referenceModel(1000));
  const costs = sized.flatMap(([name, text]) =>
    [1, 4].map((factor) => ({ name, factor, relative: leastOf(text(factor)) / usual })),
  );
  expect(costs.filter(({ relative }) => relative > 15)).toEqual([]); // without the limit some hundred; now 4 at the most
});

test.each(large)("%s too large to be looked at", (_, text) => {
  expect(codesOf(text)).toEqual(["network-too-large"]);
});

test.each(large)("%s leaves the rest of the file as it is", (_, text) => {
  expect(codesOf(`${text}${SMALL}`)).toEqual(["network-too-large", "unused-declaration"]);
});

test("what is left out is analysed without the limit of the editor", () => {
  const [[, text] = ["", ""]] = large.slice(1);
  const { diagnostics, program } = analyze(createSourceText("large.ncrn", text));
  expect(diagnostics.map(({ code }) => code)).not.toContain("network-too-large");
  expect(program.networks.map(({ reactions }) => reactions.length)).toEqual([160_000]);
});

test("what speaks of a network that is left out is not wrong", () => {
  const text = `${large[0]?.[1]}simulate Large { until: 1; plot: A }\n`;
  expect(codesOf(text)).toEqual(["network-too-large"]);
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
