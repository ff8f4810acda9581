import { expect, test } from "vitest";
import { signaturesAt } from "../../src/features/signature-help.js";
import { markedText } from "../marked-text.js";
import { openWorkspace } from "../open-workspace.js";

const MAIN = "file:///main.ncrn";
const DISK = {
  "file:///parts.ncrn":
    "/// Doubles a.\nfunc scaled(a, b) = a * b\nmodule Part(species S; signal t[2], u) { S ->{1} 0 }\n",
};

/** Signatures with the active parameter in «», or nothing. */
function signatures(marked: string): readonly string[] {
  const { text, ranges } = markedText(marked);
  const position = ranges[0]?.start ?? { line: 0, character: 0 };
  const help = signaturesAt(openWorkspace({ [MAIN]: text }, DISK).snapshot, { position });
  return (help?.signatures ?? []).map(({ label, parameters, activeParameter }) => {
    const place = activeParameter === undefined ? undefined : parameters?.[activeParameter as number]?.label;
    if (place === undefined || typeof place === "string") return label;
    const [start, end] = place;
    return `${label.slice(0, start)}«${label.slice(start, end)}»${label.slice(end)}`;
  });
}

const network = (line: string): string => `import "parts" as lib
import { scaled } from "parts"
/// Joins two.
module Join(species A, B; rate k = 1, back = 0.5; const n = 2) {
  A <->{k, back} B
}
func hill(x, K, n) = x^n / (K^n + x^n)
/* 🧪 */ crn Net {
  species Prey = 10, X[2] = 0
  rate birth = 1
  signal s = 0
  ${line}
}
`;

test.each<[string, readonly string[]]>([
  ["let a = exp(<||>", ["exp(«x»)"]],
  ["let a = exp(Pr<||>ey)", ["exp(«x»)"]],
  ["let a = exp(Prey)<||>", []],
  ["let a = exp<||>", []],
  ["let a = dot(X, <||>)", ["dot(a, «b»)"]],
  ["let a = dot(X,<||>", ["dot(a, «b»)"]],
  ["let a = dot(X, X, <||>)", ["dot(a, b)"]],
  ["let a = min(1, 2, 3, <||>", ["min(a, b, «…»)"]],
  ["let a = hill(Prey, <||>)", ["hill(x, «K», n)"]],
  ["let a = hill(abs(<||>), 1, 2)", ["abs(«x»)"]],
  ["let a = hill(abs(s), 1, <||>", ["hill(x, K, «n»)"]],
  ["let a = hill((1 + <||>", ["hill(«x», K, n)"]],
  ["let a = hill(X[<||>", ["hill(«x», K, n)"]],
  ["let a = 2 * scaled(1, <||>)", ["scaled(a, «b»)"]],
  ["let a = lib.scaled(<||>)", ["scaled(«a», b)"]],
  ["let a = (1 + <||>)", []],
  ["let a = unknown(<||>)", []],
  ["// exp(<||>", []],
  ["Prey ->[hill(Prey, <||>", ["hill(x, «K», n)"]],
  ["Prey ->{birth * sqrt(<||>)} 0", ["sqrt(«x»)"]],
  ["s' = -exp(<||>)", ["exp(«x»)"]],
  ["use j = Join(<||>)", ["Join(species «A», B; rate k = 1, back = 0.5; const n = 2)"]],
  ["use j = Join(Prey, <||>", ["Join(species A, «B»; rate k = 1, back = 0.5; const n = 2)"]],
  ["use j = Join(Prey, Prey; <||>)", ["Join(species A, B; rate «k = 1», back = 0.5; const n = 2)"]],
  ["use j = Join(Prey, Prey; back: <||>)", ["Join(species A, B; rate k = 1, «back = 0.5»; const n = 2)"]],
  ["use j = Join(Prey, Prey; back: 1, <||>)", ["Join(species A, B; rate «k = 1», back = 0.5; const n = 2)"]],
  ["use j = Join(n: 1, <||>)", ["Join(species «A», B; rate k = 1, back = 0.5; const n = 2)"]],
  ["use j = lib.Part(Prey, <||>", ["Part(species S; signal «t[2]», u)"]],
  ["assert conserved(<||>", ["conserved(«sum»)"]],
])("%s", (line, expected) => expect(signatures(network(line))).toEqual(expected));

const records = (line: string): string => `crn Net { species A = 1; A ->{1} 0 }
data d { sample 4 { x ~ uniform(0, 1); y = 2 * x } }
${line}
`;

test.each<[string, readonly string[]]>([
  ["simulate Net { method: ssa(<||>", ["ssa(«runs: 1», seed: 1)"]],
  ["simulate Net { method: ssa(runs: 200, <||>) }", ["ssa(runs: 1, «seed: 1»)"]],
  ["simulate Net { method: ssa(seed: <||>) }", ["ssa(runs: 1, «seed: 1»)"]],
  [
    "simulate Net { method: langevin(step: 1, <||>) }",
    ["langevin(«runs: 1», seed: 1, epsilon: 0.03, step: by epsilon)"],
  ],
  ["simulate Net { method: what(<||>) }", []],
  ["simulate Net { plot: max(<||>) }", ["max(«a», b, …)", "max(«x»)"]],
  ["simulate Net { plot: overlap(A, <||>) }", ["overlap(a, «b»)"]],
  ["train Net on d { metrics: accuracy(<||>) }", ["accuracy(«condition»)"]],
  ["train Net on d { plot: boundary(x, <||>", ["boundary(column, «column»)"]],
  ["data e { sample 5 { a ~ normal(0, <||>) } }", ["normal(mean, «standard deviation»)"]],
  ["data e { sample 5 { a = one_hot(x, 1, <||>) } }", ["one_hot(column, «labels…»)"]],
  ["data e { test: grid(x: 0..1, <||>) }", ["grid(column: from..to, column: from..to, «points»)"]],
  ["data e { scale: minmax(<||>) }", ["minmax(«column», …)"]],
  ["scan Net { vary { k: linspace(0, <||>) } }", ["linspace(from, «to», count)"]],
  ["learn M { lower { rails: dual(<||>) } }", ["dual(«annihilate: 100»)"]],
  ["func f(<||>) = 1", []],
  ["module M(<||>) {}", []],
])("%s", (line, expected) => expect(signatures(records(line))).toEqual(expected));

test("what a function and its parameters mean", () => {
  const { text, ranges } = markedText(network("use j = lib.Part(<||>"));
  const position = ranges[0]?.start ?? { line: 0, character: 0 };
  const { snapshot } = openWorkspace({ [MAIN]: text }, DISK);
  const [part] = signaturesAt(snapshot, { position })?.signatures ?? [];
  expect(part?.parameters?.[0]?.documentation).toBe("A species of the network.");
  const own = markedText(network("let a = scaled(<||>"));
  const [scaled] =
    signaturesAt(openWorkspace({ [MAIN]: own.text }, DISK).snapshot, {
      position: own.ranges[0]?.start ?? position,
    })?.signatures ?? [];
  expect(scaled?.documentation).toEqual({ kind: "markdown", value: "Doubles a." });
});
