import path from "node:path";
import { atOnce, parse } from "@ncrn/language";
import { expect, test } from "vitest";
import { type Analyses, createAnalyses } from "../src/analyses.js";
import { memoryHost } from "./memory-host.js";

/** Analyses of files on a disk whose names are paths. */
function analysesOf(disk: Record<string, string>): Analyses {
  const host = memoryHost(disk, {
    locate: (written, importingFile) => path.posix.resolve(path.posix.dirname(importingFile), written),
  });
  return createAnalyses({ textOf: host.read, fileOf: (name) => name, host, parses: parse });
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
  expect(analyses.ofFile("/p/gone.ncrn")).toBeUndefined();
});

test("an analysis is made anew only after a text that it rests on has changed", () => {
  const disk: Record<string, string> = {
    "/p/a.ncrn": "const a = 1",
    "/p/b.ncrn": 'import "a"',
    "/p/c.ncrn": "",
  };
  const analyses = analysesOf(disk);
  const [first] = atOnce(analyses.ofFiles(["/p/b.ncrn", "/p/a.ncrn"]));
  const single = analyses.ofFile("/p/b.ncrn");
  disk["/p/c.ncrn"] = "const c = 1";
  expect(atOnce(analyses.ofFiles(["/p/b.ncrn", "/p/a.ncrn"]))[0]).toBe(first);
  expect(analyses.ofFile("/p/b.ncrn")).toBe(single);
  disk["/p/a.ncrn"] = "const a = 2";
  expect(atOnce(analyses.ofFiles(["/p/b.ncrn", "/p/a.ncrn"]))[0]).not.toBe(first);
  expect(analyses.ofFile("/p/b.ncrn")).not.toBe(single);
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
