import { simulateDeterministic } from "@ncrn/simulator";
import { expect, test } from "vitest";
import { programFromReactions } from "../../../src/bytecode/program-from-reactions.js";
import { bindReactants } from "../../../src/lowering/reduce-order/bind-reactants.js";
import { numberReactions } from "../../../src/network/number-reactions.js";
import type { ReactionNetwork, Species } from "../../../src/network/reaction-network.js";
import { netChange, reactionOrder } from "../../../src/network/stoichiometry.js";
import { lowered } from "../../lower-text.js";

const network = (body: string): ReactionNetwork => lowered(`crn N {\n${body}\n}`);

/** The network with binding steps of a given factor. */
function bound(source: ReactionNetwork, factor: number): ReactionNetwork {
  let count = 0;
  const identifierOf = () => `complex_${++count}`;
  const { reactions, bindings } = bindReactants(source.reactions, { limit: 2, factor, identifierOf });
  const complexes = bindings
    .flatMap(({ complexes: made }) => made)
    .map<Species>(({ id }) => ({ ...source.species[0]!, id, name: id, initial: 0 }));
  const species = [...source.species, ...complexes];
  return { ...source, species, reactions: numberReactions(reactions, species) };
}

function valueAt(source: ReactionNetwork, time: number, name: string): number {
  const { trajectory } = simulateDeterministic(programFromReactions(source), {
    until: time,
    times: Float64Array.of(time),
    relativeTolerance: 1e-11,
    absoluteTolerance: 1e-15,
  });
  return trajectory.species[source.species.findIndex((species) => species.name === name)]!.values[0]!;
}

/** Tenfold faster binding has a tenth of the error, which is less than 3/factor. */
function checkConvergence(body: string, name: string, expected: number): void {
  const source = network(body);
  const errorAt = (factor: number): number => {
    const reduced = bound(source, factor);
    expect(Math.max(...reduced.reactions.map(reactionOrder))).toBe(2);
    return Math.abs(valueAt(reduced, 2, name) - expected) / expected;
  };
  // Terms of second order, 1/factor², are below a twentieth here.
  const [slow, fast] = [errorAt(1000), errorAt(10000)];
  expect(fast).toBeLessThan(3 / 10000);
  expect(slow / fast).toBeGreaterThan(9.5);
  expect(slow / fast).toBeLessThan(10.5);
}

// a' = −k·a³ from a = 1 where all three start alike: a = 1/√(1 + 2kt).
test("A + B + C: the error falls as 1/factor towards the closed form", () => {
  checkConvergence("species A = 1, B = 1, C = 1, D = 0\nA + B + C ->{0.5} D", "A", 3 ** -0.5);
});

// a' = −2k·a²·b, b' = −k·a²·b with a = 2b: b' = −4k·b³.
test("2 A + B with unequal coefficients", () => {
  checkConvergence("species A = 2, B = 1, C = 0\n2 A + B ->{0.25} 3 C", "B", 5 ** -0.5);
});

// a' = −k·a·c², with catalysts c: a = exp(−k·c²·t).
test("catalysts are given back", () => {
  checkConvergence("species A = 1, C = 2\nA + 2 C ->{0.1} 2 C", "A", Math.exp(-0.8));
});

// a' = −4k·a⁴ from a = 1: a = (1 + 12·k·t)^(−1/3).
test("four molecules bind in two steps", () => {
  checkConvergence("species A = 1, B = 0\n4 A ->{0.05} B", "A", 2.2 ** (-1 / 3));
});

test("steps together change what the reaction changes", () => {
  const source = network("species A = 1, B = 1, C = 1\n2 A + B + C ->{1} A + 3 C");
  const steps = bound(source, 1000).reactions.filter((_, index) => index % 2 === 0);
  const total = new Map<string, number>();
  for (const step of steps)
    for (const [species, change] of netChange(step)) total.set(species, (total.get(species) ?? 0) + change);
  const [reaction] = source.reactions;
  expect(Object.fromEntries([...total].filter(([, change]) => change !== 0))).toEqual(
    Object.fromEntries(netChange(reaction!)),
  );
});

test("reactions within the limit and laws stay as they are", () => {
  const source = network("species A = 1, B = 1\nA + B ->{1} A\n2 A + B ->[A * B] B");
  expect(bound(source, 1000).reactions).toEqual(source.reactions);
});
