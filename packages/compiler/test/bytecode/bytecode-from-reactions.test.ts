// Programs: the bytes decode to the program, its code computes the fluxes, and the text shows all of it.

import { decodeBytecode, simulateDeterministic } from "@ncrn/simulator";
import fc from "fast-check";
import { expect, test } from "vitest";
import { bytecodeFromReactions } from "../../src/bytecode/bytecode-from-reactions.js";
import { bytecodeText } from "../../src/bytecode/bytecode-text.js";
import { programFromReactions } from "../../src/bytecode/program-from-reactions.js";
import type { ReactionNetwork } from "../../src/network/reaction-network.js";
import { randomNetwork } from "../random-networks.js";
import { call, number, sampleNetwork, sampleNetworks } from "../sample-networks.js";

test.each(Object.entries(sampleNetworks))("the bytes of %s decode to its program", (_, network) => {
  check(network);
});

test("the bytes of random networks decode to their programs", () => {
  fc.assert(fc.property(randomNetwork, check), { numRuns: 100 });
});

test("the order of things is kept, identifiers become indices", () => {
  const program = programFromReactions(sampleNetworks["phases"]!);
  expect(program.species.map(({ name }) => name)).toEqual(["A", "B", "C"]);
  expect(program.reactions[1]).toEqual({
    name: "r2",
    reactants: [
      { species: 0, coefficient: 1 },
      { species: 1, coefficient: 1 },
    ],
    products: [
      { species: 1, coefficient: 1 },
      { species: 2, coefficient: 1 },
    ],
    rate: { kind: "mass-action", code: [{ opcode: 0, operand: 0.5 }] },
    phases: [1],
  });
});

test("min and max of several values are folded from the left, of one value they are the value", () => {
  const flux = call("max", number(1), number(3), call("min", number(2)));
  const network = sampleNetwork({ species: { A: 0 }, reactions: [["0 -> A", { flux }]] });
  const [reaction] = programFromReactions(network).reactions;
  expect(reaction!.rate.code.map(({ opcode }) => opcode)).toEqual([0, 0, 23, 0, 23]);
});

test("the text of a program", () => {
  expect(bytecodeText(programFromReactions(sampleNetworks["events"]!))).toBe(`program Events
parameters 2
  0 k = 0.2
  1 dose = 3
species 3
  0 A = 10
  1 B = 0
  2 E = 2 clamped
reactions 3
  0 r1: 1 A -> 1 B | mass-action k | always
  1 r2: 1 E -> 1 B + 1 E | mass-action k 2 divide | always
  2 r3: 0 -> 1 A | mass-action 0.1 | always
events 4
  0 at 1 | A: [A] 5 add
  1 at 1 | A: [A] 2 multiply
  2 every 1.5 | B: [B] dose add
  3 when B > 12: when [B] 12 greater | B: 1 | k: k 0.5 multiply
observables 2
  0 total: [A] [B] add
  1 A: [A]
`);
});

test("2 A ->{0.1} B from 10 leaves 10/3 after one time unit", () => {
  const program = programFromReactions(sampleNetworks["dimerisation"]!);
  const { trajectory } = simulateDeterministic(program, { until: 1, times: [1] });
  expect(trajectory.species.map(({ name }) => name)).toEqual(["A", "B"]);
  expect(Math.abs(trajectory.species[0]!.values[0]! - 10 / 3)).toBeLessThan(1e-8);
});

function check(network: ReactionNetwork): void {
  const { artefact, diagnostics } = bytecodeFromReactions(network);
  expect(diagnostics).toEqual([]);
  expect(decodeBytecode(artefact!)).toMatchObject({ program: programFromReactions(network) });
}
