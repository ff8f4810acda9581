// Closed networks learn: outputs and steps against formulas, Runge–Kutta integration and finite differences.

import { expect, test } from "vitest";
import type { ReactionNetwork } from "../../src/network/reaction-network.js";
import { createEnvironment, type Sample } from "./environment.js";
import {
  closed,
  finiteDifferences,
  integrated,
  type LearnSettings,
  LINEAR,
  quenched,
  SQUARED,
} from "./learners.js";

interface Case {
  readonly model: string;
  readonly settings: LearnSettings;
  readonly weights: readonly number[];
  readonly samples: readonly Sample[];
  readonly output: (weights: readonly number[], inputs: readonly number[]) => number;
  /** ∂ŷ/∂w; finite differences of the output unless the gradient is approximate by design. */
  readonly slope?: (weights: readonly number[], inputs: readonly number[]) => readonly number[];
}

/** Outputs within 0.5 %, steps within 2 % of the largest, over samples that follow each other in one run. */
function check({ model, settings, weights, samples, output, slope }: Case): void {
  const network = closed(model, settings);
  const environment = createEnvironment(network, weights, 1e-8);
  const now = (): readonly number[] => network.learning!.weights.map(environment.value);
  for (const sample of samples) {
    const before = now();
    const [target] = sample.targets;
    const [predicted] = environment.present(sample);
    const expected = output(before, sample.inputs);
    expect(Math.abs(predicted! / expected - 1)).toBeLessThan(0.005);
    const slopes =
      slope?.(before, sample.inputs) ?? finiteDifferences((w) => output(w, sample.inputs), before);
    const steps = slopes.map((value) => -(settings.eta ?? 0.1) * (expected - target!) * value);
    const largest = Math.max(...steps.map(Math.abs));
    for (const [index, weight] of now().entries())
      expect(Math.abs(weight - before[index]! - steps[index]!)).toBeLessThan(0.02 * largest);
  }
}

const linearOutput = (w: readonly number[], x: readonly number[]): number =>
  x[0]! + x[1]! + 0.5 * (w[0]! * x[0]! + w[1]! * x[1]! + 0.2);

const quenchedEnd = (time: number) => (w: readonly number[], x: readonly number[]) =>
  integrated(x, time, (z) => z.map((value, i) => w[i]! * x[i]! - 0.5 * value * Math.abs(value)));
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const quenchedOutput = (time: number) => (w: readonly number[], x: readonly number[]) =>
  sum(quenchedEnd(time)(w, x));

test.each(["direct", "accumulated"] as const)("linear regression, updates %s", (update) => {
  check({
    model: LINEAR,
    settings: { time: 0.5, update },
    weights: [0.33213, 0.34553],
    samples: [
      { inputs: [4.2237, 4.8024], targets: [15.0766] },
      { inputs: [1.5, 2.5], targets: [9.5] },
    ],
    output: linearOutput,
  });
});

test("the first sample of the authors' log of the linear regression", () => {
  const network = closed(LINEAR, { time: 0.5 });
  const environment = createEnvironment(network, [0.33213, 0.34553], 1e-8);
  const inputs = [4.223720486776975, 4.802439970546031];
  const [output] = environment.present({ inputs, targets: [15.076551285587948] });
  expect(Math.abs(output! / 10.657267608 - 1)).toBeLessThan(0.001);
  const [first, second] = network.learning!.weights.map(environment.value);
  expect(Math.abs(first! / 1.265424375 - 1)).toBeLessThan(0.001);
  expect(Math.abs(second! / 1.406694817 - 1)).toBeLessThan(0.001);
});

test("quenched states with first-order gradients: the slope of the output counts as T·x", () => {
  check({
    model: quenched(2),
    settings: { eta: 0.3 },
    weights: [0.7, -0.4],
    samples: [
      { inputs: [1.2, 0.7], targets: [3.5] },
      { inputs: [0.6, 1.9], targets: [4.5] },
    ],
    output: quenchedOutput(1),
    slope: (_, x) => x,
  });
});

test("quenched states with adjoints: a negative state, and states that run backwards", () => {
  check({
    model: quenched(2),
    settings: { gradient: "adjoint", time: 0.5, eta: 0.3, annihilate: 1000 },
    weights: [0.7, -1.4],
    samples: [
      { inputs: [1.2, 0.7], targets: [3.5] },
      { inputs: [0.6, 1.9], targets: [4.5] },
    ],
    output: quenchedOutput(0.5),
  });
});

const scalar = (state: string, output: string, weights: string): string =>
  `input x >= 0\ntarget y >= 0\nweight ${weights}\nstate ${state}\nz' = theta * x - 0.5 * z * abs(z)
output o = ${output}\n${SQUARED}`;
const scalarEnd = (theta: number, start: number, x: number): number =>
  integrated([start], 1, ([z]) => [theta * x - 0.5 * z! * Math.abs(z!)])[0]!;
const scalarSamples = [
  { inputs: [1.2], targets: [2] },
  { inputs: [0.7], targets: [0.1] },
];
const adjoint = { gradient: "adjoint", annihilate: 1000 } as const;

test("trained output weights: the error is a product and has a window of its own", () => {
  check({
    model: scalar("z = x", "w * z", "w = 0, theta = 0"),
    settings: adjoint,
    weights: [0.8, 0.5],
    samples: scalarSamples,
    output: ([w, theta], [x]) => w! * scalarEnd(theta!, x!, x!),
  });
});

test("a trained bias of the output", () => {
  check({
    model: scalar("z = x", "z + b", "theta = 0, b = 0"),
    settings: adjoint,
    weights: [0.8, 0.3],
    samples: scalarSamples,
    output: ([theta, b], [x]) => scalarEnd(theta!, x!, x!) + b!,
  });
});

test("a constant initial state", () => {
  check({
    model: scalar("z = 0.7", "z", "theta = 0"),
    settings: adjoint,
    weights: [0.8],
    samples: scalarSamples,
    output: ([theta], [x]) => scalarEnd(theta!, 0.7, x!),
  });
});

test("an initial state that is a product of two weights", () => {
  check({
    model: scalar("z = theta * b", "z", "theta = 0, b = 0"),
    settings: adjoint,
    weights: [0.8, 0.7],
    samples: scalarSamples,
    output: ([theta, b], [x]) => scalarEnd(theta!, theta! * b!, x!),
  });
});

test("dynamics that read nothing of the sample start and stop with those that do", () => {
  check({
    model: scalar("z = x", "z", "theta = 0").replace("theta * x", "theta + 0.3"),
    settings: adjoint,
    weights: [0.8],
    samples: scalarSamples,
    output: ([theta], [x]) => integrated([x!], 1, ([z]) => [theta! + 0.3 - 0.5 * z! * Math.abs(z!)])[0]!,
  });
});

test("a weight that is multiplied by another one and read by itself as well", () => {
  check({
    model: scalar("z = x", "z + a - a * b", "theta = 0, a = 0, b = 0").replace("theta * x", "theta * x + a"),
    settings: adjoint,
    weights: [0.8, 0.6, -0.4],
    samples: scalarSamples,
    output: ([theta, a, b], [x]) =>
      integrated([x!], 1, ([z]) => [theta! * x! + a! - 0.5 * z! * Math.abs(z!)])[0]! + a! - a! * b!,
  });
});

test("signed inputs and targets, a trained bias of the dynamics", () => {
  check({
    model: `input x[2]\ntarget y\nweight theta[2] = 0, b = 0\nstate z = 0\nz' = sum(theta .* x) + b\noutput o = z\n${SQUARED}`,
    settings: {},
    weights: [1.2, 0.3, -0.2],
    samples: [
      { inputs: [1.2, -0.5], targets: [2] },
      { inputs: [-0.7, 1], targets: [-1.3] },
    ],
    output: ([first, second, b], [x1, x2]) => first! * x1! + second! * x2! + b!,
  });
});

/** The same network with a species for each cleaned one, which collects what is cleaned. */
function withCollectors(network: ReactionNetwork): ReactionNetwork {
  const cleaned = network.reactions.filter(({ role }) => role === "cleaning");
  const isCleaned = (id: string): boolean =>
    cleaned.some(({ reactants }) => reactants.some(({ species }) => species === id));
  const collectors = network.species
    .filter(({ id, role }) => role === "state" && isCleaned(id))
    .map((species) => ({ ...species, id: `collected_${species.id}`, name: `collected ${species.name}` }));
  return {
    ...network,
    species: [...network.species, ...collectors],
    reactions: network.reactions.map((reaction) => {
      const collector = collectors.find(({ id }) =>
        reaction.reactants.some(({ species }) => id === `collected_${species}`),
      );
      return reaction.role === "cleaning" && collector !== undefined
        ? { ...reaction, products: [...reaction.products, { species: collector.id, coefficient: 1 }] }
        : reaction;
    }),
  };
}

test("states are back at their initial values when the feedback window closes", () => {
  const network = withCollectors(closed(quenched(2), { gradient: "adjoint" }));
  const environment = createEnvironment(network, [0.7, -0.4], 1e-8);
  environment.present({ inputs: [1.2, 0.7], targets: [3.5] });
  const recovered = [1, 2].map(
    (i) => environment.of(`collected_z_${i}_p_feedback`) - environment.of(`collected_z_${i}_m_feedback`),
  );
  expect(Math.abs(recovered[0]! / 1.2 - 1)).toBeLessThan(0.005);
  expect(Math.abs(recovered[1]! / 0.7 - 1)).toBeLessThan(0.005);
});

test("a state that is read stands still at its end value while outputs are read", () => {
  const network = closed(quenched(2), { gradient: "adjoint" }, new Set(["z[2]"]));
  const environment = createEnvironment(network, [0.7, -1.4], 1e-8);
  const { states, feed } = network.learning!;
  const expected = quenchedEnd(1)([0.7, -1.4], [1.2, 0.7])[1]!;
  const sample = { inputs: [1.2, 0.7], targets: [3.5] };
  environment.watch(sample, [feed!.readDelay], () => {
    expect(Math.abs(environment.value(states[1]!) / expected - 1)).toBeLessThan(0.01);
  });
});

test("only output weights: what forms last is read in an idle window", () => {
  const network = closed(
    `input x >= 0\ntarget y >= 0\nweight b = 0\nstate z = x\nz' = 0.5 * x\noutput o = z + b\n${SQUARED}`,
  );
  expect(network.clock!.windows.map(({ name }) => name)).toEqual(["forward", "output", "idle", "feed"]);
  const environment = createEnvironment(network, [0.4], 1e-8);
  const [output] = environment.present({ inputs: [1.2], targets: [1] });
  expect(Math.abs(output! / 2.2 - 1)).toBeLessThan(0.005);
  expect(Math.abs((environment.value(network.learning!.weights[0]!) - 0.4) / (-0.1 * 1.2) - 1)).toBeLessThan(
    0.01,
  );
});

test("nothing of a sample is left when the next one comes", () => {
  const network = closed(quenched(2), { gradient: "adjoint" });
  const environment = createEnvironment(network, [0.7, -0.4], 1e-8);
  environment.present({ inputs: [1.2, 0.7], targets: [3.5] });
  const left = network.species
    .filter(({ role }) => role !== "clock" && role !== "weight")
    .map(({ id }) => environment.of(id));
  expect(Math.max(...left.map(Math.abs))).toBeLessThan(1e-6);
});

/** Uniform numbers in [0, 1) from a linear congruential generator. */
function uniformFrom(start: number): () => number {
  let state = start;
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
}

test("linear regression over three epochs: losses and weights of plain gradient descent", () => {
  const uniform = uniformFrom(7);
  const samples = Array.from({ length: 41 }, () => {
    const [first, second] = [1 + 4 * uniform(), 1 + 4 * uniform()];
    return { inputs: [first, second], targets: [first + 2 * second + 1 + 0.8 * (uniform() - 0.5)] };
  });
  const network = closed(LINEAR, { time: 0.5 });
  const environment = createEnvironment(network, [0.33213, 0.34553], 1e-6);
  let weights: readonly number[] = [0.33213, 0.34553];
  for (let epoch = 0; epoch < 3; epoch++) {
    const losses = { closed: 0, descent: 0 };
    for (const sample of samples) {
      const error = linearOutput(weights, sample.inputs) - sample.targets[0]!;
      losses.descent += error ** 2 / 2;
      losses.closed += (environment.present(sample)[0]! - sample.targets[0]!) ** 2 / 2;
      weights = weights.map((weight, index) => weight - 0.1 * 0.5 * error * sample.inputs[index]!);
    }
    expect(Math.abs(losses.closed / losses.descent - 1)).toBeLessThan(0.02);
    const learnt = network.learning!.weights.map(environment.value);
    for (const [index, weight] of learnt.entries())
      expect(Math.abs(weight - weights[index]!)).toBeLessThan(0.01);
  }
});

test("x₁x₂ + x₂² from quenched states over two epochs: within ten percent of ideal first-order descent", () => {
  const uniform = uniformFrom(3);
  const samples = Array.from({ length: 25 }, () => {
    const [first, second] = [0.5 + 1.5 * uniform(), 0.5 + 1.5 * uniform()];
    return { inputs: [first, second, 1], targets: [first * second + second ** 2] };
  });
  const network = closed(quenched(3), { eta: 0.2 });
  const environment = createEnvironment(network, [0.5, 0.8, 0.3], 1e-6);
  let weights: readonly number[] = [0.5, 0.8, 0.3];
  for (let epoch = 0; epoch < 2; epoch++) {
    const losses = { closed: 0, descent: 0 };
    for (const { inputs, targets } of samples) {
      const error = quenchedOutput(1)(weights, inputs) - targets[0]!;
      losses.descent += error ** 2 / 2;
      losses.closed += (environment.present({ inputs, targets })[0]! - targets[0]!) ** 2 / 2;
      weights = weights.map((weight, index) => weight - 0.2 * error * inputs[index]!);
    }
    expect(Math.abs(losses.closed / losses.descent - 1)).toBeLessThan(0.1);
  }
});
