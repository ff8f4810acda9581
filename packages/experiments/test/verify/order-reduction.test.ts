// Circuits of order 2 against finite differences of their models: reduction must not cost accuracy.

import { programFromReactions, type ReactionNetwork, reactionOrder } from "@ncrn/compiler";
import { createPhaseRunner } from "@ncrn/simulator";
import { expect, test } from "vitest";
import { verifyNetwork } from "../../src/verify/verify-network.js";
import { subjectOf } from "../checked-text.js";

interface Family {
  readonly model: string;
  /** Lowered without |q|: exact at any rate of annihilation. */
  readonly exact?: false;
}

const squared = "loss = (o - y)^2 / 2";

/** A model with d inputs and states and the output Σ z. */
function summed(d: number, weights: string, dynamics: string, initial = "x"): string {
  return `input x[${d}]\ntarget y\nweight ${weights}\nstate z[${d}] = ${initial}\nz' = ${dynamics}\noutput o = sum(z)\n${squared}`;
}

/** A model with trained output weights. */
function weighted(d: number, dynamics: string, output: string, loss = squared): string {
  return `input x[${d}]\ntarget y\nweight t[${d},${d}] = 0, w[${d}] = 1\nstate z[${d}] = x\nz' = ${dynamics}\noutput o = ${output}\n${loss}`;
}

const families = (d: number): Readonly<Record<string, Family>> => ({
  F2: { model: summed(d, `t[${d}] = 0`, "t .* x") },
  F3: { model: summed(d, `t[${d}] = 0`, "t .* x + 0.1 - 0.5 * z .* abs(z)"), exact: false },
  F4: { model: summed(d, `t[${d},${d}] = 0`, "t * x - z^3 / 6") },
  "F4 with a bias, from 0": {
    model: summed(d, `t[${d},${d}] = 0, b[${d}] = 0`, "t * x + b - z^3 / 6", "0"),
  },
  F5: { model: summed(d, `t[${d},${d}] = 0`, "t * x - 0.15 * z .* abs(z)"), exact: false },
  F6: {
    model: summed(d, `t[${d},${d}] = 0, b[${d}] = 0`, "0.3 + z .* (t * x) + b .* z - 0.5 * z .* abs(z)"),
    exact: false,
  },
  F7: { model: summed(d, `t[${d},${d}] = 0`, "t * z") },
  "F7 with a cube": { model: summed(d, `t[${d},${d}] = 0`, "t * z - z^3") },
  F8: { model: summed(d, `t[${d}] = 0`, "0.1 + t .* z - 0.5 * z .* abs(z)"), exact: false },
  "fourth power": { model: summed(d, `t[${d},${d}] = 0`, "t * x - 0.1 * z^4", "0") },
  "even cube": { model: summed(d, `t[${d},${d}] = 0`, "t * x - 0.3 * z^2 .* abs(z)"), exact: false },
  "state times preactivation": { model: summed(d, `t[${d},${d}] = 0`, "z .* (t * x) - z^3") },
  "two weights": { model: summed(d, `t[${d}] = 0, v[${d}] = 0`, "t .* v .* x - 0.1 * z") },
  "two layers of weights": {
    model: summed(d, `A[${d},${d}] = 0, B[${d},${d}] = 0`, "A * (B * x) - 0.1 * z^3"),
  },
  "weights in the initial state": {
    model: summed(d, `v[${d}] = 0, t[${d}] = 0`, "t .* x - z^3", "v .* v .* x"),
  },
  "trained output": { model: weighted(d, "t * x - z^3", "sum(w .* z)") },
  "trained output of squares": { model: weighted(d, "t * x - z^3", "sum(w .* z^2)") },
  "quartic loss": { model: weighted(d, "t * x - z", "sum(w .* z)", "loss = (o - y)^4 / 4") },
  "several outputs": {
    model: `input x[${d}]\ntarget y[2]\nweight t[${d},${d}] = 0, w[2,${d}] = 1\nstate z[${d}] = x\nz' = t * x - z^3\noutput o[2] = w * z\nloss = sum((o - y)^2) / 2`,
  },
  "a rate": {
    model: `rate k = 0.7\n${summed(d, `t[${d},${d}] = 0`, "k * (t * x) - k * z^3")}`,
  },
  "positive quantities": {
    model: `input x[${d}] >= 0\ntarget y >= 0\nweight t[${d},${d}] >= 0\nstate z[${d}] >= 0 = x\nz' = t * x - z^3\noutput o = sum(z)\n${squared}`,
  },
});

/** Gradients are read, so they need species. */
function text({ model }: Family, settings: string): string {
  return `model M {\n${model}\n}\nlearn M as L { update: accumulated; phases { forward: 0.5 }; ${settings} }`;
}

const orderOf = ({ reactions }: ReactionNetwork): number => Math.max(...reactions.map(reactionOrder));

async function errorsOf(family: Family, settings: string) {
  const subject = subjectOf(text(family, settings), "network");
  const { forward, gradient, status } = await verifyNetwork(subject, { draws: 3 });
  expect(status).toBe("completed");
  return { order: orderOf(subject.network), forward: forward!.largest, gradient: gradient!.largest };
}

async function check(family: Family, gradient: "adjoint" | "first_order"): Promise<void> {
  const reduced = await errorsOf(family, `gradient: ${gradient}; lower { order: 2 }`);
  expect(reduced.order).toBeLessThanOrEqual(2);
  if (family.exact !== false) {
    expect(reduced.forward).toBeLessThan(1e-7);
    if (gradient === "adjoint") expect(reduced.gradient).toBeLessThan(1e-6);
  }
  if (family.exact === false || gradient === "first_order") {
    const source = await errorsOf(family, `gradient: ${gradient}; lower { order: 9 }`);
    expect(reduced.forward).toBeLessThan(2 * source.forward + 1e-9);
    expect(reduced.gradient).toBeLessThan(2 * source.gradient + 1e-9);
  }
}

test.each(Object.keys(families(2)))(
  "%s, adjoint",
  async (name) => {
    await check(families(2)[name]!, "adjoint");
    await check(families(3)[name]!, "adjoint");
  },
  60_000,
);

test.each(Object.keys(families(2)))(
  "%s, first order",
  async (name) => {
    await check(families(2)[name]!, "first_order");
  },
  60_000,
);

test("compact rails are as accurate as without reduction", async () => {
  const family = { ...families(2)["F4"]!, exact: false as const };
  const settings = (order: number): string => `lower { order: ${order}; rails: compact(annihilate: 1000) }`;
  const reduced = await errorsOf(family, settings(2));
  const source = await errorsOf(family, settings(9));
  expect(reduced.order).toBe(2);
  expect(reduced.forward).toBeLessThan(3 * source.forward);
  expect(reduced.gradient).toBeLessThan(3 * source.gradient);
});

/** The weights after one sample, all inputs and weights set to fixed numbers. */
function weightsAfterStep(network: ReactionNetwork): readonly number[] {
  const { inputs, targets, weights } = network.learning!;
  const runner = createPhaseRunner(programFromReactions(network), {
    relativeTolerance: 1e-11,
    absoluteTolerance: 1e-14,
  });
  const position = (id: string): number => network.species.findIndex((species) => species.id === id);
  for (const [index, { positive, negative }] of [...inputs, ...targets, ...weights].entries()) {
    const value = Math.sin(1.7 * index + 0.4);
    runner.state[position(positive)] = Math.max(value, 0);
    if (negative !== undefined) runner.state[position(negative)] = Math.max(-value, 0);
  }
  for (const phase of network.phases.keys()) expect(runner.runPhase(phase)).toBeUndefined();
  return weights.map(
    ({ positive, negative }) =>
      runner.state[position(positive)]! - (negative === undefined ? 0 : runner.state[position(negative)]!),
  );
}

test.each(["F4", "trained output", "two weights"])("%s: direct updates make the same step", (name) => {
  const source = text(families(2)[name]!, "eta: 0.3; lower { order: 2 }");
  const accumulated = weightsAfterStep(subjectOf(source, "network").network);
  const direct = weightsAfterStep(subjectOf(source.replace("accumulated", "direct"), "network").network);
  for (const [index, value] of direct.entries())
    expect(Math.abs(value - accumulated[index]!)).toBeLessThan(1e-9);
});

/** Numbers in [0, 1) that look random and are always the same. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (state * 16807) % 2147483647;
    yield state / 2147483647;
  }
}

/** Signals with a falling cube each and random terms up to degree 4, too small to escape. */
function randomSystem(seed: number): string {
  const draw = numbers(seed);
  const next = (): number => draw.next().value;
  const names = ["x", "y", "z"].slice(0, 2 + Math.floor(2 * next()));
  const term = (): string => {
    const degree = 1 + Math.floor(4 * next());
    const factors = Array.from({ length: degree }, () => names[Math.floor(names.length * next())]!);
    return `${(next() - 0.5).toFixed(3)} * ${factors.join(" * ")}`;
  };
  const equation = (name: string): string => `${name}' = -${name}^3 + ${term()} + ${term()}`;
  const initial = names.map((name) => `signal ${name} = ${(1.4 * next() - 0.7).toFixed(3)}`);
  return `crn R {\n${initial.join("\n")}\n${names.map(equation).join("\n")}\nlower { order: 2 }\n}`;
}

test.each(Array.from({ length: 16 }, (_, index) => 11 + 97 * index))(
  "random equations of a crn, seed %i",
  async (seed) => {
    const subject = subjectOf(randomSystem(seed), "network");
    expect(orderOf(subject.network)).toBeLessThanOrEqual(2);
    const { status, trajectory, exact } = await verifyNetwork(subject, { until: 1.5 });
    expect([status, exact]).toEqual(["completed", true]);
    expect(trajectory!.largestRelativeDifference).toBeLessThan(1e-6);
  },
  30_000,
);

test("fast binding does not claim to be exact, and is as near as it says", async () => {
  const source = "crn B {\nspecies A = 1, B = 1, C = 0\n2 A + B ->{0.5} 3 C\nlower { order: 2 }\n}";
  const { exact, trajectory } = await verifyNetwork(subjectOf(source, "network"), { until: 2 });
  expect(exact).toBe(false);
  expect(trajectory!.largestRelativeDifference).toBeGreaterThan(1e-6);
  expect(trajectory!.largestRelativeDifference).toBeLessThan(3e-3);
});
