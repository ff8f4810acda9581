// The list of targets and the look-up of one of them by name.

import { expect, test } from "vitest";
import { compileTo } from "../src/compile.js";
import { targets } from "../src/targets.js";
import { sampleNetworks } from "./sample-networks.js";

const network = sampleNetworks["lotka-volterra"]!;

test("every target emits a simple network without diagnostics", () => {
  expect(targets.map(({ name, fileExtension }) => `${name} ${fileExtension}`)).toEqual([
    "sbml .xml",
    "crn .crn",
    "ncrn .ncrn",
    "bytecode .ncrnb",
  ]);
  for (const { name, emit } of targets) {
    expect(compileTo(network, name).diagnostics).toEqual([]);
    expect(compileTo(network, name).artefact).toEqual(emit(network, {}).artefact);
    expect(compileTo(network, name).artefact!.length).toBeGreaterThan(100);
  }
});

test("an unknown target is one error with a suggestion", () => {
  const { artefact, diagnostics } = compileTo(network, "smbl");
  expect(artefact).toBeUndefined();
  expect(diagnostics.map(({ code, data }) => [code, data])).toEqual([
    ["unknown-target", { target: "smbl", targets: ["sbml", "crn", "ncrn", "bytecode"], suggestion: "sbml" }],
  ]);
});

test("options reach the target", () => {
  expect(compileTo(network, "sbml", { profile: "ssa" }).artefact).toContain('kind="item"');
  expect(compileTo(network, "crn", { until: 7 }).artefact).toContain("final=7.0");
});
