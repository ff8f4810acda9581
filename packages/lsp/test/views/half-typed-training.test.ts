// Views of networks that are trained, while their text is being edited: an answer always, and never an exception.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { viewFor } from "../../src/features/view-source.js";
import { openWorkspace } from "../open-workspace.js";

const MAIN = "file:///main.ncrn";
const examples = join(import.meta.dirname, "../../../../examples");
const DISK = { "file:///iris.csv": readFileSync(join(examples, "iris", "iris.csv"), "utf8") };

/** The view of the first network that the text names. */
async function viewOf(text: string, name: string): Promise<string> {
  const { context } = openWorkspace({ [MAIN]: text }, DISK);
  return (await viewFor({ uri: MAIN, name, target: "reactions" }, context))!.text;
}

test.each([
  ["minimal-linear-regression", "MinimalRegression"],
  ["linear-regression", "LinearCircuit"],
  ["iris", "SeparatorCircuit"],
])("%s without its words, one after the other", async (example, name) => {
  const text = readFileSync(join(examples, example, "model.ncrn"), "utf8");
  const begin = Math.min(...["data ", "train "].map((word) => text.indexOf(`\n${word}`)));
  const whole = await viewOf(text, name);
  expect(whole).not.toContain("Inputs and weights are 0");
  let refused = 0;
  for (const { index, 0: word } of text.slice(begin).matchAll(/[\p{L}\p{N}_."]+|[^\s\p{L}\p{N}_."]/gu)) {
    const start = begin + index;
    const view = await viewOf(text.slice(0, start) + text.slice(start + word.length), name);
    expect(view).not.toBe("");
    if (view.includes("Inputs and weights are 0 here, since the training cannot start: ")) refused++;
  }
  expect(refused).toBeGreaterThan(0);
});

test("a line that is being typed in another network leaves the start as it is", async () => {
  const text = readFileSync(join(examples, "linear-regression", "model.ncrn"), "utf8");
  const whole = await viewOf(text, "LinearCircuit");
  expect(await viewOf(`${text}\ncrn Other {\n  species A = \n}\n`, "LinearCircuit")).toBe(whole);
});

test("data that would take long to read are left to the command line", async () => {
  const text = readFileSync(join(examples, "iris", "model.ncrn"), "utf8");
  const [head = "", row = ""] = DISK["file:///iris.csv"].split("\n");
  const large = { "file:///iris.csv": `${head}\n${`${row}\n`.repeat(60_000)}` };
  const { context } = openWorkspace({ [MAIN]: text }, large);
  const view = await viewFor({ uri: MAIN, name: "SeparatorCircuit", target: "reactions" }, context);
  expect(view?.text).toMatch(/Inputs and weights are 0 here.*data are too large.*\n$/);
});
