// Models with functions, compiled, against finite differences of their source: the oracle evaluates the functions.

import { programFromReactions } from "@ncrn/compiler";
import { simulateDeterministic } from "@ncrn/simulator";
import { expect, test } from "vitest";
import { courseOf } from "../../src/simulate/course.js";
import { verifyNetwork } from "../../src/verify/verify-network.js";
import { subjectOf } from "../checked-text.js";

const learner = (model: string, settings = "polynomialize: true", learn = ""): string => `
model M {
  input x
  target y >= 0
  weight theta = 0.3
  ${model.replaceAll("; ", "\n  ")}
  ${model.includes("loss") ? "" : "loss = (yhat - y)^2 / 2"}
}
learn M as L { phases { forward: 0.7 }; update: accumulated; ${learn} lower { order: 14; ${settings} } }`;

test.each([
  "state z = 0; z' = tanh(theta * x) - z; output yhat = z",
  "weight b = 0; state z = x; z' = sigmoid(theta * x + b) - z; output yhat = z",
  "state z = x; z' = theta * exp(-z); output yhat = z",
  "state z = x; z' = theta .* sin(z); output yhat = z",
  "state z = x; z' = theta .* cos(z); output yhat = z",
  "state z = 0; z' = cos(theta * x) - z; output yhat = z",
  "state z = x; z' = theta / (1 + z^2); output yhat = 2 * z",
  "state z = x; z' = theta * sqrt(1 + z^2); output yhat = z",
  "state z = x; z' = theta * (1 + z^2)^(-1.5); output yhat = z",
  "state z = x; z' = theta * exp(sin(z)); output yhat = z",
  "state z = x; z' = theta * z^2 / (1 + z^2) - z; output yhat = z",
  "state z = x; z' = theta * tan(z / 2); output yhat = z",
  "state z = 0; z' = log(2 + theta * x) - z; output yhat = z",
  "state z = 0; z' = 2^(theta * x) - z; output yhat = z",
  "state z = tanh(theta * x); z' = theta - z; output yhat = z",
  "rate k = 0.7; fixed c = 0.5; state z = x; z' = k * tanh(c * z + theta); output yhat = z",
  "weight w[2,2]; state z[2] = [x, 0.5]; z' = tanh(w * z) - theta * z; output yhat = sum(z)",
  "state z[2] = [x, 0.5]; z' = theta * z; output yhat = exp(z[1]) / (exp(z[1]) + exp(z[2]))",
  "state z = x; z' = theta * x; output yhat = sigmoid(z); loss = -(y * log(yhat) + (1 - y) * log(1 - yhat))",
  "state z = x; z' = theta - z^4; output yhat = z",
  "state z = x; z' = (theta * x)^3 - z; output yhat = z",
  "state z = x; z' = theta * x - z; output yhat = z; loss = (yhat - y)^4",
])("smooth: %s", async (model) => {
  const result = await verifyNetwork(subjectOf(learner(model), "network"), { draws: 6 });
  expect([result.status, result.exact, result.draws]).toEqual(["completed", true, 6]);
  expect(result.forward!.largest).toBeLessThan(1e-9);
  expect(result.gradient!.largest).toBeLessThan(1e-8);
});

/** Largest and median error of the gradient over the draws, at an annihilation rate. */
async function gradientError(
  model: string,
  annihilate: number,
): Promise<{ largest: number; median: number }> {
  const text = learner(model, "", `rails: dual(annihilate: ${annihilate});`);
  const { gradient, status, exact } = await verifyNetwork(subjectOf(text, "network"), { draws: 12 });
  expect([status, exact]).toEqual(["completed", false]);
  return gradient!;
}

test.each([
  "state z = 0; z' = relu(theta * x) - z; output yhat = z",
  "weight b = 0; state z = 0; z' = relu(theta * x + b) - z; output yhat = z",
  "state z = x; z' = theta; output yhat = abs(z)",
  "state z[2] = [x, theta]; z' = theta - z; output yhat = max(z[1], z[2])",
  "state z = x - theta; z' = theta * x; output yhat = z + theta; loss = abs(yhat - y)",
])("absolute values of what stands still are right but for a vanishing remainder: %s", async (model) => {
  expect((await gradientError(model, 1000)).largest).toBeLessThan(1e-5);
});

test.each([
  "state z = x; z' = theta - abs(z); output yhat = z",
  "state z = x; z' = theta - relu(z); output yhat = z",
])("absolute values of what moves have an error in proportion to 1/annihilation: %s", async (model) => {
  const slow = await gradientError(model, 1000);
  const fast = await gradientError(model, 10_000);
  expect(slow.median).toBeLessThan(5e-3);
  expect(fast.median).toBeLessThan(0.2 * slow.median);
});

test("a run that leaves the domain of a function fails and names the function", async () => {
  const model = "state z = x; z' = theta / z; output yhat = z";
  const { status, failure } = await verifyNetwork(subjectOf(learner(model), "network"), { draws: 24 });
  expect(status).toBe("failed");
  expect(failure?.message).toContain("1/z");
});

test.each([
  ["signal x = 1\nx' = exp(-x)", 1e-9],
  ["signal x >= 0 = 1.5\nx' = x^2 / (1 + x^2) - x", 1e-9],
  ["signal q = 1, p = 0\nq' = p\np' = -sin(q)", 1e-9],
  ["signal x = 0\nx' = sin(time) - time * exp(-time)", 1e-9],
  ["signal x = 1\nx' = 1 / (x - 3)", 1e-9],
  [
    "rate k = 0.4\nspecies A = 2, B\nsignal y = 0\nA ->{k} B\n2 B ->{0.1} A\ny' = log(1 + A * k) - tanh(y + B)",
    1e-9,
  ],
  ["species A = 2, B\nsignal y = 0\nA ->[A / (1 + A)] B\ny' = sqrt(1 + A) - y", 1e-9],
  ["kinetics combinatoric\nspecies A = 2, B\nsignal y = 0\n2 A ->{1} B\ny' = exp(-A) - y", 1e-9],
  ["signal x = 1, y = -0.5\nx' = -y\ny' = x - abs(x + y)", 1e-3],
])("crn: %s", async (body, bound) => {
  const text = `crn N {\nlower { rails: dual(annihilate: 1000); polynomialize: true }\n${body}\n}`;
  const { trajectory } = await verifyNetwork(subjectOf(text, "network"), { until: 5 });
  expect(trajectory!.largestRelativeDifference).toBeLessThan(bound);
});

test("the solution in closed form: x' = exp(−x) from 1 is log(t + e)", () => {
  const text = "crn N {\nlower { polynomialize: true }\nsignal x = 1\nx' = exp(-x)\n}";
  const { network } = subjectOf(text, "network");
  const times = Float64Array.of(1, 2, 5);
  const tolerance = { relativeTolerance: 1e-10, absoluteTolerance: 1e-12 };
  const { trajectory } = simulateDeterministic(programFromReactions(network), {
    until: 5,
    times,
    ...tolerance,
  });
  const x = courseOf(network, trajectory).column("x");
  times.forEach((time, row) => {
    expect(Math.abs(x[row]! - Math.log(time + Math.E))).toBeLessThan(1e-8);
  });
});

test.each([
  "state z = 0; z' = tanh(theta * x) - z; output yhat = z",
  "state z = x; z' = theta .* sin(z); output yhat = z",
  "state z = x; z' = theta .* cos(z); output yhat = z",
  "state z = x; z' = theta * exp(sin(z)); output yhat = z",
  "state z = x; z' = theta * z; output yhat = sigmoid(z)",
  "state z = x; z' = theta * x + z^2 / (1 + z^2) - z; output yhat = z",
  "state z = x; z' = theta * z^2 / (1 + z^2) - z; output yhat = z",
  "state z = x; z' = theta * x + exp(-z); output yhat = z",
  "state z = x; z' = theta * exp(-z); output yhat = z",
  "state z = x; z' = theta * x + sqrt(1 + z^2); output yhat = z",
  "state z = x; z' = theta * x + 1 / (1 + z^2); output yhat = z",
  "weight b = 0; state z = x; z' = sigmoid(theta * x + b) - z; output yhat = z",
])("of order two: %s", async (model) => {
  const subject = subjectOf(learner(model).replace("order: 14; ", ""), "network");
  const orders = subject.network.reactions.map(({ reactants }) =>
    reactants.reduce((order, { coefficient }) => order + coefficient, 0),
  );
  expect(Math.max(...orders)).toBe(2);
  const result = await verifyNetwork(subject, { draws: 6 });
  expect([result.status, result.exact, result.draws]).toEqual(["completed", true, 6]);
  expect(result.forward!.largest).toBeLessThan(1e-7);
  expect(result.gradient!.largest).toBeLessThan(1e-6);
});
