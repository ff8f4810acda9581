// Every exported law, read back from the XML, is the flux of its reaction.

import { InternalError } from "@ncrn/language";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { RateExpression, ReactionNetwork } from "../../src/network/reaction-network.js";
import { sbmlFromReactions } from "../../src/sbml/sbml-from-reactions.js";
import { fluxOf } from "../flux.js";
import { randomFlux, randomNetwork, randomState } from "../random-networks.js";
import { binary, number, sampleNetwork, species } from "../sample-networks.js";
import { lawValues } from "./law-values.js";
import { elementsNamed, parseXml, type XmlElement } from "./mathml.js";

test("concentration laws are tube · gate · flux", () => {
  fc.assert(
    fc.property(randomNetwork, randomState, (network, state) => {
      const root = document(network, "ode");
      const gates = new Map([
        ["gate_forward", 1],
        ["gate_feedback", 0],
      ]);
      const laws = lawValues(root, new Map([...state, ...gates, ["tube", 3], ["time", 0]]));
      for (const [index, reaction] of network.reactions.entries()) {
        const runs = reaction.phases.length === 0 || reaction.phases.includes("forward");
        const flux = fluxOf(reaction, network, state);
        // A closed gate is the factor 0, which cannot undo a flux that is not a number.
        if (Number.isFinite(flux)) expectClose(laws[index]!, runs ? 3 * flux : 0);
      }
    }),
    { numRuns: 200 },
  );
});

test("propensities use falling factorials and tend to volume · flux", () => {
  const network = sampleNetwork({
    species: { A: 8, B: 3 },
    parameters: { k: 0.5 },
    reactions: [
      ["0 -> A", "k"],
      ["A -> B", "k"],
      ["A + B -> 0", "k"],
      ["3 A + 2 B -> 0", "k"],
    ],
  });
  const root = document(network, "ssa", 10);
  const values = new Map([
    ["A", 80],
    ["B", 30],
    ["time", 0],
  ]);
  expect(lawValues(root, values)).toEqual([
    0.5 * 10,
    0.5 * 80,
    (0.5 * 80 * 30) / 10,
    (0.5 * 80 * 79 * 78 * 30 * 29) / 10 ** 4,
  ]);
  expect(elementsNamed(root, "species").map(({ attributes }) => attributes["initialAmount"])).toEqual([
    "80",
    "30",
  ]);
});

test("propensities of general laws are volume · flux of the concentrations", () => {
  fc.assert(
    fc.property(randomFlux, randomState, (flux, state) => {
      const network = sampleNetwork({
        species: { A: 1, B: 1, C: 1, D: 1 },
        parameters: { k: 0.5, h: 2 },
        reactions: [["A -> B", { flux }]],
      });
      // A power of two, so that count / volume is exactly the concentration.
      const counts = new Map([...state].map(([name, value]) => [name, value * 4]));
      const [law] = lawValues(document(network, "ssa", 4), new Map([...counts, ["time", 0]]));
      expectClose(law!, 4 * fluxOf(network.reactions[0]!, network, state));
    }),
    { numRuns: 200 },
  );
});

test("a sum of 1000 terms becomes a shallow tree with the same value", () => {
  const terms = Array.from({ length: 1000 }, (_, index) => number(index));
  const flux = terms.reduce<RateExpression>((left, right) => binary(left, "+", right), species("A"));
  const network = sampleNetwork({ species: { A: 1 }, reactions: [["A -> 0", { flux }]] });
  const root = document(network, "ode");
  const [law] = lawValues(
    root,
    new Map([
      ["A", 0.5],
      ["tube", 1],
      ["time", 0],
    ]),
  );
  expect(law).toBe(499_500.5);
  expect(depthOf(elementsNamed(root, "kineticLaw")[0]!)).toBeLessThan(12);
});

function document(network: ReactionNetwork, profile: "ode" | "ssa", volume = 1): XmlElement {
  const { artefact, diagnostics } = sbmlFromReactions(network, { profile, volume });
  if (artefact === undefined) throw new InternalError(diagnostics[0]!.message);
  return parseXml(artefact);
}

function expectClose(found: number, wanted: number): void {
  if (!Number.isFinite(wanted)) return;
  expect(Math.abs(found - wanted)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(wanted)));
}

function depthOf(element: XmlElement): number {
  return 1 + Math.max(0, ...element.children.map(depthOf));
}
