// Networks with known answers, from their text through compiler and bytecode to the simulator.

import { explain } from "@ncrn/compiler";
import { type Program, simulateDeterministic, simulateStochastic, type Trajectory } from "@ncrn/simulator";
import { expect, test } from "vitest";
import { exampleText, networkOf } from "./network-from-text.js";

const SEEDS = [1, 2, 3, 4, 5];
const STOCHASTIC_RUNS = 2000;

/** Values of the named species or observable at every sample. */
function values(trajectory: Trajectory, name: string): readonly number[] {
  const column = [...trajectory.species, ...trajectory.observables].find((entry) => entry.name === name);
  if (column === undefined) throw new Error(`no column ${name}`);
  return [...column.values];
}

function simulate(program: Program, until: number, times?: readonly number[]): Trajectory {
  const { trajectory, failure } = simulateDeterministic(program, { until, ...(times && { times }) });
  expect(failure).toBeUndefined();
  return trajectory;
}

const last = (numbers: readonly number[]): number => numbers.at(-1)!;
const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
/** Without bias: divided by one less than the count. */
function variance(numbers: readonly number[]): number {
  const middle = mean(numbers);
  return mean(numbers.map((value) => (value - middle) ** 2)) * (numbers.length / (numbers.length - 1));
}

test("Lotka–Volterra: the orbit at t = 50 and its invariant", () => {
  const { program } = networkOf(exampleText("lotka-volterra"));
  const trajectory = simulate(program, 50);
  const prey = values(trajectory, "Prey");
  const predators = values(trajectory, "Pred");
  expect(Math.abs(last(prey) / 5.51681 - 1)).toBeLessThan(1e-5);
  expect(Math.abs(last(predators) / 5.29145 - 1)).toBeLessThan(1e-5);
  // H = 0.1·Prey − 0.8·ln Prey + 0.1·Pred − ln Pred does not change along the orbit.
  for (const [index, x] of prey.entries()) {
    const y = predators[index]!;
    const invariant = 0.1 * x - 0.8 * Math.log(x) + 0.1 * y - Math.log(y);
    expect(Math.abs(invariant - (1.5 - 0.8 * Math.log(10) - Math.log(5)))).toBeLessThan(1e-6);
  }
});

const DIMERISATION = "crn Dimers {\n  species A = 10, B = 0\n  2 A ->{0.1} B\n}\n";

test("2 A ->{0.1} B: A(1) = 10/3, since A' = -2·0.1·A²", () => {
  const { program } = networkOf(DIMERISATION);
  const amount = last(values(simulate(program, 1), "A"));
  expect(Math.abs(amount / (10 / 3) - 1)).toBeLessThan(1e-8);
});

/**
 * Mean number of A at t = 1 by uniformisation of the master equation over the number n of pairings so far:
 * p(t) = Σⱼ Poisson(j; Λt)·Pʲp(0), where P fires with probability a(n)/Λ and a(n) = k·A(A−1)/V with A = A₀ − 2n.
 */
function exactDimerMean(molecules: number, rate: number, volume: number): number {
  const states = Math.floor(molecules / 2) + 1;
  const propensities = Array.from({ length: states }, (_, pairings) => {
    const left = molecules - 2 * pairings;
    return (rate * left * (left - 1)) / volume;
  });
  const jumpRate = propensities[0]!;
  const probability = new Float64Array(states);
  probability[0] = 1;
  let mean = 0;
  let reached = 0;
  let logWeight = -jumpRate;
  for (let jump = 0; jump < jumpRate + 12 * Math.sqrt(jumpRate); logWeight += Math.log(jumpRate / ++jump)) {
    const weight = Math.exp(logWeight);
    for (let state = reached; weight > 0 && state >= 0; state--)
      mean += weight * probability[state]! * (molecules - 2 * state);
    reached = Math.min(reached + 1, states - 1);
    for (let state = reached; state >= 0; state--) {
      const stay = probability[state]! * (1 - propensities[state]! / jumpRate);
      const arrive = state === 0 ? 0 : (probability[state - 1]! * propensities[state - 1]!) / jumpRate;
      probability[state] = stay + arrive;
    }
  }
  return mean;
}

const DIMER_VOLUME = 1000;
const DIMER_MEAN = exactDimerMean(10 * DIMER_VOLUME, 0.1, DIMER_VOLUME) / DIMER_VOLUME;

test.each(SEEDS)(
  "2 A ->{0.1} B: the stochastic mean is that of the master equation, seed %i",
  { timeout: 60_000 },
  (seed) => {
    const { program } = networkOf(DIMERISATION);
    const options = { until: 1, times: [1], volume: DIMER_VOLUME, runs: STOCHASTIC_RUNS, seed };
    const { runs, failure } = simulateStochastic(program, options);
    expect(failure).toBeUndefined();
    const finals = runs.map((trajectory) => last(values(trajectory, "A")));
    expect(finals.length).toBe(STOCHASTIC_RUNS);
    const standardError = Math.sqrt(variance(finals) / STOCHASTIC_RUNS);
    expect(Math.abs(mean(finals) - DIMER_MEAN)).toBeLessThan(3 * standardError);
  },
);

test("Lorenz: 6 species, 21 reactions, and the source equations at t = 2", () => {
  const { network, program } = networkOf(exampleText("lorenz"));
  const { species, reactions, maxOrder } = explain(network);
  expect({ species, reactions, maxOrder }).toEqual({ species: 6, reactions: 21, maxOrder: 2 });
  const trajectory = simulate(program, 2);
  const expected = lorenzAtTwo();
  for (const [index, name] of ["x", "y", "z"].entries()) {
    expect(Math.abs(last(values(trajectory, name)) / expected[index]! - 1)).toBeLessThan(1e-5);
  }
});

/** x' = 10(y − x), y' = x(28 − z) − y, z' = xy − 8z/3 from (1, 0, 28), by the classical Runge–Kutta method with tiny steps. */
function lorenzAtTwo(): readonly number[] {
  const slope = ([x, y, z]: readonly number[]): readonly number[] => [
    10 * (y! - x!),
    x! * (28 - z!) - y!,
    x! * y! - (8 / 3) * z!,
  ];
  const along = (point: readonly number[], step: number, direction: readonly number[]) =>
    point.map((value, index) => value + step * direction[index]!);
  const h = 1e-4;
  let point: readonly number[] = [1, 0, 28];
  for (let step = 0; step < 20_000; step++) {
    const k1 = slope(point);
    const k2 = slope(along(point, h / 2, k1));
    const k3 = slope(along(point, h / 2, k2));
    const k4 = slope(along(point, h, k3));
    point = point.map(
      (value, index) => value + (h / 6) * (k1[index]! + 2 * k2[index]! + 2 * k3[index]! + k4[index]!),
    );
  }
  return point;
}

test.each(SEEDS)(
  "birth and death: mean, variance and Fano factor of a Poisson distribution, seed %i",
  { timeout: 60_000 },
  (seed) => {
    const { program } = networkOf(exampleText("birth-death"));
    const options = { until: 100, times: [100], volume: 1, runs: STOCHASTIC_RUNS, seed };
    const { runs, failure } = simulateStochastic(program, options);
    expect(failure).toBeUndefined();
    const finals = runs.map((trajectory) => last(values(trajectory, "X")));
    const count = finals.length;
    expect(count).toBe(STOCHASTIC_RUNS);
    const expected = 100 * (1 - Math.exp(-10));
    // Standard errors of a Poisson sample: √(λ/n), √((λ + 2λ²)/n), √(2/n).
    expect(Math.abs(mean(finals) - expected)).toBeLessThan(3 * Math.sqrt(expected / count));
    expect(Math.abs(variance(finals) - expected)).toBeLessThan(
      3 * Math.sqrt((expected + 2 * expected ** 2) / count),
    );
    expect(Math.abs(variance(finals) / mean(finals) - 1)).toBeLessThan(3 * Math.sqrt(2 / count));
  },
);

test("ring clock: its sum is kept and both phase signals have their areas", () => {
  const { program } = networkOf(exampleText("ring-clock"));
  const times = Array.from({ length: 20_001 }, (_, index) => index / 100);
  const trajectory = simulate(program, 200, times);
  for (const index of [0, 5000, 20_000]) {
    const sum = [1, 2, 3, 4, 5, 6].reduce((total, i) => total + values(trajectory, `X_${i}`)[index]!, 0);
    expect(sum).toBeCloseTo(2.000004, 9);
  }
  // One pulse of a six-species ring started with ε = 1e-6 has the area ln(2/ε) or ln(4/ε).
  const forward = values(trajectory, "forward");
  const areas: number[] = [];
  let area = 0;
  for (const value of forward) {
    area += value / 100;
    if (value < 1e-3 && area > 1) areas.push(area);
    if (value < 1e-3) area = 0;
  }
  expect(areas.length).toBeGreaterThan(2);
  for (const [index, found] of areas.entries()) {
    expect(found).toBeCloseTo(Math.log((index % 2 === 0 ? 2 : 4) / 1e-6), 1);
  }
});
