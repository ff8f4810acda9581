// What single quick fixes make of a text, and where none is offered.

import { expect, test } from "vitest";
import {
  analyze,
  applyFix,
  type CheckedTerm,
  createDiagnostic,
  createSourceText,
  type DiagnosticCode,
  fixesFor,
} from "../../src/index.js";
import { constantValue } from "../../src/model/scalar-expressions.js";
import { analyzeText } from "../analyze-fixture.js";
import { codesIn, errorsIn, repairs } from "./repaired.js";

/** The text after the only fix of a code. */
function repaired(text: string, code: DiagnosticCode): string {
  const found = repairs(text, code);
  expect(found).toHaveLength(1);
  return found[0]?.after ?? "";
}

const network = (...lines: readonly string[]): string =>
  `crn A {\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;

// ── Removing what is not used ──────────────────────────────────────────────────────────────────────────

test.each([
  ["species X[2] = [1, 2], Y = 3", "species Y = 3"],
  ["species Y = 3, X[2] = [5, 6]", "species Y = 3"],
  ["species Y = 3, X = max(1, 2), Z = 1; Z ->{1} 0", "species Y = 3, Z = 1; Z ->{1} 0"],
  ["species Y = 3, X[2] = max([1, 2], [3, 4]) // why", "species Y = 3 // why"],
  ["species Y = 3; rate X = min(1, 2); Y ->{2} 0", "species Y = 3; Y ->{2} 0"],
])("the unused name is taken out of %s", (before, after) => {
  const text = network(before, "Y ->{1} 0");
  expect(repaired(text, "unused-declaration")).toBe(network(after, "Y ->{1} 0"));
});

test("a list over several lines keeps its comments", () => {
  const text = network("species a = 1, // first", "  b = 2 // second", "a ->{1} 0");
  expect(repaired(text, "unused-declaration")).toBe(
    network("species a = 1 // first", "  // second", "a ->{1} 0"),
  );
});

test("documentation goes with what it documents", () => {
  const text = network(
    "species Y = 1",
    "/// About k,",
    "/// in two lines.",
    "rate k = 1",
    "/// About r.",
    "rate r = 1",
  );
  expect(
    repaired(network("species Y = 1", "/// About k.", "rate k = 1", "Y ->{1} 0"), "unused-declaration"),
  ).toBe(network("species Y = 1", "Y ->{1} 0"));
  expect(repairs(text, "unused-declaration").map(({ after }) => after)).toContain(
    network("species Y = 1", "/// About r.", "rate r = 1"),
  );
});

test("parameters of a module are left to the user", () => {
  const text = "module P(species X; rate k = 1, j = min(1, 2)) {\n  X ->{1} 0\n}\n";
  expect(codesIn(text)).toContain("unused-declaration");
  expect(repairs(text, "unused-declaration")).toEqual([]);
});

test("an import that is not used is removed as a whole", () => {
  // Where nothing runs, other files may use what is imported.
  const run = network("species X = 1", "X ->{1} 0");
  const source = createSourceText("model.ncrn", `import "lib" as l\n${run}`);
  const { diagnostics } = analyze(source, { resolve: () => "const a = 1\n" });
  const [fix] = diagnostics.flatMap((diagnostic) => fixesFor(diagnostic, source));
  expect(fix && applyFix(source, fix)).toBe(run);
});

// ── Closing blocks ─────────────────────────────────────────────────────────────────────────────────────

const closing: readonly (readonly [name: string, before: string, after: string])[] = [
  [
    "before a declaration",
    "crn A {\n  species X = 1\n  X ->{1} 0\n\nsimulate A { until: 3 }",
    "crn A {\n  species X = 1\n  X ->{1} 0\n}\n\nsimulate A { until: 3 }",
  ],
  [
    "before a learner",
    "model M {\n  input x\n  target t\n  weight w = 1\n  state z = 0\n  z' = w * x\n  output y = z\n  loss = (y - t)^2\nlearn M { phases { forward: 1 } }\n",
    "model M {\n  input x\n  target t\n  weight w = 1\n  state z = 0\n  z' = w * x\n  output y = z\n  loss = (y - t)^2\n}\nlearn M { phases { forward: 1 } }\n",
  ],
  [
    "of a loop whose network is closed",
    "crn A {\n  species X[2] = 1\n  for i in 1..2 {\n    X[i] ->{1} 0\n\n}\nsimulate A { until: 3 }\n",
    "crn A {\n  species X[2] = 1\n  for i in 1..2 {\n    X[i] ->{1} 0\n  }\n\n}\nsimulate A { until: 3 }\n",
  ],
  [
    "of a loop before a statement further to the left",
    "crn A {\n  species X[2] = 1, Y = 1\n  for i in 1..2 {\n    X[i] ->{1} 0\n  Y ->{1} 0\n}\n",
    "crn A {\n  species X[2] = 1, Y = 1\n  for i in 1..2 {\n    X[i] ->{1} 0\n  }\n  Y ->{1} 0\n}\n",
  ],
  [
    "behind comments that belong to it",
    "crn A {\n  species X = 1\n  X ->{1} 0 // decay\n\n  // nothing more\n\n// a run\nsimulate A { until: 3 }\n",
    "crn A {\n  species X = 1\n  X ->{1} 0 // decay\n\n  // nothing more\n}\n\n// a run\nsimulate A { until: 3 }\n",
  ],
  [
    "on the line on which it opens",
    "crn A { species X = 1; X ->{1} 0 // decay\nsimulate A { until: 3 }\n",
    "crn A { species X = 1; X ->{1} 0 } // decay\nsimulate A { until: 3 }\n",
  ],
];

test.each(closing)("a missing brace %s", (_, before, after) => {
  expect(repaired(before, "expected-token")).toBe(after);
  expect(errorsIn(after)).toEqual([]);
  const inCRLF = (text: string): string => text.replaceAll("\n", "\r\n");
  expect(repaired(inCRLF(before), "expected-token")).toBe(inCRLF(after));
});

test("a missing brace at the end of the file", () => {
  const open = "crn A {\n  species X = 1\n  X ->{1} 0";
  expect(repaired(open, "unexpected-end")).toBe(`${open}\n}`);
  expect(repaired(`${open}\n`, "unexpected-end")).toBe(`${open}\n}\n`);
  expect(repaired(`${open}\r\n`.replaceAll(/\r?\n/g, "\r\n"), "unexpected-end")).toBe(
    `${open}\n}\n`.replaceAll("\n", "\r\n"),
  );
});

test("two missing braces are inserted one after the other", () => {
  const open = "crn A {\n  species X[2] = 1\n  for i in 1..2 {\n    X[i] ->{1} 0\n";
  const closed = `${open}  }\n}\n`;
  expect(repaired(repaired(open, "unexpected-end"), "unexpected-end")).toBe(closed);
  const run = "simulate A { until: 3 }\n";
  expect(repaired(repaired(open + run, "expected-token"), "expected-token")).toBe(closed + run);
  expect(errorsIn(closed + run)).toEqual([]);
});

// ── Missing words and signs ────────────────────────────────────────────────────────────────────────────

test("a name is missing behind `clamped species`", () => {
  const text = network("species X = 1", "clamped species + X ->{1} 0");
  expect(errorsIn(text)).toEqual(["expected-token: Expected a name before `+`."]);
  expect(repairs(text, "expected-token")).toEqual([]);
});

test.each([
  ["X <->{1} Y", "two rates"],
  ["X ->{1, 2} Y", "a rate too many"],
  ["X = 2", "an equation without `'`"],
  ["2 X' = 1", "an equation of two"],
  ["X + Y", "a reaction without an arrow"],
  ["let a = (X, Y)", "a call without a name"],
  ["let a = if X Y then 1 else 2", "a condition without an operator"],
])("no sign is inserted in %s: %s", (statement) => {
  const text = network("species X = 1, Y = 0", statement);
  expect(repairs(text, "expected-token")).toEqual([]);
});

test.each([
  ["X ->{1 Y", "X ->{1} Y"],
  ["X {1} Y", "X ->{1} Y"],
  ["species a = 1 b = 2", "species a = 1, b = 2"],
  ["let a = max(X, Y", "let a = max(X, Y)"],
])("%s becomes %s", (before, after) => {
  const text = (statement: string): string => network("species X = 1, Y = 0", statement);
  expect(repaired(text(before), "expected-token")).toBe(text(after));
});

// ── One name for each `const` ──────────────────────────────────────────────────────────────────────────

test.each([
  ["const a = 1, b = 2\n", "const a = 1\nconst b = 2\n", "Write `const b = 2` on a line of its own"],
  [
    "const a = 1, b = 2, c = max(1, 2) // c\n",
    "const a = 1\nconst b = 2\nconst c = max(1, 2) // c\n",
    "Write one `const` for each name",
  ],
  [
    "crn A {\n  let a = 1, b = 2\n}\n",
    "crn A {\n  let a = 1\n  let b = 2\n}\n",
    "Write `let b = 2` on a line of its own",
  ],
  [
    "crn A { const a = 1, b = 2 }\n",
    "crn A { const a = 1; const b = 2 }\n",
    "Write `const b = 2` after a `;`",
  ],
])("names of one `const` or `let` are separated: %s", (before, after, title) => {
  expect(repairs(before, "expected-token")).toEqual([{ title, after }]);
  expect(errorsIn(after)).toEqual([]);
  const [{ hint } = { hint: "" }] = analyzeText(before).analysis.diagnostics;
  expect(hint).toMatch(/^`(const|let)` takes one name/);
});

test("a name without a value is left to the user", () => {
  expect(repairs("const a = 1, b\n", "expected-token")).toEqual([]);
});

// ── Values below zero ──────────────────────────────────────────────────────────────────────────────────

test("a species of reactions is no signal", () => {
  const text = network("species X = -1", "X ->{1} 0");
  expect(repairs(text, "negative-initial-amount")).toEqual([]);
  const [{ hint } = { hint: "" }] = analyzeText(text).analysis.diagnostics;
  expect(hint).toBe("`X` takes part in reactions, so it is an amount: let it start at 0 or above.");
  const given = `module P(species S) { S ->{1} 0 }\n${network("species X = -1", "use p = P(X)")}`;
  expect(repairs(given, "negative-initial-amount")).toEqual([]);
});

test("a species with an equation becomes a signal, also in a list", () => {
  const text = network("species Y = 2, X[2] = [1, -1], Z = 1", "Y + Z ->{1} 0", "X' = -X");
  const after = network("species Y = 2; signal X[2] = [1, -1]; species Z = 1", "Y + Z ->{1} 0", "X' = -X");
  expect(repaired(text, "negative-initial-amount")).toBe(after);
  expect(codesIn(after)).toEqual([]);
});

test.each([
  ["X ->{-2} 0", "X ->{2} 2 X"],
  ["2 X ->{-0.5} X", "2 X ->{0.5} 3 X"],
  ["X + Y ->{-1} 0 by Z", "X + Y ->{1} 2 X + 2 Y by Z"],
  ["X + Y ->{-2 + 1} Y", "X + Y ->{-(-2 + 1)} 2 X + Y"],
  ["X + Y ->{-n} 2 X", "X + Y ->{n} 2 Y"],
])("%s changes the same as %s", (before, after) => {
  const text = (statement: string): string =>
    `const n = 3\n${network("species X = 1, Y = 1, Z = 1", statement, "X + Y + Z ->{n} 0")}`;
  const [{ title } = { title: "" }] = repairs(text(before), "negative-rate");
  expect(title).toBe(`Write \`${after}\`, which has the same effect`);
  expect(repaired(text(before), "negative-rate")).toBe(text(after));
  // A network with an error is not to be had: the reaction is read with the opposite constant, and must do the opposite.
  const [rate = ""] = /(?<=\{).*(?=\})/.exec(before) ?? [];
  const [opposite, written] = [effectIn(text(before.replace(rate, `-(${rate})`))), effectIn(text(after))];
  expect(written.constant).toBe(opposite.constant);
  expect(written.reactants).toEqual(opposite.reactants);
  expect(written.changes).toEqual(opposite.changes.map((change) => 0 - change));
});

/** The flux of the first reaction, and what it does to each species. */
function effectIn(text: string) {
  const reaction = analyzeText(text).analysis.program?.networks[0]?.reactions[0];
  const counts = (terms: readonly CheckedTerm[] = []): readonly number[] =>
    ["X", "Y", "Z"].map((name) => terms.find(({ species }) => species === name)?.coefficient ?? 0);
  const [reactants, products] = [counts(reaction?.reactants), counts(reaction?.products)];
  const { expression } = reaction?.rate ?? {};
  return {
    constant: expression && constantValue(expression),
    reactants,
    changes: products.map((count, index) => count - (reactants[index] ?? 0)),
  };
}

test.each(["X ->{-2} Y", "0 ->{-1} X", "X <->{-1, 1} Y", "for i in 1..2 { X ->{i - 2} 0 }"])(
  "nothing is written for %s",
  (statement) => {
    expect(repairs(network("species X = 1, Y = 1", statement), "negative-rate")).toEqual([]);
  },
);

// ── Settings ───────────────────────────────────────────────────────────────────────────────────────────

test("a setting that is there already is not proposed", () => {
  const text = (settings: string): string =>
    `${network("species X = 1", "X ->{1} 0")}simulate A { ${settings} }\n`;
  expect(repairs(text("until: 3; untl: 4"), "unknown-key")).toEqual([]);
  expect(repairs(text("untl: 4; until: 3"), "unknown-key")).toEqual([]);
  const [{ hint } = { hint: "" }] = analyzeText(text("until: 3; untl: 4")).analysis.diagnostics;
  expect(hint).toMatch(/^`until` is set already\. The other settings are `method`, /);
  expect(repaired(text("untl: 3"), "unknown-key")).toBe(text("until: 3"));
});

test("a column is proposed for an input or target if it can be told", () => {
  const text = (columns: string, feed: string): string =>
    `data D {\n  sample 10 {\n    ${columns}\n  }\n}\nmodel M {\n  input x\n  target y\n  state z = 0\n  z' = x\n  output o = z\n  loss = (o - y)^2\n}\nlearn M { phases { forward: 1 } }\ntrain M on D { feed {${feed} x: u }; epochs: 1 }\n`;
  const two = "u ~ uniform(0, 1); v = u";
  expect(repaired(text(two, ""), "unfed-input")).toBe(text(two, " y: v;"));
  const three = "u ~ uniform(0, 1); v = u; y = v";
  expect(repaired(text(three, ""), "unfed-input")).toBe(text(three, " y: y;"));
  expect(repairs(text("u ~ uniform(0, 1); v = u; w = v", ""), "unfed-input")).toEqual([]);
});

test("the unit that is proposed measures what is asked for", () => {
  const units = (unit: string): string => `units { time: s; concentration: ${unit} }\n`;
  expect(repaired(units("nMol"), "unknown-unit")).toBe(units("nM"));
});

// ── Line ends ──────────────────────────────────────────────────────────────────────────────────────────

test("what is inserted in a file with CRLF has CRLF", () => {
  const text = network("species X = 1, Y = 1", "2 X + Y ->{1} 0").replaceAll("\n", "\r\n");
  for (const { after } of repairs(text, "high-order")) expect(after).not.toMatch(/(?<!\r)\n/);
  expect(repairs(text, "high-order")).toHaveLength(2);
  const unused = network("species Y = 1", "rate k = 1", "Y ->{1} 0").replaceAll("\n", "\r\n");
  expect(repaired(unused, "unused-declaration")).toBe(
    network("species Y = 1", "Y ->{1} 0").replaceAll("\n", "\r\n"),
  );
  expect(repaired(unused.replaceAll("\r\n", "\r"), "unused-declaration")).toBe(
    network("species Y = 1", "Y ->{1} 0").replaceAll("\n", "\r"),
  );
});

test("fixes of the compiler keep lists over several lines, comments and line ends", () => {
  const before = network(
    "species a = 1, // a",
    "  x = max(1, 2), // x",
    "  y[2] = [1, 2] // y",
    "x' = -y[1]",
  );
  const after = network(
    "species a = 1; // a",
    "  signal x = max(1, 2); // x",
    "  species y[2] = [1, 2] // y",
    "x' = -y[1]",
  );
  const start = before.indexOf("-y[1]");
  const origin = { file: "model.ncrn", span: { start, end: start + 5 } };
  const source = createSourceText("model.ncrn", before);
  const kinetic = createDiagnostic("not-kinetic", origin, { name: "x", term: "y[1]" });
  expect(fixesFor(kinetic, source).map((fix) => applyFix(source, fix))).toEqual([after]);
  const windows = createSourceText(
    "model.ncrn",
    "crn A { // about A\r\n  signal x = 1\r\n  x' = exp(-x)\r\n}\r\n",
  );
  const place = { file: "model.ncrn", span: { start: 45, end: 52 } };
  const polynomial = createDiagnostic("not-polynomial", place, { expression: "exp(-x)" });
  expect(fixesFor(polynomial, windows).map((fix) => applyFix(windows, fix))).toEqual([
    "crn A { // about A\r\n  lower { polynomialize: true }\r\n  signal x = 1\r\n  x' = exp(-x)\r\n}\r\n",
  ]);
});
