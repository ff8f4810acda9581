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

function walk(marked: string): Walk {
  const { text, ranges } = markedText(marked);
  const { snapshot, context } = openWorkspace({ [MAIN]: text });
  const document = TextDocument.create(MAIN, "ncrn", 1, text);
  const step = (item: CallHierarchyItem, fromRanges: readonly Range[]): string =>
    `${item.name} | ${fromRanges.map((range) => `${range.start.line}:${document.getText(range)}`).join(", ")}`;
  const [item] = preparedItems(snapshot, { position: ranges[0]!.start }, context) ?? [];
  return {
    item: item?.name,
    producedBy: item
      ? producedBy({ item }, context).map(({ from, fromRanges }) => step(from, fromRanges))
      : [],
    consumedBy: item ? consumedBy({ item }, context).map(({ to, fromRanges }) => step(to, fromRanges)) : [],
  };
}

const LINES = `crn A {
  species S = 1, E = 1, C = 0, P = 0
  S + E <->{1, 2} C
  C ->{1} P + E
  0 ->{1} S by P
}`;

test("a species: reactions that make it, and reactions that use it up", () => {
  const { item, producedBy: made, consumedBy: used } = walk(LINES.replace("E = 1", "E<||> = 1"));
  expect(item).toBe("E");
  expect(made).toEqual(["S + E <->{1, 2} C | 2:E", "C ->{1} P + E | 3:E"]);
  expect(used).toEqual(["S + E <->{1, 2} C | 1:E"]);
});
test("the same from a use of it", () => {
  expect(walk(LINES.replace("C ->{1} P", "C<||> ->{1} P"))).toEqual({
    item: "C",
    producedBy: ["S + E <->{1, 2} C | 2:C"],
    consumedBy: ["S + E <->{1, 2} C | 1:C", "C ->{1} P + E | 1:C"],
  });
});
test("a catalyst is neither made nor used up", () =>
  expect(walk(LINES.replace("by P", "by <||>P")).consumedBy).toEqual([]));
test("a reaction: what it is made from, and what it makes", () =>
  expect(walk(LINES.replace("->{1} P", "-<||>>{1} P"))).toEqual({
    item: "C ->{1} P + E",
    producedBy: ["C | 1:C"],
    consumedBy: ["P | 3:P", "E | 3:E"],
  }));
test("an equation", () =>
  expect(walk("crn A {\n  signal x<||> = 1\n  x' = -x\n}")).toEqual({
    item: "x",
    producedBy: ["x' = -x | 2:x"],
    consumedBy: [],
  }));
test("arrays", () =>
  expect(
    walk("crn A {\n  species X<||>[3] = 1\n  for i in 1..3 { X[i] + X[i % 3 + 1] ->{1} 2 X[i % 3 + 1] }\n}"),
  ).toEqual({
    item: "X",
    producedBy: ["X[i] + X[i % 3 + 1] ->{1} 2 X[i % 3 + 1] | 2:X"],
    consumedBy: ["X[i] + X[i % 3 + 1] ->{1} 2 X[i % 3 + 1] | 1:X"],
  }));
test("rates have none", () => expect(walk("crn A {\n  rate k<||> = 1\n}").item).toBeUndefined());
test("an empty place has none", () => expect(walk("crn A {\n<||>\n}").item).toBeUndefined());
test("a broken reaction", () =>
  expect(walk("crn A {\n  species S<||> = 1\n  S + ->{\n}").consumedBy).toEqual([
    expect.stringContaining("S +"),
  ]));

test("an item of an older text leads nowhere", () => {
  const { text, ranges } = markedText(LINES.replace("E = 1", "E<||> = 1"));
  const before = openWorkspace({ [MAIN]: text });
  const [item] = preparedItems(before.snapshot, { position: ranges[0]!.start }, before.context)!;
  const { context } = openWorkspace({ [MAIN]: `// new\n${text}` });
  expect(producedBy({ item: item! }, context)).toEqual([]);
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
function across(marked: string, open = MAIN, disk: Record<string, string> = DISK) {
  const { text, ranges } = markedText(marked);
  const { snapshot, context } = openWorkspace({ [open]: text }, disk);
  const able = { ...context, client: { snippets: false, virtualDocuments: true } };
  const [item] = preparedItems(snapshot, { position: ranges[0]!.start }, able) ?? [];
  const place = ({ name, uri, range }: CallHierarchyItem): string =>
    `${uri.replace(/^.*\//, "")}:${range.start.line} ${name}`;
  return {
    item: item && place(item),
    from: item ? producedBy({ item }, able).map(({ from }) => place(from)) : [],
    to: item ? consumedBy({ item }, able).map(({ to }) => place(to)) : [],
    next: item
      ? consumedBy({ item }, able).map(({ to }) =>
          producedBy({ item: to }, able).map(({ from }) => place(from)),
        )
      : [],
  };
}

test("a species that is handed to a module in another file reacts there", () =>
  expect(across(USES.replace("X = 1", "X<||> = 1"))).toEqual({
    item: "main.ncrn:2 X",
    from: ["main.ncrn:5 0 ->{1} X + Y"],
    to: ["lib.ncrn:1 S ->{k} 0"],
    next: [["lib.ncrn:0 S"]],
  }));
test("also through a module that hands it on", () =>
  expect(across(USES.replace("Y = 0", "Y<||> = 0")).to).toEqual([
    "lib.ncrn:1 S ->{k} 0",
    "lib.ncrn:5 A ->{2} B",
  ]));
test("what else is handed to the same module is another species", () =>
  expect(across(USES.replace("Z = 0", "Z<||> = 0"))).toMatchObject({
    from: ["lib.ncrn:5 A ->{2} B"],
    to: [],
  }));
test("a parameter is made by those who hand something to it, in files that are not open too", () =>
  expect(across(DISK[LIB].replace("species S", "species <||>S"), LIB, { [MAIN]: USES })).toMatchObject({
    item: "lib.ncrn:0 S",
    from: ["main.ncrn:5 0 ->{1} X + Y"],
    to: ["lib.ncrn:1 S ->{k} 0", "lib.ncrn:5 A ->{2} B"],
  }));
test("a species that another file plots leads to where it is declared", () =>
  expect(
    across('import { A } from "main"\nsimulate A { until: 1; plot: X<||> }\n', "file:///run.ncrn", {
      ...DISK,
      [MAIN]: USES,
    }),
  ).toMatchObject({ item: "main.ncrn:2 X", to: ["lib.ncrn:1 S ->{k} 0"] }));
test("modules of the standard library", () =>
  expect(
    across('import { ring } from "std/clocks"\ncrn A { species X<||>[3] = 1; use r = ring(X) }\n').to,
  ).toEqual([expect.stringMatching(/^clocks\.ncrn:\d+ X\[i\] \+ X/)]));
