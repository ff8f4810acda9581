// A script with compiled code beside it does what it does without, whatever state that code is in.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { codeCacheOf, exportsOfScript, runScript, scriptFrom } from "../src/cached-script.js";

const SOURCE = `"use strict";
const path = require("node:path");
exports.answer = () => path.join("a", "b");
exports.place = __filename;
`;
const folder = mkdtempSync(path.join(tmpdir(), "ncrn-cached-script-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function check(name: string, cacheOf: (compiled: Buffer) => Buffer | undefined): void {
  const file = path.join(folder, name);
  writeFileSync(file, SOURCE);
  const script = scriptFrom(file);
  (runScript(file, script) as { answer: () => string }).answer();
  const cache = cacheOf(script.createCachedData());
  if (cache !== undefined) writeFileSync(codeCacheOf(file), cache);
  const { answer, place } = exportsOfScript(file) as { answer: () => string; place: string };
  expect([answer(), place]).toEqual([path.join("a", "b"), file]);
}

test("without compiled code", () => check("none.cjs", () => undefined));
test("with compiled code, which V8 takes", () => {
  check("whole.cjs", (compiled) => compiled);
  const file = path.join(folder, "whole.cjs");
  expect(scriptFrom(file, readFileSync(codeCacheOf(file))).cachedDataRejected).toBe(false);
});
test("with half of it", () => check("half.cjs", (compiled) => compiled.subarray(0, compiled.length / 2)));
test("with something else", () => check("other.cjs", () => Buffer.from("something else")));
