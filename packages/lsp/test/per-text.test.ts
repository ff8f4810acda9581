import { expect, test } from "vitest";
import { createPerText } from "../src/per-text.js";

/** What is made of the files of a disk, one object a time. */
function madeOf(disk: Record<string, string>) {
  return createPerText(
    (file) => disk[file],
    (file, text) => ({ file, text }),
  );
}

test("the same until the text changes", () => {
  const disk = { a: "1", b: "1" };
  const { of } = madeOf(disk);
  const [a, b] = [of("a"), of("b")];
  disk.a = "2";
  expect([of("a"), of("b")]).toEqual([{ file: "a", text: "2" }, b]);
  expect(of("a")).not.toBe(a);
  expect(of("b")).toBe(b);
});

test("what is told to have changed is let go, though nobody asks for it", () => {
  const { of, textsChanged } = madeOf({ a: "1", b: "1" });
  const [a, b] = [of("a"), of("b")];
  textsChanged(["a", "c"]);
  expect(of("b")).toBe(b);
  expect(of("a")).not.toBe(a);
});

test("nothing is made of a file that is missing or too long", () => {
  const { of } = madeOf({ long: "x".repeat(1_000_001) });
  expect([of("gone"), of("long")]).toEqual([undefined, undefined]);
});
