import { expect, test } from "vitest";
import { referenceDraws } from "../../src/verify/reference-draws.js";
import { verifyNetwork } from "../../src/verify/verify-network.js";
import { subjectOf } from "../checked-text.js";

const verify = (text: string, options = {}) => verifyNetwork(subjectOf(text, "network"), options);

test("equations with signals, kinetic species and reactions together", async () => {
  const { trajectory, status } = await verify(
    `
    crn Mixed {
      rate k = 0.3
      signal x = 1
      species A = 2, B
      x' = A - x^3
      A ->{k} B
      2 B ->{k} A
    }`,
    { until: 5 },
  );
  expect(status).toBe("completed");
  expect(trajectory!.largestRelativeDifference).toBeLessThan(1e-7);
});

test("combinatoric kinetics and laws", async () => {
  const { trajectory } = await verify(
    `
    crn Dimer {
      kinetics combinatoric
      species A = 3, B, C
      rate V = 1, K = 0.5
      2 A ->{1} B
      B ->[V * B / (K + B)] C
    }`,
    { until: 5 },
  );
  expect(trajectory!.largestRelativeDifference).toBeLessThan(1e-8);
});

test("a network of rails, phases or events has no plain equations, and says so", async () => {
  const { trajectory, note, status } = await verify("crn E { species A = 1\n A ->{1} 0\n at 1 { A = 2 } }");
  expect([status, trajectory]).toEqual(["completed", undefined]);
  expect(note).toMatch(/no plain system/);
});

test("a lowering that is wrong is found", async () => {
  const subject = subjectOf("crn D { signal x = 1, y = 0\n x' = y\n y' = 0 - x }", "network");
  const [first, ...rest] = subject.network.reactions;
  const broken = { ...subject, network: { ...subject.network, reactions: rest } };
  expect(first).toBeDefined();
  expect((await verifyNetwork(broken)).trajectory!.largestRelativeDifference).toBeGreaterThan(0.01);
});

const LEARNER = (gradient: string) => `
model M {
  input x >= 0
  target y
  weight w = 0
  state z = x
  z' = w - z
  output yhat = 2 * z
  loss = (yhat - y)^2 / 2
}
learn M as L { gradient: ${gradient}; phases { forward: 0.8 } }`;

test("outputs and gradient of a learner; the exact gradient is exact, the first-order one is not", async () => {
  const exact = await verify(LEARNER("adjoint"), { draws: 6 });
  expect(exact.draws).toBe(6);
  expect(exact.forward!.largest).toBeLessThan(1e-8);
  expect(exact.gradient!.largest).toBeLessThan(1e-6);
  const approximate = await verify(LEARNER("first_order"), { draws: 6 });
  expect(approximate.gradientMode).toBe("first_order");
  expect(approximate.gradient!.median).toBeGreaterThan(0.05);
});

test("draws whose source escapes are left out and counted; draws can be calculated once and used twice", async () => {
  // z' = 4 + w + z² from z = x follows a tangent: up to t = 0.8, about half of all x and w are too large.
  const text = LEARNER("adjoint").replaceAll("w - z", "4 + w + z^2").replace("input x >= 0", "input x");
  const subject = subjectOf(text, "network");
  if (subject.source.kind !== "learn") throw new Error("A learner");
  const references = referenceDraws(subject.source, { seed: 2 });
  const result = await verifyNetwork(subject, { draws: 8, references });
  expect([result.status, result.draws, result.seed]).toEqual(["completed", 8, 2]);
  const kinds = Array.from({ length: 8 + result.excludedDraws }, (_, index) => references.at(index).kind);
  expect(kinds.filter((kind) => kind === "escaped").length).toBe(result.excludedDraws);
  expect(result.excludedDraws).toBeGreaterThan(0);
  expect(result.unresolvedDraws).toBe(0);
  expect(result.gradient!.largest).toBeLessThan(1e-6);
  expect(await verifyNetwork(subject, { draws: 8, seed: 2 })).toEqual(result);
});

test("a loss whose changes drown in rounding leaves no gradient to compare with", async () => {
  const drowned = LEARNER("adjoint").replace("(yhat - y)^2 / 2", "(yhat - y)^2 / 2 + 1e10");
  const result = await verify(drowned, { draws: 2 });
  expect([result.draws, result.unresolvedDraws, result.excludedDraws]).toEqual([0, 20, 20]);
  expect(result.note).toMatch(/escapes in 0, .* not settle in 20/);
});

test("a wrong gradient is found", async () => {
  const subject = subjectOf(LEARNER("adjoint"), "network");
  const reactions = subject.network.reactions.filter(({ role }) => role !== "adjoint");
  expect(reactions.length).toBeLessThan(subject.network.reactions.length);
  const { gradient } = await verifyNetwork(
    { ...subject, network: { ...subject.network, reactions } },
    { draws: 4 },
  );
  expect(gradient!.median).toBeGreaterThan(0.01);
});

test("what is exact and what only approaches its source is told apart", async () => {
  const isExact = async (equation: string) =>
    (await verify(`crn A { signal x = 1\n x' = ${equation} }`, { until: 1 })).exact;
  expect(await isExact("0 - x^3")).toBe(true);
  expect(await isExact("0 - x * abs(x)")).toBe(false);
  expect((await verify(LEARNER("adjoint"), { draws: 1 })).exact).toBe(true);
  expect((await verify(LEARNER("first_order"), { draws: 1 })).exact).toBe(false);
});

test("the same seed gives the same draws", async () => {
  const first = await verify(LEARNER("adjoint"), { draws: 3, seed: 9 });
  expect(await verify(LEARNER("adjoint"), { draws: 3, seed: 9 })).toEqual(first);
});

test("a verification without a single draw fails", async () => {
  const subject = subjectOf(ESCAPING, "network");
  const { status, failure, draws, forward } = await verifyNetwork(subject, { draws: 2 });
  expect([status, draws, forward]).toEqual(["failed", 0, undefined]);
  expect(failure?.message).toMatch(/^All 20 draws were left out: the source escapes/);
});

const ESCAPING = `
model M {
  input x
  target y
  weight w = 0
  state z = 0
  z' = w * x + 5 * z^2 + 3
  output yhat = z
  loss = (yhat - y)^2 / 2
}
learn M as L { phases { forward: 1 } }`;
