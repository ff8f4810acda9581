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
  const [item] = preparedItems(snapshot, { position: ranges[0]!.start }) ?? [];
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
  const { snapshot } = openWorkspace({ [MAIN]: text });
  const [item] = preparedItems(snapshot, { position: ranges[0]!.start })!;
  const { context } = openWorkspace({ [MAIN]: `// new\n${text}` });
  expect(producedBy({ item: item! }, context)).toEqual([]);
});
