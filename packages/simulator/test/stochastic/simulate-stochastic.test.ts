import { expect, test } from "vitest";
import type { Ensemble } from "../../src/stochastic/ensemble.js";
import { type StochasticOptions, simulateStochastic } from "../../src/stochastic/simulate-stochastic.js";
import { type ProgramLines, programFromLines } from "../program-from-lines.js";

/** Means and variances (of counts) at the end over many runs, against exact ones, within 3 standard errors. */
function check(
  lines: ProgramLines,
  options: StochasticOptions,
  expected: Readonly<Record<string, { mean: number; variance: number }>>,
): void {
  const { runs = 1, volume, until } = options;
  const { ensemble, failure } = simulateStochastic(programFromLines(lines), {
    times: [until],
    keepRuns: false,
    ...options,
  });
  expect(failure).toBeUndefined();
  for (const [name, exact] of Object.entries(expected)) {
    const end = (trajectory: Ensemble["mean"]) =>
      trajectory.species.find((column) => column.name === name)!.values[0]! * volume;
    const mean = end(ensemble!.mean);
    const variance = end(ensemble!.standardDeviation) ** 2;
    expect(
      Math.abs(mean - exact.mean) / Math.sqrt(exact.variance / runs),
      `mean of ${name} ${mean}`,
    ).toBeLessThan(3);
    // Standard error of a variance of a nearly normal distribution: variance·√(2/n).
    const error = exact.variance * Math.sqrt(2 / runs);
    expect(Math.abs(variance - exact.variance) / error, `variance of ${name} ${variance}`).toBeLessThan(3);
  }
}

/** Mean and variance of A for 2 A → B from the chemical master equation over the number of events, by uniformisation. */
function dimerisationMoments(k: number, volume: number, initial: number, until: number) {
  const states = Math.floor(initial / 2) + 1;
  const left = (n: number) => initial - 2 * n;
  const propensity = Float64Array.from({ length: states }, (_, n) => (k * left(n) * (left(n) - 1)) / volume);
  const uniform = propensity[0]!;
  // p(t) = Σⱼ Poisson(j; Λt)·Pʲp(0), where P fires with probability a(n)/Λ.
  const p = new Float64Array(states);
  p[0] = 1;
  const sum = new Float64Array(states);
  const jumps = uniform * until;
  for (
    let j = 0, logWeight = -jumps;
    j < jumps + 10 * Math.sqrt(jumps) + 30;
    j++, logWeight += Math.log(jumps / j)
  ) {
    const weight = Math.exp(logWeight);
    for (let n = states - 1; n >= 0; n--) {
      sum[n]! += weight * p[n]!;
      p[n] =
        p[n]! * (1 - propensity[n]! / uniform) + (n > 0 ? (p[n - 1]! * propensity[n - 1]!) / uniform : 0);
    }
  }
  const mean = sum.reduce((total, value, n) => total + value * left(n), 0);
  const variance = sum.reduce((total, value, n) => total + value * (left(n) - mean) ** 2, 0);
  return { mean, variance };
}

test("dimerisation has the moments of its master equation", () => {
  const exact = dimerisationMoments(0.1, 1000, 10_000, 1);
  // The rate equation is the limit of large volume: A(1) = 10/3.
  expect(Math.abs(exact.mean / 1000 / (10 / 3) - 1)).toBeLessThan(1e-3);
  check(
    { species: ["A = 10", "B"], reactions: ["2 A ->{0.1} B"] },
    { until: 1, volume: 1000, runs: 2000, seed: 1 },
    { A: exact },
  );
});

test("dimerisation of few molecules, where A(A − 1) and A² differ", () => {
  const exact = dimerisationMoments(1, 1, 5, 0.1);
  check(
    { species: ["A = 5", "B"], reactions: ["A + A ->{1} B"] },
    { until: 0.1, volume: 1, runs: 4000, seed: 2 },
    { A: exact },
  );
});

test("birth and death has a Poisson distribution", () => {
  const lines = { species: ["X"], reactions: ["0 ->{10} X", "X ->{0.1} 0"] };
  // From 0 the distribution is Poisson at all times, with mean (k/γ)(1 − exp(−γt)).
  const mean = 100 * (1 - Math.exp(-10));
  const options = { until: 100, volume: 1, runs: 2000, seed: 3, times: [100] };
  check(lines, options, { X: { mean, variance: mean } });
  const { ensemble } = simulateStochastic(programFromLines(lines), options);
  const fano =
    ensemble!.standardDeviation.species[0]!.values[0]! ** 2 / ensemble!.mean.species[0]!.values[0]!;
  expect(Math.abs(fano - 1)).toBeLessThan(3 * Math.sqrt(2 / 2000));
});

test("a law gives volume times its value, mass action of order 0 volume times its rate", () => {
  const poisson = (mean: number) => ({ mean, variance: mean });
  check(
    { species: ["X", "[E] = 2"], reactions: ["E -> E + X: 1.5 E *"] },
    { until: 2, volume: 20, runs: 2000, seed: 4 },
    { X: poisson(120) },
  );
  check(
    { species: ["X", "[E] = 2"], reactions: ["2 E ->{1.5} 2 E + X"] },
    { until: 2, volume: 20, runs: 2000, seed: 5 },
    {
      // The falling factorial of the 40 molecules of E: 1.5·40·39/20.
      X: poisson(2 * 117),
    },
  );
});

test("a slow reaction goes on at its rate when one that was 10¹⁸ times as quick has ended", () => {
  check(
    { species: ["X = 1000", "Y"], reactions: ["X ->{1e12} 0", "0 ->{0.001} Y"] },
    { until: 10_000, volume: 1, runs: 2000, seed: 8 },
    { Y: { mean: 10, variance: 10 } },
  );
});

test("a network of more than one block of reactions keeps its equilibrium", () => {
  // Molecules hop round a ring of 18 sites; those that are left at half the rate hold twice as many.
  const sites = Array.from({ length: 18 }, (_, i) => `S${i}`);
  check(
    {
      species: sites.map((name, i) => (i === 0 ? `${name} = 100` : name)),
      reactions: sites.map((name, i) => `${name} ->{${i % 2 === 0 ? 0.5 : 1}} ${sites[(i + 1) % 18]}`),
    },
    { until: 250, volume: 1, runs: 200, seed: 6 },
    { S0: multinomial(100, 2 / 27), S9: multinomial(100, 1 / 27), S17: multinomial(100, 1 / 27) },
  );
});

function multinomial(n: number, p: number) {
  return { mean: n * p, variance: n * p * (1 - p) };
}

test("phases and events cut the waiting times", () => {
  const { runs, failure } = simulateStochastic(
    programFromLines({
      species: ["A", "B", "N"],
      reactions: ["0 ->{100} A @ on", "A ->{1e-9} 0"],
      phases: { on: 1, off: 1 },
      events: ["every 2: B = A 0.3 +; A = 0", "when A 50 >=: N = N 1 +", "when time 3.25 >: N = N 1 +"],
    }),
    { until: 10, volume: 1, seed: 7, times: [1.999, 2, 3, 3.9, 10] },
  );
  expect(failure).toBeUndefined();
  const [a, b, n] = runs[0]!.species.map(({ values }) => [...values]);
  expect(a![0]).toBeGreaterThan(50);
  expect([a![1], b![1]]).toEqual([0, a![0]]); // rounded: 0.3 is dropped
  expect(a![3]).toBe(a![2]); // nothing is made in the phase `off`
  expect(n).toEqual([1, 1, 2, 3, 6]);
});

test("run k of a seed is the same whatever the number of runs and samples; seeds and runs differ", () => {
  const program = programFromLines({ species: ["X = 5"], reactions: ["0 ->{10} X", "X ->{1} 0"] });
  const simulate = (seed: number, runs: number, times: number[]) =>
    simulateStochastic(program, { until: 3, volume: 10, seed, runs, times }).runs.map(
      (run) => run.species[0]!.values.at(-1)!,
    );
  const five = simulate(1, 5, [3]);
  expect(simulate(1, 2, [1, 2, 3])).toEqual(five.slice(0, 2));
  expect(new Set(five).size).toBeGreaterThan(1);
  expect(simulate(2, 5, [3])).not.toEqual(five);
});

test("initial concentrations are rounded to molecules, and this is told", () => {
  const program = programFromLines({ species: ["X = 0.26", "Y = 0.3"], reactions: [] });
  const { runs, rounded } = simulateStochastic(program, { until: 1, volume: 10, seed: 1, times: [1] });
  expect(runs[0]!.species.map(({ values }) => values[0])).toEqual([0.3, 0.3]);
  expect(rounded).toEqual([{ species: "X", concentration: 0.26, count: 3 }]);
});

test.each([
  ["negative-propensity", { species: ["X = 1"], reactions: ["X -> 0: 0.5 X -", "X ->{1} 2 X"] }],
  ["not-a-number", { species: ["X = 1"], reactions: ["X -> 0: X 1 - log"] }],
  ["negative-concentration", { species: ["X = 3"], reactions: ["X -> 0: 1"] }],
  ["event-limit", { species: ["X = 3"], reactions: ["X ->{1} 2 X"] }],
  ["time-dependent-law", { species: ["X = 3"], reactions: ["X -> 0: X time *"] }],
  [
    "event-cascade",
    { species: ["X = 3"], reactions: ["0 ->{1} X"], events: ["when X 4 ==: X = 5", "when X 5 ==: X = 4"] },
  ],
] as const)("failure %s is told with its place", (kind, lines) => {
  const { failure, runs, ensemble } = simulateStochastic(programFromLines(lines), {
    until: 1000,
    volume: 1,
    seed: 1,
    maxEvents: 10_000,
  });
  expect(failure?.kind).toBe(kind);
  expect(failure?.message).not.toBe("");
  expect(ensemble).toBeUndefined();
  if (kind !== "time-dependent-law") expect(runs[0]!.times.at(-1)).toBe(failure!.time);
});

test("a run is stopped when asked", () => {
  const program = programFromLines({ species: ["X = 1000"], reactions: ["0 ->{1e6} X"] });
  const { failure } = simulateStochastic(program, { until: 1e9, volume: 1, seed: 1, shouldStop: () => true });
  expect(failure?.kind).toBe("stopped");
});

test("without reactions time passes", () => {
  const { runs, failure } = simulateStochastic(
    programFromLines({ species: ["X = 1"], reactions: ["X ->{1} 0"] }),
    {
      until: 1000,
      volume: 1,
      seed: 1,
      times: [0, 1000],
    },
  );
  expect(failure).toBeUndefined();
  expect([...runs[0]!.species[0]!.values]).toEqual([1, 0]);
});
