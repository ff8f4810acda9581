// ncrn check and ncrn format as processes.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { documentOf, ncrn, temporaryFolder } from "./run-ncrn.js";

const GOOD = `crn Decay {
  species A = 1
  rate k = 2

  A ->{k} 0
}
`;
const TYPO = GOOD.replace("A ->{k} 0", "AB ->{k} 0");
const UNFORMATTED = GOOD.replace("species A = 1", "species   A=1 // kept");
const BROKEN = "crn Decay { species A = \n";

test("a good file has no problems", async () => {
  const folder = temporaryFolder({ "good.ncrn": GOOD });
  const { exitCode, stdout, stderr } = await ncrn(["check", "good.ncrn"], { cwd: folder });
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "" });
  expect(stderr).toMatch(/^1 file checked: no problems/);
});

test("an error is shown with place, source line, underline and hint; other files are checked all the same", async () => {
  const folder = temporaryFolder({ "good.ncrn": GOOD, "typo.ncrn": TYPO });
  const { exitCode, stderr } = await ncrn(["check", "typo.ncrn", "missing.ncrn", "good.ncrn"], {
    cwd: folder,
  });
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/^typo\.ncrn:5:3: error\[unknown-name\]: .*`AB`/m);
  expect(stderr).toMatch(/AB ->\{k\} 0\n.*\^\^/);
  expect(stderr).toMatch(/missing\.ncrn: error\[file-not-found\]/);
  expect(stderr).toMatch(/3 files checked: 2 errors/);
});

test("check --json", async () => {
  const folder = temporaryFolder({ "typo.ncrn": TYPO });
  const finished = await ncrn(["check", "typo.ncrn", "missing.ncrn", "--json"], { cwd: folder });
  expect(finished.exitCode).toBe(1);
  const { files, errors, diagnostics, problems } = documentOf(finished);
  expect({ files, errors }).toEqual({ files: ["typo.ncrn", "missing.ncrn"], errors: 2 });
  const unknown = diagnostics.find(({ code }: { code: string }) => code === "unknown-name");
  expect(unknown).toMatchObject({
    file: "typo.ncrn",
    line: 5,
    column: 3,
    endLine: 5,
    endColumn: 5,
    severity: "error",
  });
  expect(problems).toMatchObject([{ code: "file-not-found", file: "missing.ncrn" }]);
});

test("--quiet keeps errors and drops the rest; --hints adds hints", async () => {
  const folder = temporaryFolder({
    "good.ncrn": GOOD.replace("species A = 1", "species A = 1, B"),
    "typo.ncrn": TYPO,
  });
  expect((await ncrn(["check", "good.ncrn", "--quiet"], { cwd: folder })).stderr).toBe("");
  expect((await ncrn(["check", "good.ncrn"], { cwd: folder })).stderr).not.toMatch(/hint\[/);
  expect((await ncrn(["check", "good.ncrn", "--hints"], { cwd: folder })).stderr).toMatch(/hint\[/);
  expect((await ncrn(["check", "typo.ncrn", "--quiet"], { cwd: folder })).stderr).toMatch(
    /^typo\.ncrn:5:3: error/,
  );
});

test("imports are read relative to the file that names them, and not from outside the project", async () => {
  const folder = temporaryFolder({ "package.json": "{}" });
  mkdirSync(path.join(folder, "models"));
  mkdirSync(path.join(folder, "parts"));
  writeFileSync(path.join(folder, "parts", "numbers.ncrn"), "const n = 3\n");
  const use = (file: string): string =>
    `import { n } from "${file}"\n\n${GOOD.replace("species A = 1", "species A = n")}`;
  writeFileSync(path.join(folder, "models", "inside.ncrn"), use("../parts/numbers"));
  writeFileSync(path.join(folder, "models", "outside.ncrn"), use("../../elsewhere"));
  expect(await ncrn(["check", "models/inside.ncrn"], { cwd: folder })).toMatchObject({ exitCode: 0 });
  const outside = await ncrn(["check", "models/outside.ncrn"], { cwd: folder });
  expect(outside.exitCode).toBe(1);
  expect(outside.stderr).toMatch(
    /^models\/outside\.ncrn:1:19: error\[unresolved-import\]: .*lies outside the project folder/,
  );
  writeFileSync(
    path.join(folder, "models", "several.ncrn"),
    'import "../../elsewhere" as elsewhere\nimport "nowhere" as nowhere\n\ndata rows from "../../rows.csv" {}\n',
  );
  const several = await ncrn(["check", "models/several.ncrn"], { cwd: folder });
  expect(several.stderr).toMatch(/several\.ncrn:1:8: error\[unresolved-import\]: .*outside the project/);
  expect(several.stderr).toMatch(/several\.ncrn:2:8: error\[unresolved-import\]: .*no such file/);
  expect(several.stderr).toMatch(/several\.ncrn:4:16: error\[file-not-found\]: .*outside the project/);
});

test("format rewrites, keeps comments, and is then content", async () => {
  const folder = temporaryFolder({ "model.ncrn": UNFORMATTED });
  const first = await ncrn(["format", "model.ncrn", "--check"], { cwd: folder });
  expect(first.exitCode).toBe(1);
  expect(readFileSync(path.join(folder, "model.ncrn"), "utf8")).toBe(UNFORMATTED);
  expect(await ncrn(["format", "model.ncrn"], { cwd: folder })).toMatchObject({ exitCode: 0 });
  expect(readFileSync(path.join(folder, "model.ncrn"), "utf8")).toBe(GOOD.replace("A = 1", "A = 1 // kept"));
  expect(await ncrn(["format", "model.ncrn", "--check"], { cwd: folder })).toMatchObject({ exitCode: 0 });
});

test("format leaves a file with syntax errors alone", async () => {
  const folder = temporaryFolder({ "broken.ncrn": BROKEN });
  const { exitCode, stderr } = await ncrn(["format", "broken.ncrn"], { cwd: folder });
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/^broken\.ncrn:\d+:\d+: error/m);
  expect(readFileSync(path.join(folder, "broken.ncrn"), "utf8")).toBe(BROKEN);
});

test("new makes a project that checks, is formatted, simulates and trains", async () => {
  const folder = temporaryFolder();
  expect(await ncrn(["new", "first"], { cwd: folder })).toMatchObject({ exitCode: 0, stdout: "" });
  const cwd = path.join(folder, "first");
  expect(await ncrn(["check", "model.ncrn", "oscillator.ncrn"], { cwd })).toMatchObject({
    exitCode: 0,
    stderr: expect.stringContaining("no problems"),
  });
  expect(await ncrn(["format", "--check", "model.ncrn", "oscillator.ncrn"], { cwd })).toMatchObject({
    exitCode: 0,
  });
  expect(await ncrn(["simulate", "oscillator.ncrn", "--json"], { cwd })).toMatchObject({ exitCode: 0 });
  const trained = await ncrn(["train", "model.ncrn", "--json"], { cwd });
  expect(trained.exitCode).toBe(0);
  expect(documentOf(trained)["validationLoss"].at(-1)).toBeLessThan(0.02);
  const again = await ncrn(["new", "first"], { cwd: folder });
  expect(again.exitCode).toBe(1);
  expect(again.stderr).toMatch(/error\[folder-not-empty\]/);
});
