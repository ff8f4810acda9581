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
  const squares = (declaration: string, name: string) => {
    const text = createSourceText("model.ncrn", `crn N {\n  ${declaration}\n  z' = -z^2\n}`);
    const start = text.content.indexOf("z^2");
    const place = { file: "model.ncrn", span: { start, end: start + 3 } };
    const data = { name, term: "z^2", alternative: "z * abs(z)" };
    const fixes = fixesFor(createDiagnostic("even-power-on-rails", place, data), text);
    return fixes.slice(1).map((fix) => applyFix(text, fix).split("\n")[1]?.trim());
  };
  expect(squares("signal a = max(1, z), z = 1", "z")).toEqual(["signal a = max(1, z), z >= 0 = 1"]);
  expect(squares("signal z[2] = [1, 2]; species y", "z[1]")).toEqual([
    "signal z[2] >= 0 = [1, 2]; species y",
  ]);
  expect(squares("signal z >= 0 = 1", "z")).toEqual([]);
  expect(squares("species z = 1", "z")).toEqual([]);
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
  const functions = (before: string) => {
    const text = createSourceText("model.ncrn", before);
    const start = before.indexOf("exp");
    const place = { file: "model.ncrn", span: { start, end: start + 6 } };
    const found = createDiagnostic("not-polynomial", place, { expression: "exp(x)" });
    return fixesFor(found, text).map((fix) => applyFix(text, fix));
  };
  const setting = "lower { polynomialize: true }";
  expect(functions("crn A { }\ncrn N {\n  x' = -exp(x)\n}")).toEqual([
    `crn A { }\ncrn N {\n  ${setting}\n  x' = -exp(x)\n}`,
  ]);
  expect(functions("model M { phase p { } z' = exp(z) }")).toEqual([
    `model M { ${setting}; phase p { } z' = exp(z) }`,
  ]);
  expect(functions("crn N {\n  x' = exp(x)\n  lower { order: 2 } // {\n}")).toEqual([
    "crn N {\n  x' = exp(x)\n  lower { polynomialize: true; order: 2 } // {\n}",
  ]);
  expect(functions("crn N {\n  lower { polynomialize: true }\n  x' = exp(x)\n}")).toEqual([]);
  expect(functions("module N() {\n  x' = exp(x)\n}\ncrn M { }")).toEqual([]);
  const target = createDiagnostic("unknown-target", origin, {
    target: "sbm",
    targets: ["sbml"],
    suggestion: "sbml",
  });
  expect(fixesFor(target, source)).toHaveLength(1);
  expect(fixesFor({ ...target, origin: { ...origin, file: "other.ncrn" } }, source)).toEqual([]);
});

test.each([
  ["A ->{1} B; A ->{if 1 < 2 then 3 else 4} B", undefined],
  ["const n = 1; A ->{n} B; A ->{3} B", "const n = 1; A ->{n + 3} B;"],
  ["A ->[A] B; A ->[if A > 1 then A else 2] B", "A ->[A + (if A > 1 then A else 2)] B;"],
  ["A ->[A] B; C ->{1} 0; A ->[2 * A] B", "A ->[A + 2 * A] B; C ->{1} 0;"],
  ["for i in 1..2 { A ->{1} B; A ->{2} B }", "for i in 1..2 { A ->{1 + 2} B; }"],
  ["A ->{1} B; for i in 1..2 { A ->{3} B }", undefined],
  ["for i in 1..2 { A ->{1} B }; A ->{3} B", undefined],
  ["for i in 1..2 { A ->{1} B }", undefined],
])("merging what is twice in %s", (inside, after) => {
  const text = (body: string): string => `crn N { species A = 1, B = 1, C = 1; ${body} }`;
  const { analysis, source } = analyzeText(text(inside));
  const found = analysis.diagnostics.filter(({ code }) => code === "duplicate-reaction");
  expect(found.length).toBeGreaterThan(0);
  const merged = found.flatMap((one) => fixesFor(one, source)).map((fix) => applyFix(source, fix));
  expect(merged[0]).toBe(after && text(after));
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

test("a reaction that has no effect for one index only is left to the user", () => {
  const { source, analysis } = analyzeText(
    "crn N {\n  species X[3] = 1\n  for i in 1..3 {\n    X[i] ->{1} X[2]\n  }\n}\n",
  );
  const found = analysis.diagnostics.filter(({ code }) => code === "reaction-without-effect");
  expect(found.map((diagnostic) => fixesFor(diagnostic, source))).toEqual([[]]);
});

test.each([
  ["in a loop", "crn N { species A = 1, B = 1; for i in 1..2 { A + 2 B ->{1} 0 } }"],
  ["in a phase", "crn N { phases { p: 1 }; species A = 1, B = 1; phase p { A + 2 B ->{1} 0 } }"],
  ["with indices", "crn N { species X[2] = 1; X[1] + 2 X[2] ->{1} 0 }"],
  ["with a catalyst", "crn N { species A = 1, B = 1; A + A ->{1} 0 by B }"],
  ["with quoted names", "crn N { species `A 1` = 1; 3 `A 1` ->{1} 0 }"],
  ["reversible", "crn N { species A = 1, B = 1; 3 A <->{1, 1} B }"],
  ["of four molecules", "crn N { species A = 1, B = 1; 3 A + B ->{1} 0 }"],
  ["with units", "units { time: s; concentration: nM }\ncrn N { species A = 1; 3 A ->{1 [1/nM^2/s]} 0 }"],
  ["that counts combinations", "crn N { kinetics combinatoric; species A = 1; 3 A ->{1} 0 }"],
])("no steps are written for a reaction %s", (_, text) => {
  const { source, analysis } = analyzeText(text);
  const found = analysis.diagnostics.filter(({ code }) => code === "high-order");
  expect(found.length).toBeGreaterThan(0);
  const [title] = fixesFor(found[0]!, source).map((fix) => fix.title);
  expect(title).toMatch(/^Insert `lower/);
});
