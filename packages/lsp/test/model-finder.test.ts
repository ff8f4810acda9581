import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { createModelFinder } from "../src/model-finder.js";

const scratch = mkdtempSync(path.join(tmpdir(), "ncrn-finder-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function write(...parts: string[]): void {
  const file = path.join(scratch, ...parts);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, "");
}

const find = createModelFinder();
const found = (...folders: string[]): readonly string[] =>
  find(folders.map((folder) => path.join(scratch, folder))).map((file) => path.relative(scratch, file));

test("models in all folders, but not where no model of the user is", () => {
  write("project", "b.ncrn");
  write("project", "a.csv");
  write("project", "deep", "er", "a.ncrn");
  write("project", ".git", "c.ncrn");
  write("project", "node_modules", "pack", "d.ncrn");
  symlinkSync(path.join(scratch, "project"), path.join(scratch, "project", "deep", "loop"));
  expect(found("project")).toEqual([
    path.join("project", "b.ncrn"),
    path.join("project", "deep", "er", "a.ncrn"),
  ]);
});

test("several folders, one in another, give each file once", () =>
  expect(found("project", "project/deep")).toEqual([
    path.join("project", "b.ncrn"),
    path.join("project", "deep", "er", "a.ncrn"),
  ]));

test("new files, also in folders that were remembered before", () => {
  const folder = path.join(scratch, "project", "deep");
  utimesSync(folder, new Date(), new Date(Date.now() - 60_000));
  expect(found("project/deep")).toEqual([path.join("project", "deep", "er", "a.ncrn")]);
  write("project", "deep", "new.ncrn");
  expect(found("project")).toContain(path.join("project", "deep", "new.ncrn"));
});

test("a folder that is not there", () => expect(found("elsewhere")).toEqual([]));

test("a search ends somewhere", () => {
  for (let index = 0; index < 2100; index++) write("many", `${index}.ncrn`);
  expect(found("many").length).toBe(2000);
});
