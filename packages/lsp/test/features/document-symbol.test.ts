import { expect, test } from "vitest";
import { type DocumentSymbol, SymbolKind } from "vscode-languageserver";
import { symbolsOf } from "../../src/features/document-symbol.js";
import { openSnapshot } from "../open-snapshot.js";

/** The outline as indented lines: name, detail behind a bar. */
function outline(text: string): string {
  const lines = (symbols: readonly DocumentSymbol[], indentation: string): readonly string[] =>
    symbols.flatMap(({ name, detail, children }) => [
      `${indentation}${name}${detail ? ` | ${detail}` : ""}`,
      ...lines(children ?? [], `${indentation}  `),
    ]);
  return lines(symbolsOf(openSnapshot(text)) ?? [], "").join("\n");
}

const NETWORK = `import { ring } from "std/clocks"
import "lib" as parts
const n = 3
func f(x, y) = x / (1 + y)
module Decay(species S; rate k = 1) {
  S ->{k} 0
}
crn A {
  species X[n] = 1e-6, Waste
  clamped species Fuel = 2
  rate k = 0.1 [1/s]
  signal x >= 0 = 1
  phases { make: 1; spend: 2 }
  use d = Decay(Waste)
  let total = sum(X) // all
  feed: 0 ->{k} Waste
  X[1] + Fuel
    ->{0.1} X[2]
  phase make { X[2] ->{1} Waste; }
  for i in 1..n { 0 ->{1} X[i] }
  if n > 2 { 2 Waste ->{1} 0 } else { Waste ->{1} 0 }
  x' = 1 - x
  at 50 { Waste = 0; x += 1 }
  assert order <= 2
}
simulate A as run { until: 1 }
scan A { vary { k: linspace(1, 2, 3) }; until: 1; measure: final(x) }
`;

test("a network", () =>
  expect(outline(NETWORK)).toBe(`ring | import "std/clocks"
parts | import "lib"
n | const = 3
f | func(x, y) = x / (1 + y)
Decay | module
  S ->{k} 0
A | crn
  X | species [n] = 1e-6
  Waste | species
  Fuel | clamped species = 2
  k | rate = 0.1 [1/s]
  x | signal >= 0 = 1
  make | phase: 1
  spend | phase: 2
  d | use Decay
  total | let = sum(X)
  feed | 0 ->{k} Waste
  X[1] + Fuel ->{0.1} X[2]
  make | phase
    X[2] ->{1} Waste
  for i in 1..n
    0 ->{1} X[i]
  if n > 2
    2 Waste ->{1} 0
    Waste ->{1} 0
  x' | = 1 - x
  at 50 | Waste = 0, x += 1
run | simulate A
A | scan A`));

const MODEL = `data D from "a.csv" {
  kind = one_hot(label)
}
data E {
  sample 9 { a ~ uniform(0, 1); b = 2 * a }
}
model M {
  input x[2] >= 0
  target y
  weight w[2] ~ normal(0, 1)
  fixed h = 0.1
  state z = 0
  z' = dot(w, x) - z
  output o = z
  loss = (o - y)^2
}
learn M as C { phases { forward: 1 } }
train C on E { feed { x: a, b; y: a }; epochs: 1 }
`;

test("a model", () =>
  expect(outline(MODEL)).toBe(`D | data from "a.csv"
  kind | = one_hot(label)
E | data
  a | ~ uniform(0, 1)
  b | = 2 * a
M | model
  x | input [2] >= 0
  y | target
  w | weight [2] ~ normal(0, 1)
  h | fixed = 0.1
  z | state = 0
  z' | = dot(w, x) - z
  o | output = z
  loss | = (o - y)^2
C | learn M
C | train C on E`));

const broken: readonly (readonly [title: string, text: string, outline: string])[] = [
  ["nothing", "", ""],
  ["only a keyword", "crn", "crn | crn"],
  ["a network without a name", "crn {\n  species S = 1\n}", "crn | crn\n  S | species = 1"],
  ["no closing brace", "crn A {\n  species S = \n  S ->{", "A | crn\n  S | species =\n  S ->{"],
  [
    "a half-typed line",
    "crn A {\n  species S = 1\n  spec\n  S ->{1} 0\n}",
    "A | crn\n  S | species = 1\n  S ->{1} 0",
  ],
  ["a declaration without anything", "simulate", "simulate | simulate"],
];

test.for(broken)("%s", ([, text, expected]) => expect(outline(text)).toBe(expected));

test("a name is selected inside of its declaration", () => {
  const [network] = symbolsOf(openSnapshot("/* 🧪 */ crn A {\n  species S = 1, T = 2\n}")) ?? [];
  expect(network).toMatchObject({
    kind: SymbolKind.Class,
    range: { start: { line: 0, character: 9 }, end: { line: 2, character: 1 } },
    selectionRange: { start: { line: 0, character: 13 }, end: { line: 0, character: 14 } },
  });
  expect(network?.children?.[1]).toMatchObject({
    name: "T",
    kind: SymbolKind.Variable,
    range: { start: { line: 1, character: 17 }, end: { line: 1, character: 22 } },
    selectionRange: { start: { line: 1, character: 17 }, end: { line: 1, character: 18 } },
  });
});

test("long texts are cut between characters", () => {
  const name = "🧪".repeat(120);
  const [network] = symbolsOf(openSnapshot(`crn A {\n  species S = 1\n  \`${name}\` ->{1} 0\n}`)) ?? [];
  expect(network?.children?.[1]?.name).toBe(`\`${"🧪".repeat(98)}…`);
});
