import path from "node:path";
import { atOnce, parse } from "@ncrn/language";
import { expect, test } from "vitest";
import { type Analyses, createAnalyses } from "../src/analyses.js";
import { memoryHost } from "./memory-host.js";

/** Analyses of files on a disk whose names are paths; what is read of it is noted in `read`. */
function analysesOf(disk: Record<string, string>, read: string[] = []): Analyses {
  const host = memoryHost(disk, {
    locate: (written, importingFile) => path.posix.resolve(path.posix.dirname(importingFile), written),
  });
  const textOf = (file: string): string | undefined => {
    read.push(file);
    return host.read(file);
  };
  return createAnalyses({ textOf, fileOf: (name) => name, host, parses: parse });
}

/** Names of the files of each analysis that is made for all files of the disk, without those that join them. */
function together(disk: Record<string, string>): readonly (readonly string[])[] {
  return atOnce(analysesOf(disk).ofFiles(Object.keys(disk)))
    .map(({ documents }) => documents.map(({ source }) => source.name).filter((name) => name in disk))
    .map((names) => [...names].sort());
}

test("files in one folder", () =>
  expect(together({ "/p/a.ncrn": "const a = 1", "/p/b.ncrn": 'import "a"' })).toEqual([
    ["/p/a.ncrn", "/p/b.ncrn"],
  ]));
test("files in other folders, one of them named like the standard library", () => {
  const disk = {
    "/p/x/a.ncrn": "const a = 1",
    "/p/x/std/clocks.ncrn": 'import { a } from "../a"',
    "/p/y/c.ncrn": 'import { a } from "../x/a.ncrn"',
    "/d.ncrn": "",
  };
  expect(together(disk)).toEqual([Object.keys(disk).sort()]);
});
test("files that import one another are taken one by one", () =>
  expect(together({ "/p/a.ncrn": 'import "b"', "/p/b.ncrn": 'import "a"' })).toEqual([
    ["/p/a.ncrn", "/p/b.ncrn"],
    ["/p/a.ncrn", "/p/b.ncrn"],
  ]));
test("names that are no paths of models are taken one by one", () =>
  expect(together({ "untitled:Untitled-1": "const a = 1", "/p/b.ncrn": "" })).toEqual([
    ["untitled:Untitled-1"],
    ["/p/b.ncrn"],
  ]));
test("a file that is gone is left out", () => {
  const analyses = analysesOf({ "/p/a.ncrn": "const a = 1" });
  expect(atOnce(analyses.ofFiles(["/p/a.ncrn", "/p/gone.ncrn"])).length).toBe(1);
  expect(atOnce(analyses.ofFile("/p/gone.ncrn"))).toBeUndefined();
});

test("an analysis is made anew only after a text that it rests on has changed", () => {
  const disk: Record<string, string> = {
    "/p/a.ncrn": "const a = 1",
    "/p/b.ncrn": 'import "a"',
    "/p/c.ncrn": "",
  };
  const analyses = analysesOf(disk);
  const [first] = atOnce(analyses.ofFiles(["/p/b.ncrn", "/p/a.ncrn"]));
  const single = atOnce(analyses.ofFile("/p/b.ncrn"));
  disk["/p/c.ncrn"] = "const c = 1";
  expect(atOnce(analyses.ofFiles(["/p/b.ncrn", "/p/a.ncrn"]))[0]).toBe(first);
  expect(atOnce(analyses.ofFile("/p/b.ncrn"))).toBe(single);
  disk["/p/a.ncrn"] = "const a = 2";
  expect(atOnce(analyses.ofFiles(["/p/b.ncrn", "/p/a.ncrn"]))[0]).not.toBe(first);
  expect(atOnce(analyses.ofFile("/p/b.ncrn"))).not.toBe(single);
});

test("other texts than those on disk change nothing that is remembered", () => {
  const disk = { "/p/a.ncrn": "const a = 1", "/p/b.ncrn": 'import { a } from "a"' };
  const analyses = analysesOf(disk);
  const files = Object.keys(disk);
  const codes = (texts?: ReadonlyMap<string, string>): readonly unknown[] =>
    atOnce(analyses.ofFiles(files, texts))
      .flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code))
      .filter((code) => code === "unresolved-import");
  expect(codes(new Map([["/p/a.ncrn", "const other = 1"]]))).toEqual(["unresolved-import"]);
  expect(codes()).toEqual([]);
});

// What comes back after a text has become again what it was has been remembered all the time.

const FILES = ["/p/a.ncrn", "/p/b.ncrn", "/p/c.ncrn"];

/**
 * In a folder in which b rests on a, and c on a file that is not there, changes a file, tells of it, and changes it back;
 * gives the files whose analyses have outlived that.
 */
function remembered(file: string, text: string): readonly string[] {
  const disk: Record<string, string> = {
    "/p/a.ncrn": "const a = 1",
    "/p/b.ncrn": 'import "a"',
    "/p/c.ncrn": 'import "new"',
  };
  const analyses = analysesOf(disk);
  const all = () => FILES.map((file) => atOnce(analyses.ofFile(file)));
  const before = all();
  const old = disk[file];
  disk[file] = text;
  analyses.textsChanged([file]);
  if (old === undefined) delete disk[file];
  else disk[file] = old;
  const after = all();
  return FILES.filter((_, index) => before[index] === after[index]);
}

test.each<[string, string, string, readonly string[]]>([
  ["a text", "/p/b.ncrn", "const b = 2", ["/p/a.ncrn", "/p/c.ncrn"]],
  ["an imported text", "/p/a.ncrn", "const a = 2", ["/p/c.ncrn"]],
  ["a file that was missing", "/p/new.ncrn", "", ["/p/a.ncrn", "/p/b.ncrn"]],
  ["a text that stays the same", "/p/a.ncrn", "const a = 1", FILES],
  ["another file", "/p/d.ncrn", "", FILES],
])("a change of %s lets go of the analyses that rest on it", (_, file, text, expected) =>
  expect(remembered(file, text)).toEqual(expected),
);

test("a file on which nothing rests is not read", () => {
  const read: string[] = [];
  const analyses = analysesOf({ "/p/a.ncrn": "", "/p/b.ncrn": "" }, read);
  atOnce(analyses.ofFile("/p/a.ncrn"));
  atOnce(analyses.ofFiles(["/p/a.ncrn", "/p/b.ncrn"]));
  read.length = 0;
  analyses.textsChanged(["/p/a.ncrn", "/p/c.ncrn"]);
  expect(read).toEqual(["/p/a.ncrn"]);
});

test("an analysis during which one of its texts has changed is not remembered", () => {
  const disk = { "/p/a.ncrn": "const a = 1", "/p/b.ncrn": 'import "a"' };
  const read: string[] = [];
  const analyses = analysesOf(disk, read);
  const pieces = analyses.ofFile("/p/b.ncrn");
  while (!read.includes("/p/a.ncrn")) pieces.next();
  disk["/p/a.ncrn"] = "const a = 2";
  analyses.textsChanged(["/p/a.ncrn"]);
  const outdated = atOnce(pieces);
  disk["/p/a.ncrn"] = "const a = 1";
  expect(atOnce(analyses.ofFile("/p/b.ncrn"))).not.toBe(outdated);
});
