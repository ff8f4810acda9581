import { expect, test } from "vitest";
import { createRandom } from "../../src/random.js";
import type { StochasticMethodName } from "../../src/stochastic/prepare-stochastic-runs.js";
import { type StochasticOptions, simulateStochastic } from "../../src/stochastic/simulate-stochastic.js";
import { type ProgramLines, programFromLines } from "../program-from-lines.js";

/** Numbers of the first species at the end of each run. */
function endsOf(lines: ProgramLines, options: StochasticOptions): Float64Array {
  const { runs, failure } = simulateStochastic(programFromLines(lines), {
    times: [options.until],
    ...options,
  });
  expect(failure).toBeUndefined();
  return Float64Array.from(runs, (run) => run.species[0]!.values.at(-1)! * options.volume);
}

/** Probabilities of the states 0 … n of a process that steps up and down, by uniformisation of its master equation. */
function distributionOf(
  steps: { up: (n: number) => number; down: (n: number) => number },
  { states, initial, until }: { states: number; initial: number; until: number },
): Float64Array {
  const up = Float64Array.from({ length: states }, (_, n) => (n < states - 1 ? steps.up(n) : 0));
  const down = Float64Array.from({ length: states }, (_, n) => (n > 0 ? steps.down(n) : 0));
  const rate = Math.max(...up.map((value, n) => value + down[n]!));
  let p = new Float64Array(states);
  p[initial] = 1;
  const sum = new Float64Array(states);
  const jumps = rate * until;
  for (
    let j = 0, logWeight = -jumps;
    j < jumps + 10 * Math.sqrt(jumps) + 30;
    j++, logWeight += Math.log(jumps / j)
  ) {
    const weight = Math.exp(logWeight);
    const next = new Float64Array(states);
    for (let n = 0; n < states; n++) {
      sum[n]! += weight * p[n]!;
      next[n]! += p[n]! * (1 - (up[n]! + down[n]!) / rate);
      if (n + 1 < states) next[n + 1]! += (p[n]! * up[n]!) / rate;
      if (n > 0) next[n - 1]! += (p[n]! * down[n]!) / rate;
    }
    p = next;
  }
  return sum;
}

/** Chi-square per degree of freedom of whole numbers against probabilities, in classes of equal probability. */
function chiSquarePerFreedom(numbers: Float64Array, probabilities: Float64Array, classes: number): number {
  const expected = numbers.length / classes;
  const found = new Float64Array(classes);
  const exact = new Float64Array(classes);
  const classOf: number[] = [];
  let cumulated = 0;
  probabilities.forEach((p, n) => {
    classOf[n] = Math.min(classes - 1, Math.floor((cumulated + 0.5 * p) * classes));
    exact[classOf[n]!]! += p * numbers.length;
    cumulated += p;
  });
  for (const n of numbers) found[classOf[Math.round(n)]!]!++;
  let sum = 0;
  let used = 0;
  found.forEach((count, c) => {
    if (exact[c]! < 0.2 * expected) return;
    sum += (count - exact[c]!) ** 2 / exact[c]!;
    used++;
  });
  return sum / (used - 1);
}

/** The 0.1 % point of chi-square per degree of freedom (Wilson and Hilferty). */
function limitFor(freedom: number): number {
  return (1 - 2 / (9 * freedom) + 3.09 * Math.sqrt(2 / (9 * freedom))) ** 3;
}

const SWITCH = {
  species: ["X = 250"],
  reactions: ["2 X ->{0.015} 3 X", "3 X ->{0.0000166667} 2 X", "0 ->{200} X", "X ->{3.5} 0"],
};
const switchSteps = {
  up: (n: number) => 0.015 * n * (n - 1) + 200,
  down: (n: number) => 0.0000166667 * n * (n - 1) * (n - 2) + 3.5 * n,
};

test("a bimodal switch has the distribution of its master equation, exactly and by tau-leaping", () => {
  const exact = distributionOf(switchSteps, { states: 950, initial: 250, until: 4 });
  const low = exact.subarray(0, 250).reduce((sum, p) => sum + p, 0);
  expect(low).toBeGreaterThan(0.2);
  expect(low).toBeLessThan(0.8);
  const options = { until: 4, volume: 1, seed: 3, runs: 1500 };
  expect(chiSquarePerFreedom(endsOf(SWITCH, options), exact, 20)).toBeLessThan(limitFor(19));
  expect(exact[949]).toBeLessThan(1e-12);
  const leaps = endsOf(SWITCH, { ...options, runs: 600, method: "tau-leaping", epsilon: 0.01 });
  expect(chiSquarePerFreedom(leaps, exact, 20)).toBeLessThan(limitFor(19));
});

test.each(["exact", "tau-leaping"] as const)("birth and death by %s is Poisson in the long run", (method) => {
  const probabilities = new Float64Array(400);
  for (let n = 0, log = -200; n < 400; n++, log += Math.log(200 / n)) probabilities[n] = Math.exp(log);
  const lines = { species: ["X"], reactions: ["0 ->{200} X", "X ->{1} 0"] };
  const ends = endsOf(lines, { until: 15, volume: 1, seed: 4, runs: 2500, method, epsilon: 0.01 });
  expect(chiSquarePerFreedom(ends, probabilities, 25)).toBeLessThan(limitFor(24));
});

test("the error of tau-leaping falls with epsilon", () => {
  const lines = { species: ["A = 10000"], reactions: ["2 A ->{0.0001} 0"] };
  const states = 5001;
  const dimers = distributionOf(
    { up: (n) => 1e-4 * (10_000 - 2 * n) * (9999 - 2 * n), down: () => 0 },
    { states, initial: 0, until: 2 },
  );
  const mean = dimers.reduce((sum, p, n) => sum + p * (10_000 - 2 * n), 0);
  const variance = dimers.reduce((sum, p, n) => sum + p * (10_000 - 2 * n - mean) ** 2, 0);
  const errorOf = (epsilon: number) => {
    const ends = endsOf(lines, { until: 2, volume: 1, seed: 5, runs: 600, method: "tau-leaping", epsilon });
    return Math.abs(ends.reduce((sum, n) => sum + n, 0) / ends.length - mean);
  };
  const chance = Math.sqrt(variance / 600);
  const errors = [0.5, 0.2, 0.05].map(errorOf);
  expect(errors[0]!).toBeGreaterThan(2 * errors[1]!);
  expect(errors[1]!).toBeGreaterThan(2 * errors[2]!);
  expect(errorOf(0.005)).toBeLessThan(4 * chance + 0.1 * errors[2]!);
});

test("the Langevin equation: mean and variance of linear networks, and fixed steps converge", () => {
  const lines = { species: ["X = 10"], reactions: ["0 ->{100} X", "X ->{1} 0"] };
  const exact = 100 + (10 - 100) * Math.exp(-1);
  const runs = 3000;
  const options = { until: 1, volume: 4, seed: 6, runs, method: "langevin" } as const;
  const moments = (numbers: Float64Array) => {
    const mean = numbers.reduce((sum, n) => sum + n, 0) / runs;
    return { mean, variance: numbers.reduce((sum, n) => sum + (n - mean) ** 2, 0) / (runs - 1) };
  };
  // Start at 40 molecules: what is left of them is binomial, what is made is Poisson.
  const variance = 4 * 100 * (1 - Math.exp(-1)) + 40 * Math.exp(-1) * (1 - Math.exp(-1));
  const chance = Math.sqrt(variance / runs);
  for (const step of [{ step: 0.002 }, { epsilon: 0.01 }]) {
    const found = moments(endsOf(lines, { ...options, ...step }));
    expect(Math.abs(found.mean - 4 * exact)).toBeLessThan(4 * chance + 0.4);
    expect(Math.abs(found.variance / variance - 1)).toBeLessThan(4 * Math.sqrt(2 / runs) + 0.01);
  }
  const biasOf = (step: number) => moments(endsOf(lines, { ...options, step })).mean - 4 * exact;
  // Euler: x(1) after n steps of 1/n is 100 + (10 − 100)(1 − 1/n)ⁿ.
  for (const n of [2, 5])
    expect(Math.abs(biasOf(1 / n) - 4 * 90 * (Math.exp(-1) - (1 - 1 / n) ** n))).toBeLessThan(4 * chance);
});

test.each(["exact", "tau-leaping", "langevin"] as const)(
  "%s keeps what reactions conserve, and never goes below zero",
  (method) => {
    const program = programFromLines({
      species: ["A = 120", "B = 3", "C = 40", "D"],
      reactions: ["A + B ->{0.05} C", "C ->{2} A + B", "2 A ->{0.02} D", "D ->{1} 2 A"],
    });
    for (let seed = 0; seed < 20; seed++) {
      const { runs, failure } = simulateStochastic(program, {
        until: 5,
        volume: 1,
        seed,
        method,
        epsilon: 0.2,
      });
      expect(failure).toBeUndefined();
      const [a, b, c, d] = runs[0]!.species.map(({ values }) => values);
      const accuracy = method === "langevin" ? 1e-9 : 0;
      a!.forEach((value, i) => {
        expect(Math.min(value, b![i]!, c![i]!, d![i]!)).toBeGreaterThanOrEqual(0);
        expect(Math.abs(b![i]! + c![i]! - 43)).toBeLessThanOrEqual(accuracy);
        expect(Math.abs(value + c![i]! + 2 * d![i]! - 160)).toBeLessThanOrEqual(accuracy);
      });
    }
  },
);

test("random networks by tau-leaping: whole numbers, none below zero, whatever epsilon is", () => {
  const random = createRandom(2, "leaps");
  for (let n = 0; n < 60; n++) {
    const count = 2 + random.integerBelow(5);
    const side = () =>
      Array.from({ length: random.integerBelow(3) }, () => `S${random.integerBelow(count)}`).join(" + ") ||
      "0";
    const reactions = Array.from(
      { length: 1 + random.integerBelow(10) },
      () => `${side()} ->{${10 ** random.uniformBetween(-3, 1)}} ${side()}`,
    );
    const species = Array.from(
      { length: count },
      (_, i) => `S${i} = ${Math.floor(10 ** random.uniformBetween(0, 5))}`,
    );
    const { runs } = simulateStochastic(programFromLines({ species, reactions }), {
      until: 2,
      volume: 1,
      seed: n,
      method: "tau-leaping",
      epsilon: random.uniformBetween(0.01, 0.9),
      maxEvents: 20_000,
    });
    for (const { values } of runs[0]!.species)
      expect(values.every((value) => value >= 0 && Number.isInteger(value))).toBe(true);
  }
});

test("tau-leaping uses everything up in the time the exact method does", () => {
  // The last of 1000 molecules leaves at a time with the mean H(1000) = Σ 1/k and the variance Σ 1/k².
  const program = programFromLines({ species: ["X = 1000"], reactions: ["X ->{1} 0"] });
  const times = Array.from({ length: 801 }, (_, i) => i / 20);
  const { runs } = simulateStochastic(program, {
    until: 40,
    volume: 1,
    seed: 7,
    runs: 400,
    times,
    method: "tau-leaping",
  });
  const last = runs.map(({ species }) => times[species[0]!.values.indexOf(0)]! - 1 / 40);
  const [mean, variance] = [1, 2].map((power) =>
    Array.from({ length: 1000 }, (_, k) => 1 / (k + 1) ** power).reduce((sum, x) => sum + x),
  );
  const found = last.reduce((sum, t) => sum + t, 0) / last.length;
  expect(Math.abs(found - mean!)).toBeLessThan(4 * Math.sqrt(variance! / 400));
});

test.each(["tau-leaping", "langevin"] as const)("%s: phases, events and conditions", (method) => {
  const { runs, failure } = simulateStochastic(
    programFromLines({
      species: ["A", "B", "N"],
      reactions: ["0 ->{10000} A @ on"],
      phases: { on: 1, off: 1 },
      events: ["every 2: B = A 0.25 +; A = 0", "when A 5000 >=: N = N 1 +", "when time 3.25 >: N = N 1 +"],
    }),
    { until: 10, volume: 1, seed: 7, times: [1.999, 2, 3, 3.9, 10], method },
  );
  expect(failure).toBeUndefined();
  const [a, b, n] = runs[0]!.species.map(({ values }) => [...values]);
  expect(Math.abs(a![0]! - 10_000)).toBeLessThan(5 * 100);
  expect([a![1], b![1]]).toEqual([0, a![0]! + (method === "langevin" ? 0.25 : 0)]);
  expect(a![3]).toBe(a![2]);
  expect(n).toEqual([1, 1, 2, 3, 6]);
});

test.each(["tau-leaping", "langevin"] as const)(
  "%s: run k of a seed is the same whatever the number of runs",
  (method) => {
    const program = programFromLines({ species: ["X = 500"], reactions: ["0 ->{1000} X", "X ->{1} 0"] });
    const options = { until: 3, volume: 10, seed: 1, times: [1, 3], method };
    const whole = simulateStochastic(program, { ...options, runs: 5 }).runs;
    expect(simulateStochastic(program, { ...options, runs: 2 }).runs).toEqual(whole.slice(0, 2));
    expect(simulateStochastic(program, { ...options, seed: 2 }).runs[0]).not.toEqual(whole[0]);
  },
);

test.each([
  [
    "tau-leaping",
    "negative-propensity",
    { species: ["X = 1"], reactions: ["X -> 0: 0.5 X -", "X ->{1} 2 X"] },
  ],
  ["tau-leaping", "negative-concentration", { species: ["X = 3"], reactions: ["X -> 0: 1"] }],
  ["tau-leaping", "event-limit", { species: ["X = 3"], reactions: ["X ->{1} 2 X"] }],
  ["tau-leaping", "time-dependent-law", { species: ["X = 3"], reactions: ["X -> 0: X time *"] }],
  ["langevin", "not-a-number", { species: ["X = 1"], reactions: ["X -> 0: X 1 - log"] }],
  ["langevin", "step-limit", { species: ["X = 3"], reactions: ["0 ->{1e9} X", "X ->{1e9} 0"] }],
  ["langevin", "time-dependent-law", { species: ["X = 3"], reactions: ["X -> 0: X time *"] }],
] as const)("%s: failure %s is told", (method, kind, lines) => {
  const { failure } = simulateStochastic(programFromLines(lines), {
    until: 1000,
    volume: 1,
    seed: 1,
    maxEvents: 3000,
    method,
  });
  expect(failure?.kind).toBe(kind);
});

test("options out of their range are refused", () => {
  const program = programFromLines({ species: ["X = 1"] });
  const simulate = (more: Partial<StochasticOptions> & { readonly method?: StochasticMethodName }) => () =>
    simulateStochastic(program, { until: 1, volume: 1, seed: 1, ...more });
  expect(simulate({ epsilon: 0 })).toThrow("epsilon");
  expect(simulate({ epsilon: 1 })).toThrow("epsilon");
  expect(simulate({ method: "langevin", step: 0 })).toThrow("step");
  expect(simulate({ volume: -1 })).toThrow("volume");
  expect(simulate({ until: Number.NaN })).toThrow("until");
});

test("Langevin keeps numbers that are not whole", () => {
  const program = programFromLines({ species: ["X = 0.26"] });
  const { runs, rounded } = simulateStochastic(program, {
    until: 1,
    volume: 10,
    seed: 1,
    times: [1],
    method: "langevin",
  });
  expect(runs[0]!.species[0]!.values[0]).toBe(0.26);
  expect(rounded).toEqual([]);
});

test("where leaps are short, tau-leaping looks for them less and less often", () => {
  // Half of the species are scarce, so that reactions are critical; of the others a change of one is a large one.
  const size = 400;
  const species = Array.from({ length: size }, (_, i) => `S${i} = ${i % 2 === 0 ? 1 : 30}`);
  const reactions = species.map((_, i) => `S${i} ->{1} S${(i * 7 + 1) % size}`);
  let questions = 0;
  const { statistics, failure } = simulateStochastic(programFromLines({ species, reactions }), {
    until: 50,
    times: [50],
    volume: 1,
    seed: 1,
    method: "tau-leaping",
    shouldStop: () => ++questions < 0,
  });
  expect(failure).toBeUndefined();
  // One event a molecule and unit of time: hardly any of them was leapt over.
  expect(Math.abs(statistics.events / (50 * 6200) - 1)).toBeLessThan(0.05);
  // Exact events ask every 4096 of them. Looking for a leap counts for 64·400 operations, of which 2²⁵ are a question.
  expect(questions).toBeLessThan(2 + statistics.events / 4096);
});
