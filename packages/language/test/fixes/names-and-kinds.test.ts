// What is proposed for an unknown name can stand where the name stands, in all of its uses, with the shape that they need.

import { expect, test } from "vitest";
import { applyFix, fixesFor, hasErrors } from "../../src/index.js";
import { type AnalysedFixture, analyzeText } from "../analyze-fixture.js";

const HALF = "func half(x) = x / 2\n";
const KINASE = "module Kinase(species S, T; rate k = 1; const n = 2) {\n  S ->{k * n} T\n}\n";
const PAIR = "module Pair(species S[2], T[m]; const m) {\n  S[1] ->{1} S[2]\n  T[1] ->{1} 0\n}\n";

function unknown(
  text: string,
): AnalysedFixture & { readonly found: AnalysedFixture["analysis"]["diagnostics"] } {
  const fixture = analyzeText(text);
  return { ...fixture, found: fixture.analysis.diagnostics.filter(({ code }) => code === "unknown-name") };
}

function titles(text: string): readonly string[] {
  const { found, source } = unknown(text);
  return found.flatMap((one) => fixesFor(one, source)).map(({ title }) => title);
}

test.each([
  ["a function in bounds", `${HALF}crn N {\n  species X[2] = 1\n  for i in 1..hal { X[i] ->{1} 0 }\n}\n`],
  [
    "a definition in bounds",
    "crn N {\n  species X[3] = 1\n  let tot = X[1]\n  for i in 1..two { X[i] ->{1} 0 }\n}\n",
  ],
  ["a rate for a species", "module M(rate a) {\n  A ->{a} 0\n}\n"],
  ["a constant for a module", "const Doubl = 2\ncrn N {\n  species X = 1\n  use a = Double(X)\n}\n"],
  ["a read-out in an equation", "crn N {\n  signal x = 1\n  x' = -perio(x)\n}\n"],
  [
    "a species for a rate parameter",
    `${KINASE}crn N {\n  species Y1 = 1, Y = 1\n  use a = Kinase(Y, Y1, Yk)\n}\n`,
  ],
  [
    "what fits only the first use",
    "crn N {\n  species X = 1\n  rate kap = 1\n  X ->[kat * X] 0\n  kat ->{kap} 0\n}\n",
  ],
  [
    "what is not visible at every use",
    "crn N {\n  species X[2] = 1\n  for it in 1..2 { X[ir] ->{1} 0 }\n  X[ir] ->{2} 0\n}\n",
  ],
])("no name is proposed that cannot stand there: %s", (_, text) => {
  const { found } = unknown(text);
  expect(found).toHaveLength(1);
  expect(found[0]?.hint ?? "").not.toContain("Did you mean");
  expect(titles(text).filter((title) => title.startsWith("Replace"))).toEqual([]);
});

test("the hint says of a name that is spelt nearly so what it is", () => {
  const hints = (text: string) => unknown(text).found.map(({ hint }) => hint);
  expect(hints(`${HALF}crn N {\n  species X[2] = 1\n  for i in 1..hal { X[i] ->{1} 0 }\n}\n`)).toEqual([
    "Declare it with `const`; `half` is a function.",
  ]);
  expect(hints("module Othe(species A) {\n  A ->{1} 0\n}\nsimulate Other { until: 1 }\n")).toEqual([
    "`Othe` is a module.",
  ]);
  expect(hints("crn Decay {\n  species A = 1\n  A ->{decay} 0\n}\n")).toEqual([
    "Declare it with `rate` or `const`.",
  ]);
  expect(hints("crn N {\n  species X = 1\n  let tot = X\n  for i in 1..two { X ->{1} 0 }\n}\n")).toEqual([
    "Declare it with `const`.",
  ]);
  expect(hints("module M(rate a) {\n  A ->{a} 0\n}\n")).toEqual([
    "Declare it with `species` or `clamped species`.",
  ]);
});

test.each([
  [`${HALF}crn N {\n  species X = 1\n  X ->[haf(X)] 0\n}\n`, "half"],
  ["crn N {\n  species X = 1\n  X ->[X * maz(X, 2)] 0\n}\n", "max"],
  ["crn N {\n  species X = 1\n  X ->{1} 0\n}\nsimulate N { until: 1; report: fnal(X) }\n", "final"],
  [
    `${KINASE}crn N {\n  species Yes = 1, X = 1\n  rate Ye = 1\n  use a = Kinase(X, Yea)\n  X ->{Ye} Yes\n}\n`,
    "Yes",
  ],
  ["crn N {\n  signal sig = 1\n  species X = 1\n  sg.p + X ->{1} 0\n}\n", "sig"],
  ["crn N {\n  species `odd name` = 1\n  `odd nam` ->{1} 0\n}\n", "odd name"],
])("a name that fits is proposed: %s", (text, name) => {
  const { found, source } = unknown(text);
  expect(found.map(({ hint }) => hint)).toEqual([`Did you mean \`${name}\`?`]);
  const [fix] = fixesFor(found[0]!, source);
  expect(fix?.title).toBe(`Replace by \`${name}\``);
  expect(hasErrors(analyzeText(applyFix(source, fix!)).analysis.diagnostics)).toBe(false);
});

/** Declarations offered for a network with the given statements. */
const declared = (statements: string, before = KINASE) => titles(`${before}crn N {\n  ${statements}\n}\n`);

test.each([
  ["an argument for a species", "species X = 1; use a = Kinase(X, Y)", ["Declare `Y` as species"]],
  ["by name", "species X = 1; use a = Kinase(X, T: Y)", ["Declare `Y` as species"]],
  [
    "an argument for a rate",
    "species X = 1; use a = Kinase(X, X; k: Y)",
    ["Declare `Y` as rate", "Declare `Y` as const"],
  ],
  ["an argument for a constant", "species X = 1; use a = Kinase(X, X; n: Y)", ["Declare `Y` as const"]],
  ["a literal index", "species Y = 1; use a = Kinase(X[1], Y)", ["Declare `X[1]` as species"]],
  ["the largest of each place", "X[1, 3] + X[2, 1] ->{1} 0", ["Declare `X[2, 3]` as species"]],
  ["an index that only a loop knows", "for i in 1..2 { X[i] ->{1} 0 }", []],
  ["an index that only a loop knows, in one use", "for i in 1..2 { X[i] + X[1] ->{1} 0 }", []],
  ["with and without index", "X + X[1] ->{1} 0", []],
  ["an index that no array has", "X[0] ->{1} 0", []],
  ["an index too large to be meant", "X[1000000] ->{1} 0", []],
  ["species in one use, any value in another", "Y ->[Y * 2] 0", ["Declare `Y` as species"]],
  ["species in one use, rate in another", "species X = 1; Y ->{1} 0; X ->{Y} 0", []],
  ["a rate with indices", "species X = 1; X ->{r[2]} 0", ["Declare `r[2]` as rate"]],
  ["part of something", "species X = 1; Y.a + X ->{1} 0", []],
  ["a time", "species X = 1; at T { X = 1 }", ["Declare `T` as rate", "Declare `T` as const"]],
  ["an array for a function of arrays", "signal s = 1; s' = -dot(v, v)", []],
  ["an odd name", "`odd name`[2] ->{1} 0", ["Declare `odd name[2]` as species"]],
  ["an argument of an unknown module", "use a = Unheard(Y)", []],
  ["a rail", "species X = 1; Y.p + X ->{1} X", ["Declare `Y` as signal"]],
  [
    "an argument that is no value of its own",
    "species X = 1; use a = Kinase(X, X; k: 2 * Y)",
    ["Declare `Y` as rate", "Declare `Y` as const"],
  ],
])("declared as it is used: %s", (_, statements, expected) => {
  expect(declared(statements)).toEqual(expected);
});

test.each([
  ["the shape of a parameter", "species X[1] = 1; use a = Pair(Y, X; 1)", ["Declare `Y[2]` as species"]],
  ["a shape that depends on a constant", "species X[2] = 1; use a = Pair(X, Y; 1)", []],
  ["a row", "species X[1] = 1; use a = Pair(Y[3], X; 1)", ["Declare `Y[3, 2]` as species"]],
])("declared as a module takes it: %s", (_, statements, expected) => {
  expect(declared(statements, PAIR)).toEqual(expected);
});

test("the message about an argument names what the parameter takes", () => {
  const { found } = unknown(`${KINASE}crn N {\n  species X = 1\n  use a = Kinase(X, Y)\n}\n`);
  expect(found.map(({ message, hint }) => [message, hint])).toEqual([
    ["No species named `Y` is visible here.", "Declare it with `species` or `clamped species`."],
  ]);
});

test.each([
  `${KINASE}crn N {\n  species Y = 1\n  use a = Kinase(X[1], Y)\n}\n`,
  `${KINASE}crn N {\n  species X = 1\n  use a = Kinase(X, Y, q)\n}\n`,
  `${PAIR}crn N { species X[1] = 1; use a = Pair(Y[3], X; 1) }\n`,
  "crn N {\n  X[1, 3] + X[2, 1] ->{r[2]} 0\n}\n",
  "crn N {\n  species X = 1\n  Y.p + X ->{1} X\n}\n",
  "crn N {\n  `odd name`[2] ->{1} 0\n}\n",
])("a declaration that is offered leaves no error about its name: %s", (text) => {
  const { found, source } = unknown(text);
  expect(found.length).toBeGreaterThan(0);
  for (const one of found) {
    const fixes = fixesFor(one, source);
    expect(fixes.length).toBeGreaterThan(0);
    for (const fix of fixes) {
      const after = analyzeText(applyFix(source, fix)).analysis.diagnostics;
      const errors = after.filter(({ severity }) => severity === "error");
      expect(errors.map(({ data }) => data["name"])).toEqual(
        found.filter((other) => other !== one).map(({ data }) => data["name"]),
      );
    }
  }
});
