import { expect, test } from "vitest";
import { readerOf, recordTexts } from "../src/recorded-texts.js";

test("what was read once stays as it was, by the file that names it", () => {
  const files = new Map([
    ["a/rows.csv", "1"],
    ["b/rows.csv", "2"],
  ]);
  const { read, texts } = recordTexts((written, namedIn) => files.get(`${namedIn.slice(0, 1)}/${written}`));
  const here = () => [read("rows.csv", "a/m.ncrn"), read("rows.csv", "b/m.ncrn"), read("no.csv", "a/m.ncrn")];
  expect(here()).toEqual(["1", "2", undefined]);
  files.set("a/rows.csv", "changed");
  files.set("a/no.csv", "there now");
  expect(here()).toEqual(["1", "2", undefined]);
  const elsewhere = readerOf(structuredClone(texts));
  expect(["a", "b"].map((folder) => elsewhere("rows.csv", `${folder}/m.ncrn`))).toEqual(["1", "2"]);
  expect(elsewhere("other.csv", "a/m.ncrn")).toBeUndefined();
});
