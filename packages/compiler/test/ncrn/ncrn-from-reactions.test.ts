// The lowered text is legal and lowers to itself, and means what the network means.

import fc from "fast-check";
import { expect, test } from "vitest";
import { ncrnFromReactions } from "../../src/ncrn/ncrn-from-reactions.js";
import { networkProblems } from "../../src/network/network-invariants.js";
import type { ReactionNetwork } from "../../src/network/reaction-network.js";
import { fluxOf, netChange } from "../flux.js";
import { lowered } from "../lower-text.js";
import { randomNetworkInUnits, randomSmoothNetwork, randomState } from "../random-networks.js";
import { binary, number, sampleNetwork, sampleNetworks, species } from "../sample-networks.js";

test.each(Object.entries(sampleNetworks))("%s lowers to itself", (_, network) => {
  check(network);
});

test.each([
  ["without units", randomSmoothNetwork],
  ["with units in their laws", randomNetworkInUnits],
])(
  "random networks %s keep their rates of change, and lower to themselves once equal reactions are merged",
  (_, networks) => {
    fc.assert(
      fc.property(networks, randomState, fc.constantFrom("forward", "feedback"), (network, state, phase) => {
        const again = lowered(textOf(network));
        check(again);
        for (const { id } of network.species) {
          const [wanted, found] = [network, again].map((one) => changeOf(one, state, phase, id));
          expect(Math.abs(found! - wanted!)).toBeLessThanOrEqual(1e-9 * magnitude(network, state));
        }
      }),
      { numRuns: 100 },
    );
  },
);

test("what the user declared keeps its documentation, generated parts say where they come from", () => {
  const network = sampleNetwork({
    species: { A: 1, B: 0 },
    reactions: [
      ["A -> B", 1],
      ["B -> 0", 2],
      ["A -> 0", 3],
    ],
  });
  const generated: ReactionNetwork = {
    ...network,
    documentation: "First line.\nSecond line.",
    species: network.species.map((one, index) => ({
      ...one,
      documentation: index === 0 ? "Food." : undefined,
      role: index === 0 ? "species" : "state",
    })),
    reactions: network.reactions.map((one, index) => ({
      ...one,
      role: index === 0 ? "source" : "forward",
      provenance: [{ ...one.provenance[0]!, rule: "dynamics of z" }],
    })),
  };
  expect(textOf(generated)).toBe(`// The network Sample of sample.ncrn, lowered to reactions.
// 2 species, 3 reactions.

/// First line.
/// Second line.
crn Sample {
  /// Food.
  species A = 1
  // states
  species B = 0

  A ->{1} B
  // dynamics of z
  B ->{2} 0
  A ->{3} 0
}
`);
});

test("units of rates are those of the network, to which their values were converted", () => {
  const source =
    "units { time: s; concentration: nM }\ncrn X {\n species A = 1\n rate k = 60 [1/mM/min]\n 2 A ->{k} 0\n}";
  const network = lowered(source);
  expect(textOf(network)).toContain("rate k = 0.000001 [1/nM/s]");
  expect(check(network).parameters.map(({ value }) => value)).toEqual(
    network.parameters.map(({ value }) => value),
  );
});

test.each([
  ["[2 [1/s] * A]", "A ->[2 [1/s] * A] B"],
  ["[1 [nM/s] * B / (2 + B)]", "B ->[1 [nM/s] * B / (2 + B)] 0"],
  ["[0.06 * A]", "let a = 2 [1/s]\n A ->[a * 0.03 * A] B"],
  ["[1 [1/s] * A]", "const one = 1 [1/s]\n A ->[one * A] B"],
  ["{2 [1/s]}", "A ->{120 [1/min]} B"],
  ["[k * 2 [nM] * A]", "A ->[k * 2 [nM] * A] B"],
  ["{2 [nM] * k}", "signal x = 1\n x' = -2 [nM] * k * x"],
  ["{exp(-q / 2 [nM]) * k * 1 [nM]}", "signal x = 1\n x' = -1 [nM] * k * exp(-q / 2 [nM]) * x"],
  ["{k * 1 [nM]}", "signal x = 1\n x' = -1 [nM] * k * x"],
  ["sqrt(A) * 1.5 [1/s] * (2 [nM] / (1 [nM])^(1/2))", "A ->[sqrt(A) * 1.5 [1/s] * sqrt(4 [nM])] B"],
])("units of numbers stay: %s", (part, statement) => {
  const source = `units { time: s; concentration: nM }\ncrn X {\n species A = 1, B = 1\n rate k = 3 [1/nM/s], q = 1 [nM]\n ${statement}\n}`;
  const network = lowered(source);
  expect(textOf(network)).toContain(part);
  check(network);
});

test("read-outs are definitions unless they are species, and never take a name twice", () => {
  const network = sampleNetwork({
    species: { x_p: 1, x_m: 0, y: 2, z_1: 3 },
    observables: [
      { name: "x", value: binary(species("x_p"), "-", species("x_m")) },
      { name: "y", value: species("y") },
      { name: "z[1]", value: binary(number(2), "*", species("y")) },
    ],
  });
  expect(
    textOf(network)
      .split("\n")
      .filter((line) => line.includes("let")),
  ).toEqual(["  let x = x_p - x_m", "  let z_1_value = 2 * y"]);
});

function textOf(network: ReactionNetwork): string {
  const { artefact, diagnostics } = ncrnFromReactions(network);
  expect(diagnostics).toEqual([]);
  return artefact!;
}

/** Lowers the text again and returns that network. */
function check(network: ReactionNetwork): ReactionNetwork {
  const text = textOf(network);
  const again = lowered(text);
  expect(networkProblems(again)).toEqual([]);
  expect(withoutComments(textOf(again))).toBe(withoutComments(text));
  return again;
}

function withoutComments(text: string): string {
  return text
    .split("\n")
    .filter((line) => !/^\s*\/\/(?!\/)/.test(line))
    .join("\n");
}

/** The sum of all fluxes, at least 1: differences below its last digits are rounding. */
function magnitude(network: ReactionNetwork, state: ReadonlyMap<string, number>): number {
  return network.reactions.reduce((sum, reaction) => sum + Math.abs(fluxOf(reaction, network, state)), 1);
}

function changeOf(
  network: ReactionNetwork,
  state: ReadonlyMap<string, number>,
  phase: string,
  id: string,
): number {
  return network.reactions
    .filter(({ phases }) => phases.length === 0 || phases.includes(phase))
    .reduce(
      (sum, reaction) => sum + (netChange(reaction).get(id) ?? 0) * fluxOf(reaction, network, state),
      0,
    );
}
