// A setting that is missing is filled in with names of the file at hand, never with those of an example.

import { expect, test } from "vitest";
import { analyze, applyFix, createSourceText, fixesFor } from "../../src/index.js";

/** The settings that are offered, and the hint of what is missing; each that is offered leaves no error. */
function missing(text: string, files: Readonly<Record<string, string>> = {}) {
  const check = (content: string) => {
    const source = createSourceText("model.ncrn", content);
    return { source, analysis: analyze(source, { resolve: (path) => files[path] }) };
  };
  const { source, analysis } = check(text);
  const found = analysis.diagnostics.filter(({ code }) => code === "missing-key");
  const fixes = found.flatMap((one) => fixesFor(one, source));
  for (const fix of fixes) {
    const after = check(applyFix(source, fix)).analysis.diagnostics;
    expect(after.filter(({ severity }) => severity === "error").map(({ message }) => message)).toEqual([]);
  }
  return { hints: found.map(({ hint }) => hint), titles: fixes.map(({ title }) => title) };
}

/** A learner with inputs and a target `t`, trained on data with some columns. */
function training(inputs: string, data: string, head = ""): string {
  const model = `model M {\n  input ${inputs}\n  target t\n  weight w = 1\n  state z = 0\n  z' = w - z\n  output o = z\n  loss = (o - t)^2\n}\n`;
  return `${head}${model}learn M as L { phases { forward: 1 } }\n${data}\ntrain L on d {\n  epochs: 1\n}\n`;
}

const sampled = (names: string): string =>
  `data d {\n  sample 4 { ${names
    .split(" ")
    .map((name) => `${name} ~ uniform(0, 1)`)
    .join("; ")} }\n}`;

test.each([
  ["by name", training("x, y", sampled("y t x")), "feed { x: x; y: y; t: t }"],
  ["by numbered names", training("x[2]", sampled("x1 x2 other t")), "feed { x: [x1, x2]; t: t }"],
  ["by names with an underscore", training("x[2]", sampled("x_1 x_2 t")), "feed { x: [x_1, x_2]; t: t }"],
  ["the rest in order", training("x[2]", sampled("a b c")), "feed { x: [a, b]; t: c }"],
  ["some by name, the rest in order", training("x[2]", sampled("t a b")), "feed { x: [a, b]; t: t }"],
  [
    "a length that is a constant",
    training("x[n]", sampled("x1 x2 t"), "const n = 2\n"),
    "feed { x: [x1, x2]; t: t }",
  ],
  ["one component", training("x[1]", sampled("a t")), "feed { x: [a]; t: t }"],
])("what is fed: %s", (_, text, feed) => {
  expect(missing(text)).toEqual({ hints: [`Add \`${feed}\`.`], titles: [`Insert \`${feed}\``] });
});

test.each([
  ["more columns than components", training("x[2]", sampled("a b c d"))],
  ["fewer columns than components", training("x[2]", sampled("a t"))],
  ["a matrix", training("x[2, 2]", sampled("a b c d t"))],
  ["a length that is not known", training("x[n]", sampled("a b t"), "const n = 1 + 1\n")],
  ["columns that are not known", training("x[2]", 'data d from "rows.csv" {\n  seed: 1\n}')],
])("nothing is offered: %s", (_, text) => {
  expect(missing(text)).toEqual({ hints: ["Add `feed { x: …; t: … }`."], titles: [] });
});

test("labels are no numbers", () => {
  const text = (rest: string): string => training("x[2]", `data d from "rows.csv" {\n  ${rest}\n}`);
  const files = { "rows.csv": "long,wide,kind\n1,2,a\n3,4,b\n" };
  expect(missing(text('t = if kind == "a" then 1 else 0'), files).titles).toEqual([
    "Insert `feed { x: [long, wide]; t: t }`",
  ]);
});

const NETWORK = (quantities: string): string => `crn N {\n  ${quantities}\n  X ->{1} 0\n}\n`;

test.each([
  [
    "the only rate",
    "species X = 1; rate k = 2; X ->{k} 0",
    "scan N {\n  until: 1\n  measure: max(X)\n}",
    "vary { k: linspace(0, 1, 11) }",
  ],
  [
    "the only species",
    "species X = 1; rate k = 2; X ->{k} 0",
    "scan N {\n  until: 1\n  vary { k: linspace(0, 1, 2) }\n}",
    "measure: max(X)",
  ],
])("what is scanned: %s", (_, quantities, scan, setting) => {
  expect(missing(NETWORK(quantities) + scan).titles).toEqual([`Insert \`${setting}\``]);
});

test.each([
  [
    "several rates",
    "species X = 1; rate k = 2, j = 3; X ->{k * j} 0",
    "scan N {\n  until: 1\n  measure: max(X)\n}",
  ],
  ["no rate", "species X = 1", "scan N {\n  until: 1\n  measure: max(X)\n}"],
  [
    "several species",
    "species X = 1, Y = 1; rate k = 2; Y ->{k} 0",
    "scan N {\n  until: 1\n  vary { k: linspace(0, 1, 2) }\n}",
  ],
  [
    "an array",
    "species X = 1; rate k[2] = 1; X ->{k[1] * k[2]} 0",
    "scan N {\n  until: 1\n  measure: max(X)\n}",
  ],
])("nothing is offered for a scan: %s", (_, quantities, scan) => {
  expect(missing(NETWORK(quantities) + scan).titles).toEqual([]);
});

test("a network by hand says itself what it learns", () => {
  const text = `${NETWORK("species X = 1, W = 1; X ->{1} W")}data d {\n  sample 2 { a ~ uniform(0, 1) }\n}\n`;
  expect(missing(`${text}train N on d {\n  feed { X: a }\n  epochs: 1\n}\n`).titles).toEqual([]);
  expect(missing(`${text}train N on d {\n  epochs: 1\n}\n`).titles).toEqual([]);
});

test("a number that anybody may choose is offered as it stands", () => {
  const text = `${NETWORK("species X = 1")}simulate N {\n  plot: X\n}\n`;
  expect(missing(text)).toEqual({ hints: ["Add `until: 100`."], titles: ["Insert `until: 100`"] });
});
