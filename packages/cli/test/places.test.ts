import { mapPlaces } from "@ncrn/language";
import { expect, test } from "vitest";
import { besideModel, relativeToModel } from "../src/places.js";

const span = { start: 1, end: 2 };

test("only places are renamed", () => {
  const value = {
    file: "keep",
    list: [{ origin: { file: "a/b/m.ncrn", span } }, 3, undefined, null],
    text: "a/b/m.ncrn",
  };
  expect(mapPlaces(value, relativeToModel("a/b/m.ncrn"))).toEqual({
    ...value,
    list: [{ origin: { file: "m.ncrn", span } }, 3, undefined, null],
  });
});

test.each([
  ["m.ncrn", "m.ncrn", "m.ncrn"],
  ["/x/a/m.ncrn", "/x/parts/p.ncrn", "../parts/p.ncrn"],
  ["a/m.ncrn", "std/metrics.ncrn", "std/metrics.ncrn"],
])("beside %s, %s is %s and back", (model, file, relative) => {
  expect(relativeToModel(model)(file)).toBe(relative);
  expect(besideModel(model)(relative)).toBe(file);
});
