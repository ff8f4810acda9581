// Every quick fix has a folder with the text before and after it. `<code>.2` checks the second fix that is offered.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { fixers } from "../../src/diagnostics/fixes/index.js";
import {
  applyFix,
  catalogue,
  createDiagnostic,
  createSourceText,
  type DiagnosticCode,
  fixesFor,
} from "../../src/index.js";
import { analyzeText } from "../analyze-fixture.js";

const folder = import.meta.dirname;
const names = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

test.each(names)("%s", async (name) => {
  await check(name);
});

test("every fix of the text has a folder", () => {
  const stages = new Set(["lowering", "target"]);
  const codes = fixers.map(({ code }) => code).filter((code) => !stages.has(catalogue[code].stage));
  expect(codes.filter((code) => !names.includes(code) && !untestable.has(code))).toEqual([]);
});

/** The parser offers a replacement only where a name follows directly, as in `2e3`. */
const untestable: ReadonlySet<DiagnosticCode> = new Set(["ambiguous-coefficient"]);

test("fixes of the compiler work on the place that is reported", () => {
  const source = createSourceText("model.ncrn", "z' = -z^2");
  const origin = { file: "model.ncrn", span: { start: 6, end: 9 } };
  const power = createDiagnostic("even-power-on-rails", origin, {
    name: "z",
    term: "z^2",
    alternative: "z * abs(z)",
  });
  expect(fixesFor(power, source).map((fix) => applyFix(source, fix))).toEqual(["z' = -z * abs(z)"]);
  const network = (declaration: string, name: string) => {
    const text = createSourceText("model.ncrn", `crn N {\n  ${declaration}\n  x' = -y\n}`);
    const term = { start: text.content.indexOf("-y"), end: text.content.indexOf("-y") + 2 };
    const place = { file: "model.ncrn", span: term };
    const kinetic = createDiagnostic("not-kinetic", place, { name, term: "y" });
    return fixesFor(kinetic, text).map((fix) => applyFix(text, fix).split("\n")[1]?.trim());
  };
  expect(network("species x = 1", "x")).toEqual(["signal x = 1"]);
  expect(network("species x = 1, y = 1", "x")).toEqual(["signal x = 1; species y = 1"]);
  expect(network("species y = 1, x = 1", "x")).toEqual(["species y = 1; signal x = 1"]);
  expect(network("species a, x[2, 3] = 1, y = 1 // x", "x[1,2]")).toEqual([
    "species a; signal x[2, 3] = 1; species y = 1 // x",
  ]);
  expect(network("clamped species x = 1", "x")).toEqual([]);
  expect(network("species y = 1", "x")).toEqual([]);
  const target = createDiagnostic("unknown-target", origin, {
    target: "sbm",
    targets: ["sbml"],
    suggestion: "sbml",
  });
  expect(fixesFor(target, source)).toHaveLength(1);
  expect(fixesFor({ ...target, origin: { ...origin, file: "other.ncrn" } }, source)).toEqual([]);
});

test("a misspelt species is one diagnostic with one place to repair all uses", () => {
  const text = readFileSync(path.join(folder, "unknown-name/before.ncrn"), "utf8");
  const { analysis, source } = analyzeText(text);
  expect(analysis.diagnostics.map(({ code }) => code)).toEqual(["unknown-name"]);
  expect(fixesFor(analysis.diagnostics[0]!, source)[0]?.title).toBe("Replace by `SE`");
});

async function check(name: string): Promise<void> {
  const [code = "", choice = "1"] = name.split(".");
  const { analysis, source } = analyzeText(readFileSync(path.join(folder, name, "before.ncrn"), "utf8"));
  const diagnostic = analysis.diagnostics.find((candidate) => candidate.code === code);
  if (diagnostic === undefined)
    throw new Error(`${name}: not reported, but ${analysis.diagnostics.map((found) => found.code)}`);
  const fix = fixesFor(diagnostic, source)[Number(choice) - 1];
  if (fix === undefined) throw new Error(`${name}: no such fix`);
  const after = applyFix(source, fix);
  await expect(after).toMatchFileSnapshot(path.join(folder, name, "after.ncrn"));
  const left = analyzeText(after).analysis.diagnostics.filter((candidate) => candidate.code === code);
  expect(left.map(({ message }) => message)).toEqual([]);
}
