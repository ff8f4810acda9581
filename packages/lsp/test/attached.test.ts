import { expect, test } from "vitest";
import { createAttached } from "../src/attached.js";

test("a value is found by its owner only, and stores are apart", () => {
  const lengths = createAttached<object, number>("length");
  const names = createAttached<object, string>("name");
  const [first, second] = [{}, {}];
  lengths.set(first, 1);
  lengths.set(first, 2);
  names.set(first, "A");
  expect([lengths.get(first), names.get(first)]).toEqual([2, "A"]);
  expect([lengths.get(second), names.get(second)]).toEqual([undefined, undefined]);
});

test("nobody sees what is attached, and copies have nothing of it", () => {
  const names = createAttached<object, string>("name");
  const owner = { kind: "Document" };
  names.set(owner, "A");
  const copy = { ...owner };
  expect(JSON.stringify(owner)).toBe('{"kind":"Document"}');
  expect([...Object.keys(owner), ...Object.getOwnPropertySymbols(copy)]).toEqual(["kind"]);
  expect(names.get(copy)).toBeUndefined();
});
