// libSBML reads every exported network without a message. Needs Debian's python3-sbml5; skipped without it.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { ReactionNetwork } from "../../src/network/reaction-network.js";
import { sbmlFromReactions } from "../../src/sbml/sbml-from-reactions.js";
import { randomNetwork } from "../random-networks.js";
import { sampleNetworks } from "../sample-networks.js";

const python = "/usr/bin/python3";
const checker = join(import.meta.dirname, "../tools/check-sbml.py");
const hasLibsbml = spawnSync(python, ["-c", "import libsbml"]).status === 0;
const isRequired = process.env["NCRN_REQUIRE_LIBSBML"] === "1";
const mayRun = hasLibsbml || isRequired;
if (!mayRun) console.log("Skipped: libSBML checks need `apt-get install python3-sbml5`.");

test.runIf(mayRun)("the sample networks pass all checks in both profiles", () => {
  expect(messagesOf(Object.values(sampleNetworks))).toBe("");
});

test.runIf(mayRun)("random networks pass all checks in both profiles, with and without units", () => {
  const plain = fc.sample(randomNetwork, { numRuns: 20, seed: 20_260_101 });
  const withUnits = plain.map((network) => ({
    ...network,
    units: { time: "min", concentration: "nM", volume: "uL" },
  }));
  expect(messagesOf([...plain, ...withUnits])).toBe("");
});

test.runIf(mayRun)("the checker finds a fault", () => {
  const { artefact } = sbmlFromReactions(sampleNetworks["lotka-volterra"]!);
  expect(messagesAbout([artefact!.replace("<ci>tube</ci>", "<ci>birth</ci>")])).toContain("10541");
});

function messagesOf(networks: readonly ReactionNetwork[]): string {
  const profiles = ["ode", "ssa"] as const;
  return messagesAbout(
    networks.flatMap((network) =>
      profiles.map((profile) => sbmlFromReactions(network, { profile, volume: 7 }).artefact!),
    ),
  );
}

/** Everything that libSBML says about some documents, one message a line. */
function messagesAbout(documents: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "ncrn-sbml-"));
  try {
    const files = documents.map((document, index) => {
      const file = join(folder, `${index}.xml`);
      writeFileSync(file, document);
      return file;
    });
    const { stdout, stderr, status } = spawnSync(python, [checker, ...files], { encoding: "utf8" });
    expect(stderr).toBe("");
    expect(status === 0).toBe(stdout.trim() === "");
    return stdout.trim();
  } finally {
    rmSync(folder, { recursive: true });
  }
}
