// The formatter as a plugin of Prettier's own command line.

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { expect, test } from "vitest";
import { ncrn, root, temporaryFolder } from "./run-ncrn.js";

const prettier = createRequire(import.meta.url).resolve("prettier/bin/prettier.cjs");
const plugin = path.join(root, "packages", "language", "dist", "format", "prettier-plugin.js");

test("`prettier --plugin` and `ncrn format` write the same", async () => {
  const messy = "crn  Decay{\nspecies A=1 // start\n  A->{0.5}0\n\n\n}\n";
  const folder = temporaryFolder({ "theirs.ncrn": messy, "ours.ncrn": messy });
  const [theirs, ours] = ["theirs.ncrn", "ours.ncrn"].map((name) => path.join(folder, name)) as [
    string,
    string,
  ];
  const words = [prettier, "--plugin", plugin, "--write", theirs];
  const { status, stderr } = spawnSync(process.execPath, words, { encoding: "utf8" });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect((await ncrn(["format", ours])).exitCode).toBe(0);
  expect(readFileSync(theirs, "utf8")).toBe(readFileSync(ours, "utf8"));
  expect(readFileSync(ours, "utf8")).not.toBe(messy);
});

test("a file with a syntax error is refused with its line", () => {
  const words = [prettier, "--plugin", plugin, "--stdin-filepath", "broken.ncrn"];
  const { status, stderr } = spawnSync(process.execPath, words, {
    encoding: "utf8",
    input: "crn A {\n  B ->\n",
  });
  expect(status).toBe(2);
  expect(stderr).toMatch(/broken\.ncrn: SyntaxError: A reaction needs a rate.*\n.*\n.*> 2 \| {3}B ->\n/);
});
