import type { CheckedLearn } from "@ncrn/language";
import { expect, test } from "vitest";
import type { VerificationResult } from "../../src/verify/verification-types.js";
import { verifyNetwork } from "../../src/verify/verify-network.js";
import { subjectOf } from "../checked-text.js";
import { closedLinearRegression } from "../train/closed-linear-regression.js";
import { linearModel, linearProgram } from "../train/linear-regression.js";

/** z runs back, and its end depends on both weights. */
const LEARNER = (settings: string, equation = "w - v * z") => `
model M {
  input x >= 0
  target y
  weight w = 0, v = 0
  state z = x
  z' = ${equation}
  output yhat = 2 * z
  loss = (yhat - y)^2 / 2
}
learn M as L { ${settings}; phases { forward: 0.8 } }`;

const verify = (text: string, draws = 4) => verifyNetwork(subjectOf(text, "network"), { draws, seed: 5 });

/** Largest of all errors that a learner without approximations has. */
function largestErrors({ forward, gradient, stateRecovery, update }: VerificationResult): readonly number[] {
  return [forward, gradient, stateRecovery, update].map((summary) => summary!.largest);
}

test.each(["external", "events"])(
  "a learner with the clock %s: states run back, weights take the step",
  async (clock) => {
    const result = await verify(LEARNER(`clock: ${clock}; update: accumulated`));
    expect(result.exact).toBe(true);
    expect(Math.max(...largestErrors(result))).toBeLessThan(1e-6);
    // States pass through three phases of integration; what is frozen is exact.
    expect(result.stateRecovery!.largest).toBeLessThan(1e-8);
    expect(result.update!.largest).toBeLessThan(1e-9);
  },
);

test("a clock of events leaves nothing behind and costs no accuracy", async () => {
  const { errorByCause } = await verify(LEARNER("clock: events"));
  expect(errorByCause!.clock!.gradient.largest).toBeLessThan(1e-8);
  expect(errorByCause!.clock!.output.largest).toBeLessThan(1e-8);
  expect(errorByCause!.cleaning!.gradient.largest).toBeLessThan(1e-8);
  expect(errorByCause!.cleaning!.gradient.values).toHaveLength(4);
  const outside = await verify(LEARNER("clock: external"));
  expect([outside.errorByCause!.clock, outside.errorByCause!.cleaning]).toEqual([undefined, undefined]);
});

test("where annihilation is the only error, its part is the whole", async () => {
  for (const clock of ["external", "events"]) {
    const result = await verify(
      LEARNER(`clock: ${clock}; rails: dual(annihilate: 300)`, "w * x - z * abs(z)"),
      6,
    );
    expect(result.exact).toBe(false);
    const { gradient, errorByCause } = result;
    expect(gradient!.median).toBeGreaterThan(1e-5);
    const share = errorByCause!.annihilation!.gradient.median / gradient!.median;
    expect(Math.abs(share - 1)).toBeLessThan(0.1);
  }
});

test("a state that is not run back right, and a step of another size, are found", async () => {
  const subject = subjectOf(LEARNER("clock: external; update: accumulated"), "network");
  const without = (role: string, share: number) => {
    const found = subject.network.reactions.filter((reaction) => reaction.role === role);
    const dropped = new Set(found.slice(0, Math.ceil(share * found.length)));
    expect(dropped.size).toBeGreaterThan(0);
    const reactions = subject.network.reactions.filter((reaction) => !dropped.has(reaction));
    return verifyNetwork({ ...subject, network: { ...subject.network, reactions } }, { draws: 4 });
  };
  expect((await without("state-reversal", 0.5)).stateRecovery!.median).toBeGreaterThan(0.01);
  expect((await without("update", 0.5)).update!.median).toBeGreaterThan(0.01);
});

test("weights that change while the gradient forms: the gradient is the change by eta", async () => {
  const text = LEARNER("update: direct; eta: 0.02", "w * x + v");
  expect(subjectOf(text, "network").network.learning!.gradients).toEqual([]);
  const result = await verify(text);
  expect(result.update).toBeUndefined();
  expect(result.gradient!.largest).toBeLessThan(1e-6);
});

test("a closed network with a ring oscillator: the gradient is read off the weights, and the clock is its error", async () => {
  const [given] = linearProgram({
    eta: 0.1,
    clock: { kind: "oscillator", rate: 10, seed: 1e-6 },
  }).learns;
  const nonNegative = {
    ...linearModel,
    weights: linearModel.weights.map((one) => ({ ...one, nonNegative: true })),
  };
  const learn: CheckedLearn = { ...given!, model: nonNegative };
  const network = closedLinearRegression({ eta: 0.1, forward: 0.5, bias: 0.1, keepsOutput: true });
  const result = await verifyNetwork({ source: learn, network }, { draws: 3 });
  expect(result.status).toBe("completed");
  expect(result.exact).toBe(false);
  expect(result.forward!.median).toBeLessThan(0.02);
  expect(result.gradient!.median).toBeLessThan(0.06);
  expect(result.gradient!.median).toBeGreaterThan(1e-6);
  const { clock, cleaning } = result.errorByCause!;
  expect(clock!.gradient.median / result.gradient!.median).toBeCloseTo(1, 1);
  expect(cleaning!.gradient.median).toBeLessThan(result.gradient!.median);
  expect(result.stateRecovery).toBeUndefined();
}, 60_000);

test("without rail forms, the clock is the whole error of a compiled closed network", async () => {
  const { errorByCause, gradient, forward, exact } = await verify(
    LEARNER("clock: oscillator(k: 1, seed: 1e-6)"),
    3,
  );
  expect(exact).toBe(false);
  const { clock, annihilation } = errorByCause!;
  forward!.values.forEach((whole, draw) => {
    expect(whole).toBeGreaterThan(1e-6);
    expect(clock!.output.values[draw]! / whole).toBeCloseTo(1, 3);
  });
  gradient!.values.forEach((whole, draw) => {
    expect(clock!.gradient.values[draw]! / whole).toBeCloseTo(1, 3);
    expect(annihilation!.gradient.values[draw]!).toBeLessThan(0.05 * whole);
  });
}, 60_000);

const LINEAR = (settings: string) => `
model M {
  input x[2] >= 0
  target y
  weight theta[2] ~ uniform(0.1, 0.5)
  weight b = 0
  state z = 0
  z' = dot(theta, x) + b
  output yhat = z
  loss = (yhat - y)^2 / 2
}
learn M as L { phases { forward: 1 }; eta: 0.02; ${settings} }`;

test.each(["clock: events", "clock: events; update: accumulated", "clock: external"])(
  "where no state runs back, the last window may be that of feedback: %s",
  async (settings) => {
    const result = await verify(LINEAR(settings), 8);
    expect([result.status, result.draws, result.exact]).toEqual(["completed", 8, true]);
    expect(result.forward!.largest).toBeLessThan(1e-9);
    expect(result.gradient!.largest).toBeLessThan(1e-7);
    expect(result.stateRecovery).toBeUndefined();
  },
);

test("states that start at 0 are measured by where they went", async () => {
  const text = LEARNER("clock: external").replace("state z = x", "state z = 0");
  const result = await verify(text, 6);
  expect(result.stateRecovery!.values).toHaveLength(6);
  expect(result.stateRecovery!.largest).toBeLessThan(1e-8);
});

test("a true output of 0 is measured by what outputs are like", async () => {
  const text = LEARNER("rails: dual(annihilate: 300)", "relu(w * x) - z").replace(
    "state z = x",
    "state z = 0",
  );
  const { forward, gradient } = await verify(text, 12);
  expect(forward!.median).toBeGreaterThan(0);
  expect(forward!.largest).toBeLessThan(0.1);
  expect(gradient!.largest).toBeLessThan(0.2);
});

test("causes and their total are those of the same draws", async () => {
  const { errorByCause, gradient } = await verify(LEARNER("clock: events"), 9);
  const { draws, total, clock, cleaning } = errorByCause!;
  expect(draws).toBe(6);
  expect(total.gradient.values).toEqual(gradient!.values.slice(0, 6));
  expect([clock!.gradient.values.length, cleaning!.gradient.values.length]).toEqual([6, 6]);
});

test("a clock that stands still is a failure, not a number", async () => {
  const subject = subjectOf(LEARNER("clock: events"), "network");
  const { learning } = subject.network;
  const never = { kind: "every" as const, period: 1e6, first: 1e6 };
  const network = {
    ...subject.network,
    learning: { ...learning!, feed: { ...learning!.feed!, trigger: never } },
  };
  const { status, failure, gradient } = await verifyNetwork({ ...subject, network }, { draws: 2 });
  expect([status, failure?.code, gradient]).toEqual(["failed", "clock-stops", undefined]);
});

test.each([LEARNER("clock: oscillator(k: 1, seed: 1e-6)"), LEARNER("clock: external")])(
  "a verification can be stopped at any question, inside a draw too",
  async (text) => {
    const subject = subjectOf(text, "network");
    let asked = 0;
    const count = { isCancelled: () => ++asked < 0 };
    const whole = await verifyNetwork(subject, { draws: 2, seed: 5 }, count);
    const questions = asked;
    // More than once a draw: the integrations ask, and so do the differences of the reference.
    expect([whole.status, questions > 20]).toEqual(["completed", true]);
    for (const share of [0.02, 0.3, 0.6, 0.9]) {
      asked = 0;
      const last = Math.floor(share * questions);
      const stopped = await verifyNetwork(
        subject,
        { draws: 2, seed: 5 },
        { isCancelled: () => ++asked > last },
      );
      expect([stopped.status, stopped.failure]).toEqual(["cancelled", undefined]);
      expect(stopped.draws).toBeLessThanOrEqual(2);
      expect(stopped.excludedDraws).toBe(0);
      expect(stopped.errorByCause?.draws ?? 0).toBeLessThanOrEqual(stopped.draws);
    }
  },
  60_000,
);

test("the limit of steps is that of the caller", async () => {
  const subject = subjectOf(LEARNER("clock: external"), "network");
  const { status, failure } = await verifyNetwork(subject, { draws: 1, maxSteps: 2 });
  expect([status, failure?.code]).toEqual(["failed", "too-many-steps"]);
});
