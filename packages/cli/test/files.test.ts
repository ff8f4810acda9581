import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { CommandFailure } from "../src/failure.js";
import {
  isInside,
  makeFolder,
  projectFolder,
  readModelText,
  readText,
  requireWritable,
  writeAtomically,
} from "../src/files.js";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "ncrn-files-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs something that must fail; gives the failure. */
function failureOf(action: () => unknown): Partial<CommandFailure> {
  try {
    action();
  } catch (error) {
    if (error instanceof CommandFailure) return error;
    throw error;
  }
  throw new Error("nothing failed");
}

const at = (...names: string[]): string => path.join(folder, ...names);

test("text is UTF-8, a byte order mark is no part of it", () => {
  writeFileSync(at("a.txt"), Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from("θ′ = 1\n")]));
  expect(readText(at("a.txt"))).toBe("θ′ = 1\n");
});

test.each([
  ["a zero byte", [65, 10, 65, 0, 66], 2, "byte 0x00 at offset 3"],
  ["a lone continuation byte", [65, 10, 10, 0x80], 3, "byte 0x80 at offset 3"],
  ["a sequence cut short", [0xc3], 1, "byte 0xc3 at offset 0"],
  ["Latin-1", [...Buffer.from("caf"), 0xe9, 10, 65], 1, "byte 0xe9 at offset 3"],
])("%s is no text", (_title, bytes, line, message) => {
  writeFileSync(at("b.txt"), Buffer.from(bytes));
  expect(failureOf(() => readText(at("b.txt")))).toMatchObject({
    code: "not-text",
    line,
    message: expect.stringContaining(message),
  });
});

test("a missing file suggests what is there", () => {
  writeFileSync(at("model.ncrn"), "");
  expect(failureOf(() => readText(at("modle.ncrn"))).hint).toContain("model.ncrn");
  expect(failureOf(() => readText(at("model"))).hint).toContain("model.ncrn");
  expect(failureOf(() => readText(at("x", "y"))).hint).toContain("does not exist either");
  expect(failureOf(() => readText(at("model.ncrn", "y")))).toMatchObject({ code: "file-not-found" });
  expect(failureOf(() => readText(folder))).toMatchObject({
    code: "cannot-read",
    hint: expect.stringContaining("model.ncrn"),
  });
});

test("writing replaces a file whole, leaves nothing beside it, and follows links", () => {
  writeAtomically(at("a"), "first");
  symlinkSync(at("a"), at("link"));
  writeAtomically(at("link"), new Uint8Array([50]));
  expect(readFileSync(at("a"), "utf8")).toBe("2");
  expect(readdirSync(folder).sort()).toEqual(["a", "link"]);
});

test("a device is written in place", () => {
  writeAtomically("/dev/null", "gone");
  expect(existsSync("/dev/null")).toBe(true);
});

test("what cannot be written says why", () => {
  writeFileSync(at("file"), "");
  mkdirSync(at("inner"));
  expect(failureOf(() => writeAtomically(at("no", "a"), "")).message).toContain("does not exist");
  expect(failureOf(() => writeAtomically(at("file", "a"), "")).message).toContain("is a file, not a folder");
  expect(failureOf(() => writeAtomically(at("inner"), "")).message).toContain("folder of this name");
  expect(failureOf(() => makeFolder(at("file"))).message).toContain("is a file, not a folder");
});

test("what cannot be written is known before it is computed", () => {
  writeFileSync(at("file"), "");
  symlinkSync(at("file"), at("link"));
  mkdirSync(at("inner"));
  for (const name of ["file", "link", "new"]) requireWritable(at(name));
  requireWritable("/dev/null");
  expect(readdirSync(folder).sort()).toEqual(["file", "inner", "link"]);
  const failed = (...names: string[]) => failureOf(() => requireWritable(at(...names)));
  expect(failed("no", "a")).toMatchObject({
    code: "cannot-write",
    message: expect.stringContaining("exist"),
  });
  expect(failed("file", "a").message).toContain("is a file, not a folder");
  expect(failed("inner").message).toContain("folder of this name");
});

test("the project folder is the nearest marked one", () => {
  mkdirSync(at("a", "b", "c"), { recursive: true });
  writeFileSync(at("a", "package.json"), "{}");
  expect(projectFolder(at("a", "b", "c", "model.ncrn"))).toBe(at("a"));
  mkdirSync(at("a", "b", ".git"));
  expect(projectFolder(at("a", "b", "c", "model.ncrn"))).toBe(at("a", "b"));
});

test("inside", () => {
  expect(isInside("/a/b", "/a/b")).toBe(true);
  expect(isInside("/a/b", "/a/b/..c/d")).toBe(true);
  expect(isInside("/a/b", "/a/bc")).toBe(false);
  expect(isInside("/a/b", "/a")).toBe(false);
});

test("a line that nobody can have written is refused", () => {
  writeFileSync(at("long.ncrn"), `// first\n${"x".repeat(1_000_001)}\n`);
  expect(failureOf(() => readModelText(at("long.ncrn")))).toMatchObject({ code: "line-too-long", line: 2 });
  writeFileSync(at("long.ncrn"), `${"x".repeat(1_000_000)}\n`.repeat(2));
  expect(readModelText(at("long.ncrn"))).toHaveLength(2_000_002);
});
