// The folder that Zed installs: written, brought up to date, and its grammar fetched with the commands that Zed runs. Needs Git.

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { CannotWrite, writeExtension } from "../scripts/write-extension.mjs";

const parts = path.dirname(import.meta.dirname);
const place = mkdtempSync(path.join(tmpdir(), "ncrn zed "));
afterAll(() => rmSync(place, { recursive: true, force: true }));
const folder = path.join(place, "extension");
const hasGit = spawnSync("git", ["--version"]).status === 0;
if (!hasGit) console.log("Skipped: writing the extension for Zed needs `apt-get install git`.");

test.runIf(hasGit)("Zed finds the grammar that the manifest names, again after an update", () => {
  writeExtension(folder);
  const first = fetchGrammar();
  const parser = path.join("src", "parser.c");
  expect(readFileSync(path.join(folder, "grammars", "ncrn", parser), "utf8")).toBe(
    readFileSync(path.join(parts, "grammar", parser), "utf8"),
  );
  writeExtension(folder);
  expect(fetchGrammar()).toBe(first);

  // An older grammar, and a file that the extension has no longer.
  const repository = path.join(folder, "tree-sitter-ncrn");
  writeFileSync(path.join(repository, parser), "// older\n");
  git(repository, "commit", "--quiet", "--all", "--message", "older");
  writeFileSync(path.join(folder, "languages", "ncrn", "injections.scm"), "");
  writeExtension(folder);
  expect(fetchGrammar()).not.toBe(first);
  expect(readFileSync(path.join(folder, "grammars", "ncrn", parser), "utf8")).toContain("SHA-256");
  expect(existsSync(path.join(folder, "languages", "ncrn", "injections.scm"))).toBe(false);
});

test("a folder with something else in it is left alone", () => {
  const other = path.join(place, "other");
  mkdirSync(other);
  writeFileSync(path.join(other, "extension.toml"), 'id = "another"\n');
  expect(() => writeExtension(other)).toThrow(CannotWrite);
  expect(() => writeExtension(other)).toThrow(/other holds something else than the extension/);
  expect(existsSync(path.join(other, "languages"))).toBe(false);
});

test("without Git there is a sentence about it", () => {
  const before = process.env["PATH"];
  process.env["PATH"] = place;
  try {
    expect(() => writeExtension(path.join(place, "without-git"))).toThrow(
      /^Git was not found\. .+: install Git/,
    );
  } finally {
    process.env["PATH"] = before;
  }
});

/** What Zed does with the table `grammars` when it installs or rebuilds an extension; returns the commit. */
function fetchGrammar(): string {
  const manifest = readFileSync(path.join(folder, "extension.toml"), "utf8");
  const [, url = "", commit = ""] =
    /^\[grammars\.ncrn\]\nrepository = "(.+)"\nrev = "([0-9a-f]{40})"$/m.exec(manifest) ?? [];
  const clone = path.join(folder, "grammars", "ncrn");
  if (!existsSync(clone)) {
    mkdirSync(clone, { recursive: true });
    git(clone, "init", "--quiet");
    git(clone, "remote", "add", "origin", url);
  }
  expect(git(clone, "remote", "get-url", "origin")).toBe(url);
  git(clone, "fetch", "--quiet", "--depth", "1", "origin", commit);
  git(clone, "checkout", "--quiet", commit);
  return commit;
}

function git(cwd: string, ...words: readonly string[]): string {
  const who = ["-c", "user.name=test", "-c", "user.email=test@localhost"];
  const { status, stdout, stderr } = spawnSync("git", [...who, ...words], { cwd, encoding: "utf8" });
  expect([status, stderr]).toEqual([0, expect.any(String)]);
  return stdout.trim();
}
