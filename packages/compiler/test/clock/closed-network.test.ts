import { expect, test } from "vitest";
import { networkProblems } from "../../src/network/network-invariants.js";
import type { ReactionNetwork } from "../../src/network/reaction-network.js";
import { reactionOrder } from "../../src/network/stoichiometry.js";
import { reactionLines } from "../lower-text.js";
import {
  closed,
  type LearnSettings,
  LINEAR,
  learnerText,
  lowerLearner,
  quenched,
  SQUARED,
} from "./learners.js";

function check(
  network: ReactionNetwork,
  counts: { readonly reactions: number; readonly species: number },
): void {
  expect(networkProblems(network)).toEqual([]);
  expect(Math.max(...network.reactions.map(reactionOrder))).toBe(2);
  expect({ reactions: network.reactions.length, species: network.species.length }).toEqual(counts);
}

/** Reactions without their constants. */
const shapes = (network: ReactionNetwork): readonly string[] =>
  reactionLines(network).map((line) => line.replace(/\{[^}]*\}/, ""));

test("linear regression: what opens the windows, what runs in them, what cancels all the time", () => {
  expect(shapes(closed(LINEAR))).toEqual([
    "clock_1 + clock_2 -> 2 clock_2",
    "clock_2 + clock_3 -> 2 clock_3",
    "clock_1 + clock_3 -> 2 clock_1",
    "x_1 -> x_1_forward + z by clock_1",
    "x_2 -> x_2_forward + z by clock_1",
    "x_1_forward -> x_1_feedback by clock_2",
    "x_2_forward -> x_2_feedback by clock_2",
    "z -> o_p + adjoint_z_p by clock_2",
    "y -> adjoint_z_m by clock_2",
    "x_1_feedback -> 0 by clock_3",
    "x_2_feedback -> 0 by clock_3",
    "o_p -> 0 by clock_3",
    "adjoint_z_p -> 0 by clock_3",
    "adjoint_z_m -> 0 by clock_3",
    "0 -> z by x_1_forward + theta_1_p",
    "0 -> z by x_2_forward + theta_2_p",
    "0 -> z by clock_1",
    "0 -> theta_1_m by x_1_feedback + adjoint_z_p",
    "0 -> theta_1_p by x_1_feedback + adjoint_z_m",
    "0 -> theta_2_m by x_2_feedback + adjoint_z_p",
    "0 -> theta_2_p by x_2_feedback + adjoint_z_m",
    "theta_1_p + theta_1_m -> 0",
    "theta_2_p + theta_2_m -> 0",
  ]);
});

// Published: 27 reactions and 21 species, without an output that can be read.
test("linear regression: counts with weights that change directly, and with gradients of their own", () => {
  check(closed(LINEAR), { reactions: 23, species: 18 });
  check(closed(LINEAR, { update: "accumulated" }), { reactions: 27, species: 22 });
});

// Published, with clock species that are swapped from outside: 24 reactions and 20 species, two of them the clock. Here a third
// window cleans, and an output can be read; without that species, its cleaning and the third clock species the accumulated
// form is the published one.
test("linear regression with an ideal clock: the same network without the reactions of the ring", () => {
  const withoutRing = (settings: LearnSettings): readonly number[] => {
    const { reactions, species } = closed(LINEAR, settings);
    return [reactions.filter(({ role }) => role !== "clock").length, species.length];
  };
  expect(withoutRing({})).toEqual([20, 18]);
  expect(withoutRing({ update: "accumulated" })).toEqual([24, 20 + 2]);
});

// Published: 15 d + 7 reactions and 9 d + 6 species, without an output that can be read. The output adds two species and two
// reactions that clean them; the annihilation of the error, which changes nothing, is left out.
test.each([2, 3, 4, 5, 6])("quenched states, first-order gradients, d = %i: linear in d", (d) => {
  check(closed(quenched(d)), { reactions: 13 * d + 8, species: 7 * d + 8 });
  check(closed(quenched(d), { update: "accumulated" }), { reactions: 15 * d + 8, species: 9 * d + 8 });
});

test("a clock says whether it was simulated or estimated", () => {
  const estimated = lowerLearner(learnerText(LINEAR), { integrate: () => undefined }).network!;
  expect([closed(LINEAR), estimated].map(({ clock }) => clock!.measured)).toEqual([true, false]);
});

test("nothing but the feed is asked of the outside", () => {
  const { phases, events, learning, clock } = closed(quenched(2));
  expect([phases, events]).toEqual([[], []]);
  expect([learning!.inferencePhases, learning!.learningPhases, learning!.gradients]).toEqual([[], [], []]);
  expect(learning!.cancellation).toBe("chemistry");
  expect(learning!.inputs.map(({ positive }) => positive)).toEqual(["x_1", "x_2"]);
  expect(learning!.targets.map(({ positive }) => positive)).toEqual(["y"]);
  expect(learning!.feed!.readDelay).toBeCloseTo(2 * (clock!.period / 3), 6);
  expect(clock!.windows.map(({ name, phases: inside }) => [name, inside])).toEqual([
    ["forward", ["load", "forward"]],
    ["feedback", ["output", "error", "feedback"]],
    ["feed", []],
  ]);
});

function windows(model: string, expected: readonly string[], settings: LearnSettings = {}): void {
  const network = closed(model, settings);
  expect(networkProblems(network)).toEqual([]);
  expect(Math.max(...network.reactions.map(reactionOrder))).toBe(2);
  expect(network.clock!.windows.map(({ name }) => name)).toEqual(expected);
}

const TRAINED_OUTPUT = `input x\ntarget y\nweight w = 1, theta = 0\nstate z = x\nz' = theta * x\noutput o = w * z\n${SQUARED}`;

test("phases with products get windows of their own, linear ones need none", () => {
  windows(quenched(2), ["forward", "feedback", "feed"], { gradient: "adjoint" });
  windows(TRAINED_OUTPUT, ["forward", "output", "adjoint", "feedback", "feed"]);
  windows(TRAINED_OUTPUT.replace("w * z", "w + z"), ["forward", "output", "feedback", "feed"]);
  windows(
    TRAINED_OUTPUT.replace("z = x", "z = w * theta"),
    ["load", "forward", "output", "adjoint", "feedback", "initial", "feed"],
    { gradient: "adjoint" },
  );
});

test("a constant initial state is made by a conserved token in each cycle", () => {
  const network = closed(
    `input x >= 0\ntarget y >= 0\nweight theta = 0\nstate a = 0.7\nstate b = -1.4\na' = theta * x - 0.5 * a * abs(a)
b' = x\noutput o = a + b\n${SQUARED}`,
  );
  expect(network.species.find(({ id }) => id === "token")!.initial).toBe(0.7);
  expect(shapes(network).filter((line) => line.includes("token"))).toEqual([
    "token -> a_p + 2 b_m + token_forward by clock_1",
    "token_forward -> token_feedback by clock_2",
    "token_feedback -> token by clock_3",
  ]);
});

test("a fraction is a competition of conversions; the learning rate sits where the gradient forms", () => {
  const network = closed(
    `input x >= 0\ntarget y >= 0\nweight theta = 0\nstate z = 0.25 * x\nz' = theta * x\noutput o = z\n${SQUARED}`,
    { update: "accumulated", clock: "oscillator(k: 1, seed: 1e-6)" },
  );
  const lines = reactionLines(network);
  expect(lines.filter((line) => line.startsWith("x ->"))).toEqual([
    "x ->{2.5} x_forward + z_p by clock_1",
    "x ->{7.5} x_forward by clock_1",
  ]);
  expect(lines.filter((line) => line.includes("gradient")).map((line) => line.includes("* eta"))).toEqual([
    false,
    false,
    true,
    true,
  ]);
});
