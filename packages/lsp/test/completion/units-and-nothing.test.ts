// What may stand in a unit, and behind the 0 of a side of a reaction.

import { expect, test } from "vitest";
import { completionsAt } from "../../src/features/completion.js";
import { markedText } from "../marked-text.js";
import { featureContext, openSnapshot } from "../open-snapshot.js";

function labels(line: string): readonly string[] {
  const { text, ranges } = markedText(
    `units { time: s; concentration: nM }\ncrn N {\n  species A = 1, B = 0\n  ${line}\n}\n`,
  );
  const list = completionsAt(openSnapshot(text), { position: ranges[0]!.start }, featureContext);
  return (list?.items ?? []).map(({ label }) => label);
}

test.each(["rate k = 2 [1/<||>]", "rate k = 2 [1/nM/<||>]", "rate k = 2 [nM*<||>]", "rate k = 2 [1/n<||>]"])(
  "units, and no 1, in %s",
  (line) => {
    expect(labels(line)).toContain("nM");
    expect(labels(line)).not.toContain("1");
  },
);

test("a unit may begin with 1", () => {
  expect(labels("rate k = 2 [<||>]")).toContain("1");
});

test.each(["B ->{0.25} 0 <||>", "0 <||>", "A ->{1} ∅ <||>"])("nothing is added to nothing: %s", (line) => {
  expect(labels(line)).not.toContain("+");
});

test("what may stand behind 0", () => {
  expect(labels("0 <||>")).toContain("->");
  expect(labels("B ->{0.25} 0 <||>")).toContain("by");
  expect(labels("B ->{0.25} A <||>")).toContain("+");
  expect(labels("B ->{0.25} A + B <||>")).toContain("+");
  expect(labels("A <||>")).toContain("+");
});
