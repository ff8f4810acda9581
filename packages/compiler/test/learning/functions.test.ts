import { expect, test } from "vitest";
import { networkProblems } from "../../src/network/network-invariants.js";
import { lower, lowered, problems, reactionLines } from "../lower-text.js";

const learner = (model: string, lowering = "order: 9; polynomialize: true"): string =>
  `model M {\ninput x\ntarget y\nweight theta = 1\n${model}\nloss = (yhat - y)^2 / 2\n}
learn M as L { phases { forward: 1 }; update: accumulated; lower { ${lowering} } }`;

/** The phases and the auxiliary species with their initial values. */
function check(
  model: string,
  phases: readonly string[],
  auxiliaries: Readonly<Record<string, number>>,
): void {
  const network = lowered(learner(model));
  expect(networkProblems(network)).toEqual([]);
  expect(network.phases.map(({ name }) => name)).toEqual(phases);
  const made = network.species.filter(({ role }) => role === "auxiliary");
  expect(Object.fromEntries(made.map(({ name, initial }) => [name, initial]))).toEqual(auxiliaries);
}

test("a function of what stands is made once, before the forward phase", () => {
  check(
    "state z = 0\nz' = exp(theta * x) - z\noutput yhat = z",
    ["forward_functions", "forward", "error", "feedback", "update"],
    { "exp(theta*x)": 1 },
  );
});

test("a function of states is carried along and back, from its value at the start if that is a number", () => {
  const model = "state z = 1\nz' = theta * exp(-z)\noutput yhat = z";
  check(model, ["forward", "error", "feedback", "update"], { "exp(-z)": Math.exp(-1) });
  const lines = reactionLines(lowered(learner(model)));
  // v' = −v·z' = −θ·v² forward, +θ·v² in the feedback phase; θ is signed, v is not.
  expect(lines.filter((line) => line.includes("2 exp_minus_z"))).toEqual([
    "feedback: 2 exp_minus_z ->{1} 3 exp_minus_z by theta_p",
    "feedback: 2 exp_minus_z ->{1} exp_minus_z by theta_m",
    "forward: 2 exp_minus_z ->{1} exp_minus_z by theta_p",
    "forward: 2 exp_minus_z ->{1} 3 exp_minus_z by theta_m",
  ]);
});

test("functions in outputs, losses and initial values have phases where their arguments stand", () => {
  check(
    "state z = x\nz' = theta - z\noutput yhat = exp(z)",
    ["load", "forward", "output_functions", "output", "error", "feedback", "update"],
    { "exp(z)": 1 },
  );
  check(
    "state z = exp(theta * x)\nz' = -z\noutput yhat = z",
    ["load_functions", "load", "forward", "error", "feedback", "initial", "update"],
    { "exp(theta*x)": 1 },
  );
  const text = learner("state z = x\nz' = theta - z\noutput yhat = z").replace(
    "(yhat - y)^2 / 2",
    "exp(yhat - y)",
  );
  const phases = lowered(text).phases.map(({ name }) => name);
  expect(phases).toEqual(["load", "forward", "error_functions", "error", "feedback", "update"]);
});

test("what only prepares the output belongs to inference, what prepares the error does not", () => {
  const { learning } = lowered(learner("state z = x\nz' = theta\noutput yhat = exp(z) * abs(theta)"));
  expect(learning?.inferencePhases).toEqual(["load", "forward", "output_functions", "output"]);
  expect(learning?.learningPhases[0]).toBe("error_functions");
});

test("inner functions come first, and a path starts where its argument has its constant term", () => {
  check(
    "state z = x\nz' = theta * exp(sin(z)) / (2 + z^2)\noutput yhat = z",
    ["load", "forward_functions", "forward_functions_2", "forward", "error", "feedback", "update"],
    {
      "sin(z).p": 0,
      "sin(z).m": 0,
      "cos(z).p": 1,
      "cos(z).m": 0,
      "exp(sin(z))": 1,
      "1/(2 + z^2)": 0.5,
    },
  );
});

test("the rails of a sum cancel before its absolute value is read; its sign is found before the error", () => {
  const model = "weight b = 0\nstate z = 0\nz' = relu(theta * x + b) - z\noutput yhat = z";
  const network = lowered(learner(model, "order: 9"));
  expect(networkProblems(network)).toEqual([]);
  expect(network.phases.map(({ name }) => name)).toEqual([
    "forward_functions",
    "forward_functions_2",
    "forward",
    "error_functions",
    "error",
    "feedback",
    "update",
  ]);
  const cancelling = network.reactions.filter(({ role }) => role === "annihilation");
  expect(cancelling.map(({ phases }) => phases)).toContainEqual(["forward_functions", "forward_functions_2"]);
});

test("a step is one concentration that follows the rails of its variable, in proportion to annihilation squared", () => {
  const model = "state z = x\nz' = theta - abs(z)\noutput yhat = z";
  const text = learner(model, "order: 9").replace("update:", "rails: dual(annihilate: 50); update:");
  const lines = reactionLines(lowered(text)).filter((line) => line.includes("step_z"));
  expect(lines).toContain("error_functions, feedback: 0 ->{2500} step_z by z_p");
  expect(lines).toContain("error_functions, feedback: step_z ->{2500} 0 by z_m");
});

test("each mistake is told once, at its place", () => {
  const at = (model: string, lowering?: string) => problems(learner(model, lowering));
  const state = (dynamics: string, initial = "x") =>
    `state z = ${initial}\nz' = ${dynamics}\noutput yhat = z`;
  expect(at(state("theta * exp(z)"), "order: 9")).toEqual(['not-polynomial "exp(z)"']);
  expect(at(state("theta * floor(z)"))).toEqual(['not-polynomial "floor(z)"']);
  expect(at(state("theta / z"))).toEqual(['domain-not-proven "theta / z"']);
  expect(at(state("theta / z", "0"))).toEqual(['outside-domain "theta / z"']);
  expect(at(state("theta * sqrt(1 + z^2 + exp(z))"))).toEqual([]);
  expect(at(state("theta * log(z^2 - 2)"))).toEqual(['domain-not-proven "log(z^2 - 2)"']);
});

test("without the setting the hint names it", () => {
  const { diagnostics } = lower(learner("state z = x\nz' = theta * exp(z)\noutput yhat = z", "order: 9"));
  expect(diagnostics.map(({ hint }) => hint)).toEqual([expect.stringContaining("polynomialize: true")]);
});
