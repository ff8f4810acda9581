import { expect, test } from "vitest";
import type { CallHierarchyItem, Range } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { consumedBy, preparedItems, producedBy } from "../../src/features/call-hierarchy.js";
import { markedText } from "../marked-text.js";
import { openWorkspace } from "../open-workspace.js";

const MAIN = "file:///main.ncrn";

interface Walk {
  readonly item: string | undefined;
  /** Name of the next item, and the texts that the step rests on. */
  readonly producedBy: readonly string[];
  readonly consumedBy: readonly string[];
}

async function walk(marked: string): Promise<Walk> {
  const { text, ranges } = markedText(marked);
  const { snapshot, context } = openWorkspace({ [MAIN]: text });
  const document = TextDocument.create(MAIN, "ncrn", 1, text);
  const step = (item: CallHierarchyItem, fromRanges: readonly Range[]): string =>
    `${item.name} | ${fromRanges.map((range) => `${range.start.line}:${document.getText(range)}`).join(", ")}`;
  const [item] = (await preparedItems(snapshot, { position: ranges[0]!.start }, context)) ?? [];
  const [made, used] = item
    ? [await producedBy({ item }, context), await consumedBy({ item }, context)]
    : [[], []];
  return {
    item: item?.name,
    producedBy: made.map(({ from, fromRanges }) => step(from, fromRanges)),
    consumedBy: used.map(({ to, fromRanges }) => step(to, fromRanges)),
  };
}

const LINES = `crn A {
  species S = 1, E = 1, C = 0, P = 0
  S + E <->{1, 2} C
  C ->{1} P + E
  0 ->{1} S by P
}`;

test("a species: reactions that make it, and reactions that use it up", async () => {
  const { item, producedBy: made, consumedBy: used } = await walk(LINES.replace("E = 1", "E<||> = 1"));
  expect(item).toBe("E");
  expect(made).toEqual(["S + E <->{1, 2} C | 2:E", "C ->{1} P + E | 3:E"]);
  expect(used).toEqual(["S + E <->{1, 2} C | 1:E"]);
});
test("the same from a use of it", async () => {
  expect(await walk(LINES.replace("C ->{1} P", "C<||> ->{1} P"))).toEqual({
    item: "C",
    producedBy: ["S + E <->{1, 2} C | 2:C"],
    consumedBy: ["S + E <->{1, 2} C | 1:C", "C ->{1} P + E | 1:C"],
  });
});
test("a catalyst is neither made nor used up", async () =>
  expect((await walk(LINES.replace("by P", "by <||>P"))).consumedBy).toEqual([]));
test("a reaction: what it is made from, and what it makes", async () =>
  expect(await walk(LINES.replace("->{1} P", "-<||>>{1} P"))).toEqual({
    item: "C ->{1} P + E",
    producedBy: ["C | 1:C"],
    consumedBy: ["P | 3:P", "E | 3:E"],
  }));
test("an equation", async () =>
  expect(await walk("crn A {\n  signal x<||> = 1\n  x' = -x\n}")).toEqual({
    item: "x",
    producedBy: ["x' = -x | 2:x"],
    consumedBy: [],
  }));
test("arrays", async () =>
  expect(
    await walk(
      "crn A {\n  species X<||>[3] = 1\n  for i in 1..3 { X[i] + X[i % 3 + 1] ->{1} 2 X[i % 3 + 1] }\n}",
    ),
  ).toEqual({
    item: "X",
    producedBy: ["X[i] + X[i % 3 + 1] ->{1} 2 X[i % 3 + 1] | 2:X"],
    consumedBy: ["X[i] + X[i % 3 + 1] ->{1} 2 X[i % 3 + 1] | 1:X"],
  }));
test("rates have none", async () =>
  expect((await walk("crn A {\n  rate k<||> = 1\n}")).item).toBeUndefined());
test("an empty place has none", async () => expect((await walk("crn A {\n<||>\n}")).item).toBeUndefined());
test("a broken reaction", async () =>
  expect((await walk("crn A {\n  species S<||> = 1\n  S + ->{\n}")).consumedBy).toEqual([
    expect.stringContaining("S +"),
  ]));

test("an item of an older text leads nowhere", async () => {
  const { text, ranges } = markedText(LINES.replace("E = 1", "E<||> = 1"));
  const before = openWorkspace({ [MAIN]: text });
  const [item] = (await preparedItems(before.snapshot, { position: ranges[0]!.start }, before.context))!;
  const { context } = openWorkspace({ [MAIN]: `// new\n${text}` });
  expect(await producedBy({ item: item! }, context)).toEqual([]);
});

// ── Through files ─────────────────────────────────────────────────────────────────────────────────────

const LIB = "file:///lib.ncrn";
const DISK = {
  [LIB]:
    "module Decay(species S; rate k = 1) {\n  S ->{k} 0\n}\nmodule Twice(species A, B) {\n  use one = Decay(A)\n  A ->{2} B\n}\n",
};
const USES = `import { Decay, Twice } from "lib"
crn A {
  species X = 1, Y = 0, Z = 0
  use d = Decay(X; k: 2)
  use t = Twice(Y, Z)
  0 ->{1} X + Y
}`;

/** The steps from the name or reaction at the mark, each with its file and line. */
async function across(marked: string, open = MAIN, disk: Record<string, string> = DISK) {
  const { text, ranges } = markedText(marked);
  const { snapshot, context } = openWorkspace({ [open]: text }, disk);
  const able = { ...context, client: { snippets: false, virtualDocuments: true } };
  const [item] = (await preparedItems(snapshot, { position: ranges[0]!.start }, able)) ?? [];
  const place = ({ name, uri, range }: CallHierarchyItem): string =>
    `${uri.replace(/^.*\//, "")}:${range.start.line} ${name}`;
  const from = async (of: CallHierarchyItem) =>
    (await producedBy({ item: of }, able)).map((step) => place(step.from));
  const used = item ? await consumedBy({ item }, able) : [];
  return {
    item: item && place(item),
    from: item ? await from(item) : [],
    to: used.map(({ to }) => place(to)),
    next: await Promise.all(used.map(({ to }) => from(to))),
  };
}

test("a species that is handed to a module in another file reacts there", async () =>
  expect(await across(USES.replace("X = 1", "X<||> = 1"))).toEqual({
    item: "main.ncrn:2 X",
    from: ["main.ncrn:5 0 ->{1} X + Y"],
    to: ["lib.ncrn:1 S ->{k} 0"],
    next: [["lib.ncrn:0 S"]],
  }));
test("also through a module that hands it on", async () =>
  expect((await across(USES.replace("Y = 0", "Y<||> = 0"))).to).toEqual([
    "lib.ncrn:1 S ->{k} 0",
    "lib.ncrn:5 A ->{2} B",
  ]));
test("what else is handed to the same module is another species", async () =>
  expect(await across(USES.replace("Z = 0", "Z<||> = 0"))).toMatchObject({
    from: ["lib.ncrn:5 A ->{2} B"],
    to: [],
  }));
test("a parameter is made by those who hand something to it, in files that are not open too", async () =>
  expect(await across(DISK[LIB].replace("species S", "species <||>S"), LIB, { [MAIN]: USES })).toMatchObject({
    item: "lib.ncrn:0 S",
    from: ["main.ncrn:5 0 ->{1} X + Y"],
    to: ["lib.ncrn:1 S ->{k} 0", "lib.ncrn:5 A ->{2} B"],
  }));
test("a species that another file plots leads to where it is declared", async () =>
  expect(
    await across('import { A } from "main"\nsimulate A { until: 1; plot: X<||> }\n', "file:///run.ncrn", {
      ...DISK,
      [MAIN]: USES,
    }),
  ).toMatchObject({ item: "main.ncrn:2 X", to: ["lib.ncrn:1 S ->{k} 0"] }));
test("modules of the standard library", async () =>
  expect(
    (await across('import { ring } from "std/clocks"\ncrn A { species X<||>[3] = 1; use r = ring(X) }\n')).to,
  ).toEqual([expect.stringMatching(/^clocks\.ncrn:\d+ X\[i\] \+ X/)]));
