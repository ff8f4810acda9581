// The JSON documents of all commands have the keys that docs/command-line.md lists, and no others.

import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { documentOf, type JsonDocument, ncrn, root, temporaryFolder } from "./run-ncrn.js";

const manual = readFileSync(path.join(root, "docs", "command-line.md"), "utf8");
const model = (name: string): string => path.join(root, "examples", name, "model.ncrn");

const folder = temporaryFolder({
  "bad.ncrn": "crn A {\n  species B = 1\n  B ->{k} 0\n}\n",
  "loose.ncrn": "crn A {\n\n\n  species B = 1\n  B ->{1} 0\n}\n",
  "escape.ncrn": `crn E {
  species A = 1
  rate k = 1
  2 A ->{k} 3 A
}
simulate E { until: 5 }
scan E { vary { k: logspace(0.01, 1, 3) }; until: 5; measure: final(A), period(A); plot: A }
`,
  "three.ncrn": "crn Three {\n  species A = 1\n  3 A ->{1} A\n  lower { order: 2 }\n}\n",
  "sized.ncrn": `const d = 2
crn Sized {
  species A[d] = 1
  for i in 1..d { 3 A[i] ->{1} A[i] }
  lower { order: 2 }
}
`,
  "periods.ncrn": `crn Periods {
  species X = 20
  0 ->{2} X
  X ->{0.1} 0
}
simulate Periods { method: ssa(runs: 12, seed: 1); volume: 1; until: 12; plot: X; report: period(X) }
`,
  "escaping.ncrn": `model Escaping {
  input x
  target y
  weight a = 0.5
  state z = 0
  z' = a * x + 5 * z^2 + 3
  output yhat = z
  loss = (yhat - y)^2
}
learn Escaping { phases { forward: 1 } }
`,
});

/** Commands whose documents have, between them, every key. */
const COMMANDS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  check: [["bad.ncrn", "loose.ncrn", "nowhere.ncrn"]],
  format: [["bad.ncrn", "loose.ncrn", "nowhere.ncrn", "--check"], ["loose.ncrn"]],
  compile: [
    ["loose.ncrn", "--to", "ncrn"],
    ["loose.ncrn", "--to", "crn", "-o", "out.crn"],
  ],
  targets: [[]],
  new: [["first-steps"]],
  explain: [[model("corner-classifier")], [model("minimal-linear-regression")], ["three.ncrn"]],
  "explain --sweep": [["sized.ncrn", "--sweep", "d=2..5"]],
  verify: [
    [model("lotka-volterra")],
    [model("lorenz"), "--until", "1"],
    [model("nonlinear-regression"), "WithAdjoint", "--draws", "2"],
    [model("corner-classifier"), "--draws", "2"],
    ["escaping.ncrn", "--draws", "1"],
  ],
  simulate: [
    [model("lotka-volterra"), "orbit", "--until", "2", "--csv", "out.csv", "--plot", "out.svg"],
    [model("lorenz"), "--until", "1"],
    [model("birth-death"), "--runs", "3", "--runs-csv", "runs.csv"],
    [model("birth-death"), "--runs", "1"],
    ["periods.ncrn"],
    ["escape.ncrn"],
  ],
  scan: [["escape.ncrn"], [model("lotka-volterra")]],
  train: [[model("iris"), "--epochs", "1", "--out", "run"]],
  predict: [["run", "--data", path.join(root, "examples", "iris", "iris.csv")]],
};

/** The paragraph "`command --json`: …". */
function paragraphOf(command: string): string {
  const found = new RegExp(`(?:^|\\. )\`${command} (?:… )?--json\`: ([^]*?)\n\n`, "m").exec(manual);
  expect(found, `${command} --json`).not.toBeNull();
  return found![1]!;
}

/** Words in backticks, but those that are said to stand in another document. */
function wordsIn(text: string): string[] {
  return [...text.replace(/`\w+` of `\w+`/g, "").matchAll(/`([^`]+)`/g)].map((match) => match[1]!);
}

/** Keys and texts, at any depth. */
function wordsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Array.isArray(value)
    ? value.flatMap(wordsOf)
    : Object.entries(value).flatMap(([key, inner]) => [key, ...wordsOf(inner)]);
}

async function documentsOf(command: string): Promise<JsonDocument[]> {
  const [name = ""] = command.split(" ");
  const documents: JsonDocument[] = [];
  // One after the other: a later one reads what an earlier one wrote.
  for (const words of COMMANDS[command] ?? [])
    documents.push(documentOf(await ncrn([name, ...words, "--json"], { cwd: folder })));
  return documents;
}

const OF_ALL = wordsIn(manual.slice(manual.indexOf("## When a command fails with --json")));

test.each(Object.keys(COMMANDS))("%s --json is as documented", async (command) => {
  const paragraph = paragraphOf(command);
  const documents = await documentsOf(command);
  const listed = new Set([...wordsIn(paragraph), ...OF_ALL]);
  const keys = new Set(documents.flatMap((document) => Object.keys(document)));
  expect([...keys].filter((key) => !listed.has(key))).toEqual([]);
  const seen = new Set(wordsOf(documents));
  const mentioned = wordsIn(paragraph).filter((word) => /^\w+$/.test(word) && !OF_ALL.includes(word));
  expect(mentioned.filter((word) => !seen.has(word))).toEqual([]);
});
