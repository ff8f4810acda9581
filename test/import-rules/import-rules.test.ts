// The import checker against a tree of small packages that break its rules. The tree says in its own comments what must
// be found: "// expect: <rule>" at the end of the offending line. Whatever is found elsewhere is a false alarm.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { findViolations } from "../../scripts/check-imports.mjs";

const violatingTree = path.join(import.meta.dirname, "violating");
const script = path.join(import.meta.dirname, "..", "..", "scripts", "check-imports.mjs");

test("each violation is found where it stands, and nothing else", () => {
  expect(foundIn(violatingTree)).toEqual(expectedIn(violatingTree));
});

test.each([
  "confined",
  "cycle",
  "entry-point",
  "folder-order",
  "impure",
  "inexact",
  "long-file",
  "outside-package",
  "package-order",
  "pure-package",
  "undeclared",
  "unknown-folder",
  "unknown-package",
])("the tree breaks %s", (rule) => {
  expect(findViolations(violatingTree).map((violation) => violation.rule)).toContain(rule);
});

test("the command fails on the tree and names file, line and rule", () => {
  const { status, stdout } = checkImports(violatingTree);
  expect(stdout).toContain("packages/cli/src/commands/check.ts:1: prettier belongs in");
  expect(status).toBe(1);
});

function checkImports(root: string) {
  return spawnSync(process.execPath, [script, root], { encoding: "utf8" });
}

function foundIn(root: string): string[] {
  const rows = findViolations(root).map(({ file, line, rule }) => `${file}:${line} ${rule}`);
  return rows.sort();
}

function expectedIn(root: string): string[] {
  // JSON has no comments, so the package that nobody listed is expected here.
  const rows = ["packages/kitchen-sink/package.json:1 unknown-package"];
  for (const name of readdirSync(root, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".ts")) continue;
    const lines = readFileSync(path.join(root, name), "utf8").split("\n");
    for (const [index, line] of lines.entries()) {
      const rule = /\/\/ expect: (\S+)$/.exec(line)?.[1];
      if (rule !== undefined) rows.push(`${name.split(path.sep).join("/")}:${index + 1} ${rule}`);
    }
  }
  return rows.sort();
}
