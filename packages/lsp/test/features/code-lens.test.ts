import { expect, test } from "vitest";
import { codeLenses } from "../../src/features/code-lens.js";
import { resolvedLens } from "../../src/features/code-lens-resolve.js";
import { defaultSettings } from "../../src/settings.js";
import { openWorkspace } from "../open-workspace.js";

const MAIN = "file:///main.ncrn";

/** Titles of all lenses, by the line that they stand above. */
async function lensesOf(
  text: string,
  others: Readonly<Record<string, string>> = {},
): Promise<Record<number, string>> {
  const { snapshot, context } = openWorkspace({ [MAIN]: text, ...others });
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
test("a network with two simulations offers both by name", async () =>
  expect(await lensesOf(`${CRN}simulate A { until: 1 }\nsimulate A as long { until: 9 }`)).toEqual({
    0: "simulate A · simulate long · reactions (2) · SBML · DSD",
    5: "simulate",
    6: "simulate",
  }));
test("a network with many asks", async () => {
  const records = ["a", "b", "c", "d"].map((name) => `simulate A as ${name} { until: 1 }\n`).join("");
  const { snapshot, context } = openWorkspace({ [MAIN]: CRN + records });
  expect(codeLenses(snapshot, context)[0]?.command).toMatchObject({
    title: "simulate …",
    command: "ncrn.simulate",
    arguments: [{ uri: MAIN, name: "A", asks: true }],
  });
});
test("scans, above their record and above their network, with the number of runs", async () => {
  const rated = "crn A {\n  species X = 1\n  rate k = 1, d = 2\n  X ->{k} 0\n  0 ->{d} X\n}\n";
  const scan = (name: string, vary: string) =>
    `scan A as ${name} { vary { ${vary} }; until: 1; measure: final(X) }\n`;
  expect(await lensesOf(rated + scan("some", "k: linspace(1, 2, 3); d: [1, 2, 3]"))).toEqual({
    0: "simulate · scan (9 runs) · reactions (2) · SBML · DSD",
    6: "scan (9 runs)",
  });
  expect(await lensesOf(rated + scan("one", "k: 1") + scan("broken", "q: 1"))).toEqual({
    0: "simulate · scan one (1 run) · scan broken · reactions (2) · SBML · DSD",
    6: "scan (1 run)",
    7: "scan",
  });
  const many = rated + ["a", "b", "c", "d"].map((name) => scan(name, "k: 1")).join("");
  const { snapshot, context } = openWorkspace({ [MAIN]: many });
  expect(codeLenses(snapshot, context)[1]?.command).toMatchObject({
    title: "scan …",
    command: "ncrn.scan",
    arguments: [{ uri: MAIN, name: "A", asks: true }],
  });
});
test("a learner that is trained twice", async () =>
  expect(await lensesOf(`${LEARNER}${LEARNER.split("\n")[3]?.replace("D {", "D as more {")}`)).toMatchObject({
    0: "train L · train more · reactions (8) · SBML · DSD",
    1: "train L · train more · reactions (8) · SBML · DSD",
  }));
test("a learner and its training", async () =>
  expect(await lensesOf(LEARNER)).toEqual({
    0: "train · reactions (8) · SBML · DSD",
    1: "train · reactions (8) · SBML · DSD",
    3: "train",
  }));
test("a learner that is simulated, too", async () =>
  expect(await lensesOf(`${LEARNER}simulate L as alone { until: 1 }`)).toEqual({
    0: "simulate · train · reactions (8) · SBML · DSD",
    1: "simulate · train · reactions (8) · SBML · DSD",
    3: "train",
    4: "simulate",
  }));
test("a learner that goes by the name of its model", async () =>
  expect(await lensesOf(LEARNER.replace(" as L", "").replace("train L", "train M"))).toEqual({
    0: "train · reactions (8) · SBML · DSD",
    1: "train · reactions (8) · SBML · DSD",
    3: "train",
  }));
test("a model that is learnt twice names its learners", async () =>
  expect(
    await lensesOf(`${LEARNER}learn M as Other { gradient: first_order; phases { forward: 1 } }`),
  ).toEqual({
    0: "reactions of L (8) · reactions of Other (8)",
    1: "train · reactions (8) · SBML · DSD",
    3: "train",
    4: "reactions (8) · SBML · DSD",
  }));
test("a model that nobody learns has none", async () =>
  expect(await lensesOf(LEARNER.split("\n")[0]!)).toEqual({}));

const EXPERIMENTS = "file:///more%20experiments.ncrn";

test("records in open files that import a network", async () => {
  const records = 'import { A } from "main"\nsimulate A as long { until: 9 }\n';
  expect(await lensesOf(CRN, { [EXPERIMENTS]: records })).toEqual({
    0: "simulate · simulate long of more experiments.ncrn · reactions (2) · SBML · DSD",
  });
  const { snapshot, context } = openWorkspace({ [MAIN]: CRN, [EXPERIMENTS]: records });
  expect(codeLenses(snapshot, context)[1]?.command?.arguments).toEqual([{ uri: EXPERIMENTS, name: "long" }]);
});
test("a learner in an open file that imports its model", async () => {
  const [model = "", ...rest] = LEARNER.split("\n");
  const text = `import { M } from "main"\n${rest.join("\n")}`;
  expect(await lensesOf(model, { [EXPERIMENTS]: text })).toEqual({
    0: "train · reactions (8) · SBML · DSD",
  });
  const { snapshot, context } = openWorkspace({ [MAIN]: model, [EXPERIMENTS]: text });
  expect(codeLenses(snapshot, context)[0]?.command?.arguments).toEqual([{ uri: EXPERIMENTS, name: "L" }]);
});
test("records of another network of the same name do not matter", async () => {
  const same = "crn A { species Y = c; Y ->{1} 0 }\nsimulate A as b { until: 1 }";
  expect(
    await lensesOf(`const c = 1\n${CRN}`, { [EXPERIMENTS]: `import { c } from "main"\n${same}` }),
  ).toEqual({ 1: "simulate · reactions (2) · SBML · DSD" });
});
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
    ["ncrn.simulate", { uri: MAIN, name: "short" }],
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
  const { snapshot, context } = openWorkspace({ [MAIN]: CRN });
  expect(
    codeLenses(snapshot, { ...context, settings: { ...defaultSettings, codeLens: { enabled: false } } }),
  ).toEqual([]);
});

test("a lens of a document that was closed stays without a count", async () => {
  const { context } = openWorkspace({ [MAIN]: CRN });
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  const lens = await resolvedLens({ range, data: { uri: "file:///gone.ncrn", name: "A" } }, context);
  expect(lens.command?.title).toBe("reactions");
});
