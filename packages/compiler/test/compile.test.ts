// The list of targets and the look-up of one of them by name.

import { expect, test } from "vitest";
import { compileTo } from "../src/compile.js";
import { targets } from "../src/targets.js";
import { sampleNetworks } from "./sample-networks.js";

const network = sampleNetworks["lotka-volterra"]!;

test("every target emits a simple network without diagnostics", async () => {
  expect(targets.map(({ name, fileExtension }) => `${name} ${fileExtension}`)).toEqual([
    "sbml .xml",
    "crn .crn",
    "ncrn .ncrn",
    "bytecode .ncrnb",
  ]);
  for (const { name, load } of targets) {
    const emit = await load();
    const { artefact, diagnostics } = await compileTo(network, name);
    expect(diagnostics).toEqual([]);
    expect(artefact).toEqual(emit(network, {}).artefact);
    expect(artefact!.length).toBeGreaterThan(100);
  }
});

test("an unknown target is one error with a suggestion", async () => {
  const { artefact, diagnostics } = await compileTo(network, "smbl");
  expect(artefact).toBeUndefined();
  expect(diagnostics.map(({ code, data }) => [code, data])).toEqual([
    ["unknown-target", { target: "smbl", targets: ["sbml", "crn", "ncrn", "bytecode"], suggestion: "sbml" }],
  ]);
});

test("options reach the target", async () => {
  expect((await compileTo(network, "sbml", { profile: "ssa" })).artefact).toContain('kind="item"');
  expect((await compileTo(network, "crn", { until: 7 })).artefact).toContain("final=7.0");
});
