// `pnpm reproduce --quick` as a process: the table of the published experiments in minutes, and going on after a stop.

import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test, vi } from "vitest";
import { ROWS } from "../../scripts/reproduce/rows.mjs";
import { type JsonDocument, root, temporaryFolder } from "./run-ncrn.js";

// Short runs of every kind of experiment; the machine may be busy.
vi.setConfig({ testTimeout: 600_000 });

interface Finished {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function reproduce(words: readonly string[]): Promise<Finished> {
  const child = spawn(process.execPath, ["scripts/reproduce.mjs", ...words], { cwd: root });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
}

function resultsIn(folder: string): readonly JsonDocument[] {
  return (JSON.parse(readFileSync(path.join(folder, "results.json"), "utf8")) as JsonDocument)["rows"];
}

const NEAR = 0.05;

test("every quick row learns within its bounds, and like the equations that it was compiled from", async () => {
  const folder = temporaryFolder();
  const { exitCode, stdout, stderr } = await reproduce(["--quick", "--runs", folder, "--out", folder]);
  expect(stderr).toContain("100 %");
  expect(exitCode, stderr).toBe(0);
  const rows = resultsIn(folder);
  expect(rows.map(({ name }) => name)).toEqual(ROWS.flatMap((row) => ("quick" in row ? [row.name] : [])));
  for (const { name, measures, failures } of rows) {
    expect(failures, name).toEqual([]);
    for (const { measure, met, chemistry, ideal } of measures) {
      expect(met, `${name}: ${measure}`).toBe(true);
      expect(Math.abs(chemistry.mean / ideal.mean - 1), `${name}: ${measure}`).toBeLessThan(NEAR);
    }
  }
  expect(readFileSync(path.join(folder, "results.md"), "utf8")).toContain(stdout.trim().split("\n").at(-1));
});

const ONLY = ["--quick", "--only", "linear-regression/paper"];

test("--resume repeats what is missing or has changed, and nothing else", async () => {
  const folder = temporaryFolder();
  const where = ["--runs", folder, "--out", folder];
  await reproduce([...ONLY, ...where]);
  const runs = path.join(folder, "linear-regression", "paper");
  const file = (name: string) => path.join(runs, `${name}-seed-1.json`);
  expect(readdirSync(runs).sort()).toEqual(
    ["chemistry", "descent", "ideal"].map((name) => `${name}-seed-1.json`),
  );

  const before = resultsIn(folder);
  const kept = statSync(file("ideal")).mtimeMs;
  rmSync(file("chemistry"));
  const changed = JSON.parse(readFileSync(file("descent"), "utf8")) as JsonDocument;
  writeFileSync(
    file("descent"),
    JSON.stringify({ ...changed, fingerprint: "of another model", measures: {} }),
  );
  const { exitCode } = await reproduce([...ONLY, ...where, "--resume"]);
  expect(exitCode).toBe(0);
  expect(statSync(file("ideal")).mtimeMs).toBe(kept);
  expect(resultsIn(folder)).toEqual(before);
});

test("in full: means over the seeds against the limits, in the READMEs and as pictures", async () => {
  const folder = temporaryFolder();
  const readme = path.join(folder, "linear-regression", "README.md");
  mkdirSync(path.dirname(readme));
  writeFileSync(readme, "# Title\n\n<!-- generated: results -->\nold\n<!-- end: results -->\n\nend\n");
  const only = ["--only", "linear-regression/paper", "--only", "linear-classification/paper"];
  const { exitCode, stderr } = await reproduce([
    ...only,
    "--runs",
    path.join(folder, "runs"),
    "--out",
    folder,
  ]);
  expect(exitCode, stderr).toBe(0);
  const rows = resultsIn(folder);
  expect(rows.map(({ name, seeds }) => [name, seeds])).toEqual([
    ["linear-regression/paper", [1, 2, 3, 4, 5]],
    ["linear-classification/paper", [1, 2, 3, 4, 5]],
  ]);
  for (const { measures } of rows)
    for (const { chemistry } of measures) expect(chemistry.values).toHaveLength(5);
  const filled = readFileSync(readme, "utf8");
  expect(filled).not.toContain("old");
  expect(filled).toMatch(/\| \[paper\]\(paper\.ncrn\) +\| ratio to least squares +\| 0\.99\d ±/);
  const pictures = ["linear-regression/losses", "linear-classification/paper-boundary", "scaling/reactions"];
  for (const name of pictures) {
    const bytes = readFileSync(path.join(folder, `${name}.png`));
    expect(bytes.subarray(1, 4).toString()).toBe("PNG");
  }
});

test("a name that is no row", async () => {
  const { exitCode, stderr } = await reproduce(["--quick", "--only", "annular"]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain("No row is called annular.");
  expect(stderr).toContain("rings/ours");
});
