// The command line itself: help, version, mistakes in usage, and what is not there yet.

import { existsSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { documentOf, ncrn, temporaryFolder } from "./run-ncrn.js";

const COMMANDS = [
  "check",
  "format",
  "compile",
  "explain",
  "verify",
  "simulate",
  "scan",
  "train",
  "predict",
  "targets",
  "new",
  "lsp",
];
const LATER = ["analyze", "import", "view"];
const MODEL = "examples/lotka-volterra/model.ncrn";

async function check(words: readonly string[], exitCode: number, message: RegExp): Promise<void> {
  const finished = await ncrn(words);
  expect(finished).toMatchObject({ exitCode, stdout: "" });
  expect(finished.stderr).toMatch(message);
  expect(finished.stderr).not.toMatch(/\n {4}at /);
}

test("help lists every command and says what is not available yet", async () => {
  const { exitCode, stdout, stderr } = await ncrn(["--help"]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  for (const name of [...COMMANDS, ...LATER]) expect(stdout).toMatch(new RegExp(`^ {2}${name} `, "m"));
  expect(stdout.match(/not\s+available yet/g)).toHaveLength(LATER.length);
});

test("without WebAssembly the interpreter takes over and says so once", async () => {
  const { exitCode, stderr } = await ncrn(["simulate", MODEL, "orbit"], {
    env: { NODE_OPTIONS: "--jitless" },
  });
  expect(exitCode).toBe(0);
  expect(stderr.match(/WebAssembly is not available here/g)).toHaveLength(1);
});

test("without a command the help is shown as an error", () => check([], 2, /^Usage: ncrn/));

test("the version is the package's", async () => {
  expect(await ncrn(["--version"])).toMatchObject({ exitCode: 0, stdout: "0.1.0\n" });
});

test("a misspelt command", () =>
  check(["fromat", MODEL], 2, /error\[wrong-usage\]: Unknown command `fromat`[\s\S]*format/));
test("an unknown flag", () => check(["check", MODEL, "--jsn"], 2, /Unknown option `--jsn`[\s\S]*--json/));
test("a missing argument", () => check(["check"], 2, /Missing required argument `file`/));
test("a missing flag", () => check(["compile", MODEL], 2, /`--to <target>`/));
test("a value that is no number", () =>
  check(["simulate", MODEL, "--until", "soon"], 2, /`soon` is invalid[\s\S]*positive number/));
test("a method that does not exist", () => check(["simulate", MODEL, "--method", "magic"], 2, /ode, ssa/));
test("a setting without a value", () => check(["check", MODEL, "--set", "birth"], 2, /name=value/));
test("a setting with a unit", () =>
  check(
    ["check", MODEL, "--set", "birth=2 [1/s]"],
    2,
    /`2 \[1\/s\]` is not a plain number.*units of the file/,
  ));
test("a negative seed", () =>
  check(["simulate", MODEL, "noisy", "--seed", "-1"], 2, /must be a whole number from 0/));
test("no epochs", () => check(["train", MODEL, "--epochs", "0"], 2, /must be a whole number from 1/));
test("several runs of equations", () =>
  check(["simulate", MODEL, "orbit", "--runs", "3"], 2, /`--runs` has no effect[\s\S]*--method ssa/));
test("a picture of no known format", () =>
  check(["simulate", MODEL, "orbit", "--plot", "orbit.jpg"], 2, /\.svg or \.png/));
test("an unknown target", () =>
  check(["compile", MODEL, "--to", "smbl"], 2, /no target `smbl`[\s\S]*Did you mean `sbml`\?/));
test("an unknown name", () => check(["simulate", MODEL, "orbt"], 2, /orbt[\s\S]*Did you mean `orbit`\?/));
test("an ambiguous name", () => check(["simulate", MODEL], 2, /orbit[\s\S]*noisy/));

test("a setting that names nothing", () =>
  check(["check", MODEL, "--set", "brith=3"], 2, /brith=…` names no rate/));
test("a target of a later version", () =>
  check(["compile", MODEL, "--to", "dsd"], 1, /error\[not-available-yet\]: .*`dsd`/));
test.each([
  ["sbml", "--scheme", "two-domain", /Leave out --scheme: it is for --to dsd, which is not available yet/],
  ["ncrn", "--level", "l3v2", /Choose --to sbml, or leave out --level/],
  ["crn", "--profile", "ssa", /Choose --to sbml, or leave out --profile/],
])("what the target %s does not read is refused: %s", async (target, flag, value, hint) => {
  const out = path.join(temporaryFolder(), "out");
  await check(["compile", MODEL, "--to", target, flag, value, "-o", out], 2, hint);
  expect(existsSync(out)).toBe(false);
  const sentence = new RegExp(
    `error\\[flag-without-effect\\]: \`${flag}\` has no effect with the target ${target}`,
  );
  await check(["compile", MODEL, "--to", target, flag, value], 2, sentence);
});
test("help of compile says what is not available yet", async () => {
  const { stdout } = await ncrn(["compile", "--help"]);
  expect(stdout.replace(/\s+/g, " ")).toMatch(
    /l3v2; l3v1 and l2v4 are not available yet.*scheme \(dsd; not available yet\)/,
  );
  for (const level of ["l3v1", "l2v4"])
    await check(
      ["compile", MODEL, "--to", "sbml", "--level", level],
      1,
      new RegExp(`error\\[not-available-yet\\]: .*\`${level}\``),
    );
});
test("the language server ends with its input", async () => {
  expect(await ncrn(["lsp", "--stdio"])).toMatchObject({ exitCode: 1, stdout: "", stderr: "" });
});

for (const command of LATER) {
  test(`${command} is not available yet`, () =>
    check([command, MODEL, "--anything"], 1, /error\[not-available-yet\]/));
}

test("wrong usage with --json is one document", async () => {
  const finished = await ncrn(["compile", MODEL, "--to", "smbl", "--json"]);
  expect(finished.exitCode).toBe(2);
  expect(documentOf(finished)).toMatchObject({ error: { code: "unknown-target" }, diagnostics: [] });
});

test("targets are listed with their file extensions", async () => {
  const finished = await ncrn(["targets", "--json"]);
  const names = documentOf(finished)["targets"].map(({ name }: { name: string }) => name);
  expect(names).toEqual(expect.arrayContaining(["ncrn", "sbml", "crn", "bytecode"]));
  const { stdout } = await ncrn(["targets"]);
  for (const name of names) expect(stdout).toContain(name);
});
