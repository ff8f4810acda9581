import { expect, test } from "vitest";
import { createBoundedMap } from "../src/bounded-map.js";

const letters = (most: number) => createBoundedMap<string>(most, (text) => text.length);

test("what was asked for least recently goes first", () => {
  const texts = letters(6);
  expect(["a", "b", "c"].map((key) => texts.set(key, "xx"))).toEqual([[], [], []]);
  texts.get("a");
  expect(texts.set("d", "xxx")).toEqual(["b", "c"]);
  expect(["a", "b", "c", "d"].map((key) => texts.get(key))).toEqual(["xx", undefined, undefined, "xxx"]);
});
test("a value that is replaced or deleted makes room", () => {
  const texts = letters(4);
  texts.set("a", "xxx");
  texts.set("a", "x");
  expect(texts.set("b", "xxx")).toEqual([]);
  texts.delete("b");
  expect(texts.set("c", "xxx")).toEqual([]);
  expect(texts.get("a")).toBe("x");
});
test("what is too large by itself stays until something else comes", () => {
  const texts = letters(2);
  expect(texts.set("a", "xxxxx")).toEqual([]);
  expect(texts.get("a")).toBe("xxxxx");
  expect(texts.set("b", "x")).toEqual(["a"]);
});
