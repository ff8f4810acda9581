// Every folder of test/golden: model.ncrn and what it becomes in each target, byte for byte. The files are checked
// against independent readers as well, so that accepting a wrong golden with `-u` still fails.

import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { analyze, createSourceText } from "@ncrn/language";
import { decodeBytecode } from "@ncrn/simulator";
import { expect, test } from "vitest";
import { bytecodeText } from "../src/bytecode/bytecode-text.js";
import { compileTo } from "../src/compile.js";
import { networkProblems } from "../src/network/network-invariants.js";
import { printNetwork } from "../src/network/print-network.js";
import type { ReactionNetwork } from "../src/network/reaction-network.js";
import { reactionsFromLearn } from "../src/reactions/reactions-from-learn.js";
import { reactionsFromNetwork } from "../src/reactions/reactions-from-network.js";
import { dialectDerivative, readCrn } from "./crn/read-crn.js";
import { fluxOf, netChange } from "./flux.js";
import { lowered } from "./lower-text.js";
import { lawValues } from "./sbml/law-values.js";
import { elementsNamed, parseXml } from "./sbml/mathml.js";

const root = join(import.meta.dirname, "../../../test/golden");
const names = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

test.each(names)("%s: reactions, SBML, Visual CRN, lowered text and bytecode", async (name) => {
  const network = networkOf(name);
  expect(networkProblems(network)).toEqual([]);
  await expect(printNetwork(network)).toMatchFileSnapshot(join(root, name, "reactions.txt"));
  await expect(await textOf(network, "sbml")).toMatchFileSnapshot(join(root, name, "model.xml"));
  await expect(await textOf(network, "crn")).toMatchFileSnapshot(join(root, name, "model.crn"));
  await expect(await textOf(network, "ncrn")).toMatchFileSnapshot(join(root, name, "lowered.ncrn"));
  const decoded = decodeBytecode((await compileTo(network, "bytecode")).artefact as Uint8Array);
  if (!("program" in decoded)) throw new Error(decoded.problem);
  await expect(bytecodeText(decoded.program)).toMatchFileSnapshot(join(root, name, "bytecode.txt"));
});

test.each(names)("%s: the golden files mean what the network means", (name) => {
  const network = networkOf(name);
  const phase = network.phases[0]?.name;
  const state = new Map(network.species.map(({ id }, index) => [id, 0.3 + 0.7 * index]));
  const wanted = network.species.map(({ id, clamped }) =>
    clamped ? 0 : changeOf(network, state, phase, id),
  );
  const gates = (prefix: string) =>
    network.phases.map((one) => [prefix + one.name, one.name === phase ? 1 : 0] as const);

  const dialect = dialectDerivative(
    readCrn(goldenFile(name, "model.crn")),
    new Map([...state, ...gates("phase__")]),
  );
  expectClose(
    network.species.map(({ id }) => dialect.get(id) ?? 0),
    wanted,
  );

  const sbml = parseXml(goldenFile(name, "model.xml"));
  const laws = lawValues(sbml, new Map([...state, ...gates("gate_"), ["tube", 1], ["time", 0]]));
  const boundary = new Set(network.species.filter(({ clamped }) => clamped).map(({ id }) => id));
  const change = new Map<string, number>();
  for (const [index, reaction] of elementsNamed(sbml, "reaction").entries()) {
    for (const [list, sign] of [
      ["listOfReactants", -1],
      ["listOfProducts", 1],
    ] as const) {
      for (const { attributes } of elementsNamed(reaction, list).flatMap(({ children }) => children)) {
        const amount = sign * Number(attributes["stoichiometry"]) * laws[index]!;
        const id = attributes["species"]!;
        if (!boundary.has(id)) change.set(id, (change.get(id) ?? 0) + amount);
      }
    }
  }
  expectClose(
    network.species.map(({ id }) => change.get(id) ?? 0),
    wanted,
  );

  const again = lowered(goldenFile(name, "lowered.ncrn"));
  expectClose(
    network.species.map(({ id, clamped }) => (clamped ? 0 : changeOf(again, state, phase, id))),
    wanted,
  );
  expect(again.species.map(({ id, initial }) => [id, initial])).toEqual(
    network.species.map(({ id, initial }) => [id, initial]),
  );
});

const exampleFolder = join(root, "../../examples");
const texts = [
  ...names.map((name) => join(root, name, "model.ncrn")),
  ...readdirSync(exampleFolder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ncrn"))
    .map((name) => join(exampleFolder, name)),
];

test.each(texts)("%s: the lowered text of every network is sound and lowers to itself", async (file) => {
  const { program, diagnostics } = analyze(createSourceText(file, readFileSync(file, "utf8")), {
    resolve: (path) => readFileSync(join(dirname(file), path), "utf8"),
  });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  const results = [
    ...program.networks.map(reactionsFromNetwork),
    ...program.learns.map((learn) => reactionsFromLearn(learn)),
  ];
  const networks = results.flatMap(({ network }) => network ?? []);
  const isLater = results.some((one) => one.diagnostics.some(({ code }) => code === "not-available-yet"));
  expect(networks.length > 0 || isLater).toBe(true);
  for (const network of networks) {
    const text = await textOf(network, "ncrn");
    expect(withoutComments(await textOf(lowered(text), "ncrn"))).toBe(withoutComments(text));
  }
});

function withoutComments(text: string): string {
  return text
    .split("\n")
    .filter((line) => !/^\s*\/\/(?!\/)/.test(line))
    .join("\n");
}

const python = "/usr/bin/python3";
const mayRun =
  process.env["NCRN_REQUIRE_LIBSBML"] === "1" || spawnSync(python, ["-c", "import libsbml"]).status === 0;
if (!mayRun) console.log("Skipped: libSBML checks need `apt-get install python3-sbml5`.");

test.runIf(mayRun)("libSBML has nothing to say about any golden document", () => {
  const files = names.map((name) => join(root, name, "model.xml"));
  const { stdout, stderr } = spawnSync(python, [join(import.meta.dirname, "tools/check-sbml.py"), ...files], {
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  expect(stdout.trim()).toBe("");
});

function networkOf(name: string): ReactionNetwork {
  return lowered(goldenFile(name, "model.ncrn"));
}

function goldenFile(name: string, file: string): string {
  return readFileSync(join(root, name, file), "utf8");
}

async function textOf(network: ReactionNetwork, target: string): Promise<string> {
  const { artefact, diagnostics } = await compileTo(network, target, { until: 10 });
  expect(diagnostics).toEqual([]);
  return artefact as string;
}

function changeOf(
  network: ReactionNetwork,
  state: ReadonlyMap<string, number>,
  phase: string | undefined,
  id: string,
): number {
  return network.reactions
    .filter(({ phases }) => phases.length === 0 || phases.includes(phase ?? ""))
    .reduce(
      (sum, reaction) => sum + (netChange(reaction).get(id) ?? 0) * fluxOf(reaction, network, state),
      0,
    );
}

function expectClose(found: readonly number[], wanted: readonly number[]): void {
  for (const [index, value] of wanted.entries()) {
    expect(Math.abs(found[index]! - value)).toBeLessThanOrEqual(1e-9 * Math.max(1, ...wanted.map(Math.abs)));
  }
}
