import { expect, test } from "vitest";
import { codeLenses } from "../../src/features/code-lens.js";
import { resolvedLens } from "../../src/features/code-lens-resolve.js";
import { defaultSettings } from "../../src/settings.js";
import { openWorkspace } from "../open-workspace.js";

const MAIN = "file:///main.ncrn";

/** Titles of all lenses, by the line that they stand above. */
async function lensesOf(text: string): Promise<Record<number, string>> {
  const { snapshot, context } = openWorkspace({ [MAIN]: text });
  const lines: Record<number, string> = {};
  for (const lens of codeLenses(snapshot, context)) {
    const { title } = (await resolvedLens(lens, context)).command ?? {};
    const { line } = lens.range.start;
    lines[line] = lines[line] === undefined ? `${title}` : `${lines[line]} · ${title}`;
  }
  return lines;
}

const CRN = "crn A {\n  species X = 1\n  X ->{1} 0\n  0 ->{2} X\n}\n";
const LEARNER = `model M { input x >= 0; target y; weight w = 0; state z = 0; z' = w * x; output yhat = z; loss = (yhat - y)^2 / 2 }
learn M as L { phases { forward: 1 } }
data D { sample 3 { a ~ uniform(0, 1) } }
train L on D { feed { x: a; y: a }; epochs: 1 }
`;

test("a network", async () =>
  expect(await lensesOf(CRN)).toEqual({ 0: "simulate · reactions (2) · SBML · DSD" }));
test("its simulation", async () =>
  expect(await lensesOf(`${CRN}simulate A as short { until: 1 }`)).toEqual({
    0: "simulate · reactions (2) · SBML · DSD",
    5: "simulate",
  }));
test("a learner and its training", async () =>
  expect(await lensesOf(LEARNER)).toEqual({ 1: "train · reactions (8) · SBML · DSD", 3: "train" }));
test("a network with errors shows no count", async () =>
  expect(await lensesOf(CRN.replace("X ->", "Y ->"))).toEqual({ 0: "simulate · reactions · SBML · DSD" }));
test("another network with errors does not matter", async () =>
  expect(await lensesOf(`${CRN}crn B { Q ->{1} 0 }`)).toMatchObject({
    0: "simulate · reactions (2) · SBML · DSD",
  }));
test("a block without a name has none", async () => expect(await lensesOf("crn {\n}\nlearn ")).toEqual({}));
test("an empty file", async () => expect(await lensesOf("")).toEqual({}));

test("commands say what they are about", async () => {
  const { snapshot, context } = openWorkspace({ [MAIN]: `${CRN}simulate A as short { until: 1 }` });
  const lenses = await Promise.all(codeLenses(snapshot, context).map((lens) => resolvedLens(lens, context)));
  const about = { uri: MAIN, name: "A" };
  expect(lenses.map(({ command }) => [command?.command, ...(command?.arguments ?? [])])).toEqual([
    ["ncrn.simulate", about],
    ["ncrn.showReactions", { ...about, target: "reactions" }],
    ["ncrn.showTarget", { ...about, target: "sbml" }],
    ["ncrn.showTarget", { ...about, target: "dsd" }],
    ["ncrn.simulate", { uri: MAIN, name: "short" }],
  ]);
});

test("counts are left to resolving", () => {
  const { snapshot, context } = openWorkspace({ [MAIN]: CRN });
  expect(codeLenses(snapshot, context).filter(({ command }) => command === undefined)).toHaveLength(1);
});

test("lenses can be switched off", () => {
  const { snapshot } = openWorkspace({ [MAIN]: CRN });
  expect(codeLenses(snapshot, { settings: { ...defaultSettings, codeLens: { enabled: false } } })).toEqual(
    [],
  );
});

test("a lens of a document that was closed stays without a count", async () => {
  const { context } = openWorkspace({ [MAIN]: CRN });
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  const lens = await resolvedLens({ range, data: { uri: "file:///gone.ncrn", name: "A" } }, context);
  expect(lens.command?.title).toBe("reactions");
});
