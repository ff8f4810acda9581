// Scripts for people who work on the project tell how they are used.

import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { root } from "./run-ncrn.js";

test.each([
  [["--help"], 0, ""],
  [["--rounds", "2"], 2, "Unknown option '--rounds'"],
  [["--repeat", "often"], 2, "--repeat needs a whole number from 1.\n"],
])("the tests in the workbench with %j", (words, exitCode, complaint) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/test-workbench.mjs", ...words], {
    cwd: root,
    encoding: "utf8",
  });
  expect(status).toBe(exitCode);
  expect(stderr.startsWith(complaint)).toBe(true);
  expect(stdout + stderr).toContain("Usage: node scripts/test-workbench.mjs [--repeat COUNT] [WORD …]\n");
  expect(stdout + stderr).not.toMatch(/^ +at /m);
});
