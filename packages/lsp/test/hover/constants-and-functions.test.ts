// What a constant is, in all copies of what declares it, and what a function means where it stands.

import { expect, test } from "vitest";
import type { MarkupContent } from "vscode-languageserver";
import { hoverOf } from "../../src/features/hover.js";
import { markedText } from "../marked-text.js";
import { featureContext, openSnapshot } from "../open-snapshot.js";

/** The hover at the mark, without empty lines. */
async function hover(marked: string, disk: Record<string, string> = {}): Promise<string | undefined> {
  const { text, ranges } = markedText(marked);
  const found = await hoverOf(openSnapshot(text, disk), { position: ranges[0]!.start }, featureContext);
  return (found?.contents as MarkupContent | undefined)?.value
    .replace(/^```(ncrn)?$/gm, "")
    .replace(/\n+/g, "\n")
    .trim();
}

const NET = "crn A {\n  species X = h\n  X ->{h} 0\n}\n";

test.each([
  ["a calculation", `const n = 2\nconst <||>h = n / 4 + 1\n${NET}`, "const h = n / 4 + 1\n`h = 1.5`"],
  [
    "where it is read",
    `const n = 2\nconst h = n / 4 + 1\n${NET.replace("{h}", "{<||>h}")}`,
    "const h = n / 4 + 1\n`h = 1.5`",
  ],
  ["a number says it itself", `const <||>h = 2\n${NET}`, "const h = 2"],
  ["so does a negative one", `const <||>h = -2\ncrn A {\n  signal x = h\n  x' = -x\n}\n`, "const h = -2"],
  [
    "a list",
    `const n = 2\nconst <||>h = [n, n + 1]\ncrn A {\n  species X[2] = h\n  X[1] ->{1} X[2]\n}\n`,
    "const h = [n, n + 1]\n`h = [2, 3]`",
  ],
  [
    "in units of the file",
    `units { time: s; concentration: nM }\nconst <||>h = 2 [uM]\ncrn A {\n  species X = h\n  X ->{1} 0\n}\n`,
    "const h = 2 [uM]\n`h = 2000 [nM]`",
  ],
  [
    "in a network",
    "crn A {\n  const n = 2\n  const <||>h = 2 * n\n  species X = h\n  X ->{h} 0\n}\n",
    "const h = 2 * n\n`h = 4`",
  ],
  ["unused", "const n = 2\nconst <||>h = 2 * n\n", "const h = 2 * n\n`h = 4`"],
  ["with a mistake", "const <||>h = 2 * missing\n", "const h = 2 * missing"],
  [
    "in a loop",
    "crn A {\n  species X[3] = 1\n  for i in 1..3 {\n    const <||>h = 2 * i\n    X[i] ->{h} 0\n  }\n}\n",
    "const h = 2 * i\n`h = 2, 4, 6`",
  ],
  [
    "in a long loop",
    "crn A {\n  species X[200] = 1\n  for i in 1..200 {\n    const <||>h = 2 * i\n    X[i] ->{h} 0\n  }\n}\n",
    "const h = 2 * i\n`h = 2, 4, 6, 8, 10, 12, …`",
  ],
])("%s", async (_, text, expected) => {
  expect(await hover(text)).toBe(expected);
});

const MODULE = (rest: string): string =>
  `module Ring(species S; const <||>copies = 2) {\n  const total = 2 * copies\n  S ->{total} 0\n}\ncrn N {\n  species X = 1\n${rest}}\n`;

test("what differs between copies is told with their names", async () => {
  const text = MODULE("  use a = Ring(X; copies: 3)\n  use b = Ring(X)\n");
  expect(await hover(text)).toContain("`a.copies = 3`  \n`b.copies = 2`");
  const total = text.replace("<||>", "").replace("const total", "const <||>total");
  expect(await hover(total)).toBe("const total = 2 * copies\n`a.total = 6`  \n`b.total = 4`");
});

test("what is the same in all copies is told once, and names of networks tell them apart", async () => {
  expect(await hover(MODULE("  use a = Ring(X; copies: 3)\n  use b = Ring(X; copies: 3)\n"))).toContain(
    "\n`copies = 3`",
  );
  const two = `${MODULE("  use a = Ring(X; copies: 3)\n")}crn M {\n  species X = 1\n  use a = Ring(X; copies: 5)\n}\n`;
  expect(await hover(two)).toContain("`N.a.copies = 3`  \n`M.a.copies = 5`");
});

test("a constant of another file", async () => {
  const disk = { "file:///lib.ncrn": "const n = 2\nconst fast = 4 * n\n" };
  expect(
    await hover('import { fast } from "lib"\ncrn A {\n  species X = 1\n  X ->{<||>fast} 0\n}\n', disk),
  ).toBe("const fast = 4 * n\n`fast = 8`");
});

const RUN = (plot: string): string =>
  `crn A {\n  species X = 1, Y = 0\n  X ->[max(X, 0.5)] Y\n}\nsimulate A {\n  until: 1\n  report: ${plot}\n}\n`;

test.each([
  [
    "over a time course",
    RUN("<||>max(Y)"),
    "max(x)\nThe largest value of the time course. Stands in `plot`, `report` and `measure`.",
  ],
  [
    "of two values in a read-out",
    RUN("<||>max(X, Y)"),
    "max(a, b, …)\nThe largest of the values. Stands in expressions and in data.",
  ],
  [
    "inside of a calculation",
    RUN("1 + <||>max(X, Y)"),
    "max(a, b, …)\nThe largest of the values. Stands in expressions and in data.",
  ],
  [
    "in a law",
    RUN("Y").replace("max(X", "<||>max(X"),
    "max(a, b, …)\nThe largest of the values. Stands in expressions and in data.",
  ],
  [
    "in data",
    "data d {\n  sample 2 { a = <||>max(1, 2) }\n}\n",
    "max(a, b, …)\nThe largest of the values. Stands in expressions and in data.",
  ],
  [
    "half written in a read-out",
    RUN("<||>max()"),
    "max(x)\nThe largest value of the time course. Stands in `plot`, `report` and `measure`.",
  ],
  [
    "where it has no meaning",
    RUN("Y").replace("max(X, 0.5)", "<||>mean(X)"),
    "mean(x)\nThe mean over the runs (`plot`) or over the runs at the end (`report`). Stands in `plot`, `report` and `measure`.",
  ],
  [
    "a draw",
    "model M {\n  input x\n  weight w ~ <||>normal(0, 1)\n}\n",
    "normal(mean, standard_deviation)\nA number drawn from a normal distribution. Stands for data columns and initial weights.",
  ],
])("a function %s", async (_, text, expected) => {
  expect(await hover(text)).toBe(expected);
});
