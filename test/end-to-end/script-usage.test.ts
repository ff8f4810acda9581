// Scripts for people who work on the project tell how they are used.

import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { root } from "./run-ncrn.js";

/** Modules of scripts, and scripts that hand on all their words. */
const OTHERS = ["build", "demo", "editor-bundle", "pnpm", "script-arguments", "summary-reporter"];

const BENCH = "../bench/bench";

const scripts = readdirSync(path.join(root, "scripts"))
  .flatMap((file) => (file.endsWith(".mjs") ? [file.slice(0, -".mjs".length)] : []))
  .filter((name) => !OTHERS.includes(name))
  .concat(BENCH);

function run(script: string, ...words: readonly string[]) {
  const options = { cwd: root, encoding: "utf8" } as const;
  return spawnSync(process.execPath, [`scripts/${script}.mjs`, ...words], options);
}

test.each(scripts)("%s tells how it is used", (script) => {
  const { status, stdout, stderr } = run(script, "--help");
  expect(stderr).toBe("");
  expect(stdout).toMatch(/^Usage: (pnpm|node scripts\/)/);
  expect(stdout).toMatch(/^ {2}-h, --help +prints this text$/m);
  expect(status).toBe(0);
});

test.each(scripts)("%s refuses options that it does not know", (script) => {
  const { status, stdout, stderr } = run(script, "--sun", "2");
  expect(stdout).toBe("");
  expect(stderr).toMatch(/^Unknown option '--sun'\.\n\nUsage: /);
  expect(stderr).not.toMatch(/^ +at /m);
  expect(status).toBe(2);
});

test.each([
  ["test-workbench", ["--repeat", "often"], "--repeat needs a whole number from 1, not 'often'."],
  ["bench-editor", ["--clock", "sun"], "--clock is thread or processor or elapsed, not 'sun'."],
  ["bench-editor", ["--sizes", "200,"], "--sizes needs a whole number from 1, not ''."],
  ["fuzz-editor", ["--edits"], "Option '--edits <value>' argument missing."],
  ["fuzz-bytecode", ["0"], "FILES needs a whole number from 1, not '0'."],
  ["fuzz-bytecode", ["10", "1", "more"], "Unexpected argument 'more'."],
  ["conformance-stochastic", ["1"], "RUNS needs a whole number from 2, not '1'."],
  [BENCH, ["--rounds", "0"], "--rounds needs a whole number from 1, not '0'."],
  [BENCH, ["--seconds", "long"], "--seconds needs a number above 0, not 'long'."],
  ["check", ["all"], "Unexpected argument 'all'."],
])("%s %j", (script, words, complaint) => {
  const { status, stderr } = run(script, ...words);
  expect(stderr.split("\n", 2)).toEqual([complaint, ""]);
  expect(status).toBe(2);
});
