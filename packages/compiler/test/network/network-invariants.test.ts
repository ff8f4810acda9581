// Sound networks have no problems; each broken invariant is named.

import fc from "fast-check";
import { expect, test } from "vitest";
import { networkProblems } from "../../src/network/network-invariants.js";
import type { Reaction, ReactionNetwork } from "../../src/network/reaction-network.js";
import { randomNetwork } from "../random-networks.js";
import { call, number, sampleNetwork, sampleNetworks, species, time } from "../sample-networks.js";

test.each(Object.entries(sampleNetworks))("%s is sound", (_, network) => {
  expect(networkProblems(network)).toEqual([]);
});

test("random networks are sound", () => {
  fc.assert(
    fc.property(randomNetwork, (network) => {
      expect(networkProblems(network)).toEqual([]);
    }),
    { numRuns: 50 },
  );
});

const sound = sampleNetwork({
  species: { A: 1, B: 0 },
  parameters: { k: 1 },
  reactions: [["A -> B", "k"]],
  phases: [
    { name: "one", duration: 1 },
    { name: "two", duration: 1 },
  ],
});

function withReaction(change: Partial<Reaction>): ReactionNetwork {
  return { ...sound, reactions: [{ ...sound.reactions[0]!, ...change }] };
}

const one = (id: string, coefficient = 1) => ({ species: id, coefficient });

test.each<[ReactionNetwork, string]>([
  [sampleNetwork({ species: { "1A": 1 } }), "`1A` is not an identifier"],
  [
    sampleNetwork({ species: { A: 1 }, parameters: { A: 1 } }),
    "`A` is the identifier of two species or parameters",
  ],
  [sampleNetwork({ species: { A: -1 } }), "`A` starts at -1"],
  [sampleNetwork({ species: {}, parameters: { k: Number.NaN } }), "the parameter `k` is NaN"],
  [{ ...sound, phases: [{ name: "one", duration: 0 }] }, "the phase `one` lasts 0"],
  [{ ...sound, phases: [...sound.phases, ...sound.phases.slice(0, 1)] }, "there are two phases `one`"],
  [
    { ...sound, reactions: [...sound.reactions, ...sound.reactions] },
    "`r1` is the identifier of two reactions",
  ],
  [withReaction({ reactants: [one("C")] }), "the reaction `r1` names the unknown species `C`"],
  [
    withReaction({ reactants: [one("B"), one("A")] }),
    "the reaction `r1` lists species out of order or twice",
  ],
  [
    withReaction({ reactants: [one("A", 0.5)] }),
    "the reaction `r1` has a coefficient that is not a positive whole number",
  ],
  [withReaction({ reactants: [], products: [] }), "the reaction `r1` is empty on both sides"],
  [
    withReaction({ rate: { kind: "mass-action", constant: species("A") } }),
    "the rate constant of the reaction `r1` is not constant",
  ],
  [
    withReaction({ rate: { kind: "mass-action", constant: time } }),
    "the rate constant of the reaction `r1` is not constant",
  ],
  [
    withReaction({ rate: { kind: "law", flux: number(Number.POSITIVE_INFINITY) } }),
    "the reaction `r1` holds the number Infinity",
  ],
  [withReaction({ rate: { kind: "law", flux: call("exp") } }), "the reaction `r1` calls `exp` wrongly"],
  [withReaction({ phases: ["two", "one"] }), "the reaction `r1` lists its phases out of order or twice"],
  [withReaction({ phases: ["three"] }), "the reaction `r1` runs in an unknown phase"],
  [
    sampleNetwork({ species: {}, events: [{ trigger: { kind: "every", period: 0 }, assignments: [] }] }),
    "the event `event1` has the period 0",
  ],
  [
    sampleNetwork({
      species: {},
      events: [{ trigger: { kind: "every", period: 1, first: 0 }, assignments: [] }],
    }),
    "the event `event1` first fires at 0",
  ],
  [
    sampleNetwork({
      species: {},
      events: [
        {
          trigger: { kind: "at", time: 1 },
          assignments: [{ target: { kind: "parameter", id: "h" }, value: number(1) }],
        },
      ],
    }),
    "the event `event1` assigns to the unknown parameter `h`",
  ],
  [
    sampleNetwork({ species: {}, observables: [{ name: "x", value: species("X") }] }),
    "the read-out `x` names the unknown species `X`",
  ],
])("broken invariant %#", (network, problem) => {
  expect(networkProblems(network)).toEqual([problem]);
});
