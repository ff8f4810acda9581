import { expect, test } from "vitest";
import { compileTo } from "../../../src/compile.js";
import { networkProblems } from "../../../src/network/network-invariants.js";
import type { ReactionNetwork } from "../../../src/network/reaction-network.js";
import { reactionOrder } from "../../../src/network/stoichiometry.js";
import { lower, lowered, reactionLines } from "../../lower-text.js";

const learner = (model: string, settings = ""): string =>
  `model M {\n${model}\noutput o = z\nloss = (o - y)^2 / 2\n}\nlearn M as L { phases { forward: 0.5 }\n${settings} }\n`;

const cubic = "input x >= 0\ntarget y >= 0\nweight theta = 0\nstate z = x\nz' = theta * x - z^3";

const orderOf = ({ reactions }: ReactionNetwork): number => Math.max(...reactions.map(reactionOrder));

test("a cubic state: its square starts from the input, moves with it, and runs back with it", () => {
  const network = lowered(learner(cubic, "update: accumulated"));
  expect(networkProblems(network)).toEqual([]);
  expect(
    reactionLines(network).filter((line) => line.includes("z_to_2 ") || line.includes("z_to_2_p")),
  ).toContain("load: 0 ->{1} z_to_2_p by 2 x");
  const rules = network.reactions.flatMap(({ provenance }) => provenance.map(({ rule }) => rule));
  expect(rules).toContain("auxiliary z^2 of forward dynamics of z");
  expect(orderOf(network)).toBe(2);
  expect(network.phases.map(({ name }) => name)).toEqual(["load", "forward", "error", "feedback", "update"]);
});

test("what needs no reduction is what it was", () => {
  const model = cubic.replace("z^3", "z * abs(z)");
  expect(lowered(learner(model))).toEqual(lowered(learner(model, "lower { order: 3 }")));
});

test("a higher limit is used", () => {
  const quartic = cubic.replace("z^3", "z^4");
  expect(orderOf(lowered(learner(quartic, "lower { order: 4 }")))).toBe(4);
  expect(orderOf(lowered(learner(quartic, "lower { order: 3 }")))).toBe(3);
  expect(orderOf(lowered(learner(quartic, "lower { order: 2 }")))).toBe(2);
});

test("products that need the error are made in a phase of their own before feedback, those of weights while loading", () => {
  const smoothed = cubic.replace("theta * x - z^3", "0.3 + z * (theta * x) + theta * z - 0.5 * z * abs(z)");
  const network = lowered(learner(smoothed));
  const made = network.reactions.filter(({ role, phases }) => role === "load" && !phases.includes("load"));
  expect(new Set(made.flatMap(({ phases }) => phases))).toEqual(new Set(["feedback_products"]));
  expect(network.learning?.inferencePhases).toEqual(["load", "forward"]);
  expect(network.learning?.learningPhases).toEqual(["error", "feedback_products", "feedback"]);
});

test("a function that still has its starting number is that number in a longer product: 1/(1 + 0²)·z² starts as x²", () => {
  const hill = cubic.replace("z^3", "z^2 / (1 + z^2)");
  const network = lowered(learner(hill, "lower { polynomialize: true }"));
  expect(network.phases.map(({ name }) => name).slice(0, 2)).toEqual(["load", "forward_functions"]);
  expect(reactionLines(network)).toContain("load: 0 ->{1} z_to_2_1_over__1_plus_z_to_2 by 2 x");
});

test("weights that are read only in products made before feedback are updated while the gradient forms", () => {
  const network = lowered(learner(cubic));
  expect(network.phases.map(({ name }) => name)).toEqual(["load", "forward", "error", "feedback"]);
  expect(network.species.filter(({ role }) => role === "gradient")).toEqual([]);
});

test("every target prints the reduced circuit, and the lowered text gives it again", async () => {
  const network = lowered(learner(cubic.replace("theta * x", "theta * x * z")));
  for (const target of ["sbml", "crn", "bytecode"]) {
    const { diagnostics } = await compileTo(network, target);
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  }
  const { artefact } = await compileTo(network, "ncrn");
  expect([...reactionLines(lowered(artefact as string))].sort()).toEqual([...reactionLines(network)].sort());
});

test("a search that ends at its budget is told of at the loss, and the circuit has the order that was asked for", () => {
  const hill = (order: number): string =>
    learner(
      cubic.replace("- z^3", "- z + z^2 / (1 + z^2)"),
      `lower { polynomialize: true; order: ${order} }`,
    );
  const auxiliariesOf = ({ species }: ReactionNetwork): number =>
    new Set(species.filter(({ role }) => role === "auxiliary").map(({ name }) => name.replace(/\.[pm]$/, "")))
      .size;
  const { network, diagnostics } = lower(hill(2));
  const [said] = diagnostics;
  expect([orderOf(network!), networkProblems(network!), diagnostics.length]).toEqual([2, [], 1]);
  expect([said!.code, said!.severity]).toEqual(["order-reduction-incomplete", "information"]);
  expect(hill(2).slice(said!.origin.span.start, said!.origin.span.end)).toBe("(o - y)^2 / 2");
  const auxiliaries = auxiliariesOf(network!) - auxiliariesOf(lowered(hill(9)));
  expect(said!.data).toEqual({ order: 2, auxiliaries });
});

test("reduction is deterministic", () => {
  const text = learner(cubic.replace("z^3", "z^4"));
  expect(lowered(text)).toEqual(lowered(text));
});

// Published circuit F4, z' = Σ θx − z³/6, and F6, z' = h + z·Σ θx + β·z − ½z|z|, in their published form of order 3 and
// reduced: with a sum for each preactivation the reduced F6 has fewer reactions than the trimolecular one.
test.each([
  ["F4", 2, [102, 32], [118, 32]],
  ["F4", 3, [195, 58], [201, 52]],
  ["F4", 6, [642, 184], [546, 136]],
  ["F6", 2, [210, 40], [122, 36]],
  ["F6", 3, [417, 70], [207, 58]],
  ["F6", 6, [1446, 208], [558, 148]],
] as const)("%s of %i dimensions: reactions and species before and after", (family, d, before, after) => {
  const dynamics = family === "F4" ? "t * x - z^3 / 6" : "0.3 + z .* (t * x) + b .* z - 0.5 * z .* abs(z)";
  const weights = family === "F4" ? `t[${d},${d}] = 0` : `t[${d},${d}] = 0, b[${d}] = 0`;
  const text = (order: number): string =>
    `model M {\ninput x[${d}]\ntarget y\nweight ${weights}\nstate z[${d}] = x\nz' = ${dynamics}\noutput o = sum(z)\nloss = (o - y)^2 / 2\n}\nlearn M as L { phases { forward: 0.5 }\nlower { order: ${order} } }\n`;
  const counts = ({ reactions, species }: ReactionNetwork) => [reactions.length, species.length];
  expect(counts(lowered(text(3)))).toEqual(before);
  const reduced = lowered(text(2));
  expect([counts(reduced), orderOf(reduced)]).toEqual([after, 2]);
});
