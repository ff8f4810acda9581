import { expect, test } from "vitest";
import { type DeterministicOptions, simulateDeterministic } from "../../src/runs/deterministic.js";
import { type ProgramLines, programFromLines } from "../program-from-lines.js";

/** Simulates and compares species at the sampled times with closed forms, relative to max(|expected|, 1e-3). */
function check(
  lines: ProgramLines,
  options: DeterministicOptions,
  expected: Readonly<Record<string, (time: number) => number>>,
  tolerance = 1e-8,
): void {
  const { trajectory, failure } = simulateDeterministic(programFromLines(lines), options);
  expect(failure).toBeUndefined();
  for (const [name, at] of Object.entries(expected)) {
    const column = trajectory.species.find((candidate) => candidate.name === name)!;
    trajectory.times.forEach((time, i) => {
      const error = Math.abs(column.values[i]! - at(time)) / Math.max(Math.abs(at(time)), 1e-3);
      expect(error, `${name} at ${time}: ${column.values[i]} instead of ${at(time)}`).toBeLessThan(tolerance);
    });
  }
}

const { exp } = Math;

test("dimerisation follows its closed form", () => {
  const lines = { species: ["A = 10", "B"], reactions: ["2 A ->{0.1} B"] };
  check(lines, { until: 1, times: [0, 1] }, { A: () => 0, B: () => 0 }, Infinity);
  check(
    lines,
    { until: 4, times: [0.3, 1, 2, 4] },
    { A: (t) => 10 / (1 + 2 * t), B: (t) => 5 - 5 / (1 + 2 * t) },
  );
  const { trajectory } = simulateDeterministic(programFromLines(lines), { until: 1 });
  expect(trajectory.times).toHaveLength(501);
  expect(Math.abs(trajectory.species[0]!.values[500]! / (10 / 3) - 1)).toBeLessThan(1e-8);
});

test("a linear chain follows the Bateman solution", () => {
  check(
    { species: ["A = 1", "B", "C"], reactions: ["A ->{2} B", "B ->{3} C"] },
    { until: 5 },
    {
      A: (t) => exp(-2 * t),
      B: (t) => 2 * (exp(-2 * t) - exp(-3 * t)),
      C: (t) => 1 - 3 * exp(-2 * t) + 2 * exp(-3 * t),
    },
  );
});

test("Lotka–Volterra: values at t = 50 and the invariant", () => {
  const program = programFromLines({
    parameters: { birth: 1, eat: 0.1, death: 0.8 },
    species: ["Prey = 10", "Pred = 5"],
    reactions: ["Prey ->{birth} 2 Prey", "Prey + Pred ->{eat} 2 Pred", "Pred ->{death} 0"],
  });
  const { trajectory } = simulateDeterministic(program, { until: 50 });
  const [prey, pred] = trajectory.species.map(({ values }) => values);
  expect(Math.abs(prey!.at(-1)! / 5.51681 - 1)).toBeLessThan(1e-5);
  expect(Math.abs(pred!.at(-1)! / 5.29145 - 1)).toBeLessThan(1e-5);
  const invariant = (i: number) =>
    0.1 * prey![i]! - 0.8 * Math.log(prey![i]!) + 0.1 * pred![i]! - Math.log(pred![i]!);
  for (let i = 0; i < trajectory.times.length; i++)
    expect(Math.abs(invariant(i) - invariant(0))).toBeLessThan(1e-6);
});

test("Robertson's problem agrees with published values", () => {
  // Hairer and Wanner II, IV.10 (t = 40) and the test set of Bari (t = 10¹¹).
  const program = programFromLines({
    species: ["A = 1", "B", "C"],
    reactions: ["A ->{0.04} B", "2 B ->{3e7} B + C", "B + C ->{1e4} A + C"],
  });
  const { trajectory, failure } = simulateDeterministic(program, {
    until: 1e11,
    times: [40, 1e11],
    relativeTolerance: 1e-9,
    absoluteTolerance: 1e-20,
  });
  expect(failure).toBeUndefined();
  const expected = [
    { values: [0.715827068719, 9.18553476456e-6, 0.284163745746], tolerance: 1e-8 },
    // After 10¹¹ units of time A is the difference of numbers 10⁸ times as large.
    { values: [2.083340149701255e-8, 8.333360770334713e-14, 0.999999979166505], tolerance: 1e-6 },
  ];
  for (const [i, { values, tolerance }] of expected.entries()) {
    for (const [s, value] of values.entries()) {
      expect(Math.abs(trajectory.species[s]!.values[i]! / value - 1)).toBeLessThan(tolerance);
    }
  }
});

test("fast annihilation leaves the difference, exactly", () => {
  const program = programFromLines({
    species: ["P = 1.5", "M = 0.25"],
    reactions: ["P + M ->{1e4} 0", "0 ->{1} P", "0 ->{0.4} M"],
  });
  const { trajectory, failure } = simulateDeterministic(program, { until: 3 });
  expect(failure).toBeUndefined();
  const [p, m] = trajectory.species.map(({ values }) => values);
  trajectory.times.forEach((t, i) => {
    expect(Math.abs(p![i]! - m![i]! - (1.25 + 0.6 * t))).toBeLessThan(1e-9);
    if (t > 0.1) expect(Math.abs(m![i]! / (0.4 / (1e4 * p![i]!)) - 1)).toBeLessThan(1e-3);
    expect(m![i]!).toBeGreaterThanOrEqual(0);
  });
});

test("conservation laws hold to round-off", () => {
  const program = programFromLines({
    species: ["E = 1", "S = 10", "ES", "P"],
    reactions: ["E + S ->{1000} ES", "ES ->{1} E + S", "ES ->{10} E + P"],
  });
  const { trajectory } = simulateDeterministic(program, { until: 10 });
  const [e, s, es, p] = trajectory.species.map(({ values }) => values);
  trajectory.times.forEach((_, i) => {
    expect(Math.abs(e![i]! + es![i]! - 1)).toBeLessThan(1e-12);
    expect(Math.abs(s![i]! + es![i]! + p![i]! - 10)).toBeLessThan(1e-12);
  });
});

test("catalysts that nothing changes and clamped species are held", () => {
  check(
    { species: ["[E] = 2", "Z = 3", "Y"], reactions: ["E ->{0.5} 0", "E + Z ->{0.5} E + Z + Y"] },
    { until: 2 },
    { E: () => 2, Z: () => 3, Y: (t) => 3 * t },
  );
});

test("rate laws of state and time", () => {
  check(
    { species: ["S = 1", "X"], reactions: ["S -> 0: 3 S * 0.5 S + /", "0 -> X: time cos 1 +"] },
    { until: 2 },
    { X: (t) => Math.sin(t) + t },
  );
  check(
    { species: ["S = 2"], reactions: ["S -> 0: S sqrt"] },
    { until: 2 },
    { S: (t) => (Math.SQRT2 - t / 2) ** 2 },
  );
  check(
    { species: ["S = 1"], reactions: ["S -> 0: time S *"] },
    { until: 3 },
    { S: (t) => exp((-t * t) / 2) },
  );
});

test("an event at a time, with the values before it", () => {
  check(
    { species: ["A = 1", "B = 2"], reactions: ["A ->{1} 0"], events: ["at 1: A = B; B = A"] },
    { until: 2 },
    { A: (t) => (t < 1 ? exp(-t) : 2 * exp(1 - t)), B: (t) => (t < 1 ? 2 : exp(-1)) },
  );
});

test("nothing fires at time 0; a period fires first when it is over", () => {
  check(
    {
      species: ["A = 1", "N"],
      reactions: ["A ->{1} 0"],
      events: ["at 0: A = 7", "every 0.5: A = A 1 +; N = N 1 +"],
    },
    { until: 2.2, times: [0, 0.4, 0.5, 1.2, 2.2] },
    {
      N: (t) => Math.floor(t / 0.5),
      A: (t) =>
        exp(-t) +
        Array.from({ length: Math.floor(t / 0.5) }, (_, k) => exp(0.5 * (k + 1) - t)).reduce(
          (a, b) => a + b,
          0,
        ),
    },
  );
});

test("a condition fires when it becomes true, and again only after it was false", () => {
  // A decays from 1 to ½, is set to 1, and so on: period ln 2.
  check(
    { species: ["A = 1", "N"], reactions: ["A ->{1} 0"], events: ["when A 0.5 <=: A = 1; N = N 1 +"] },
    { until: 5 },
    { A: (t) => exp(-(t % Math.LN2)), N: (t) => Math.floor(t / Math.LN2) },
    1e-7,
  );
  check(
    {
      species: ["A = 1", "N"],
      reactions: ["A ->{1} 0"],
      events: ["when A 2 <: N = N 1 +", "when A 0.5 <: N = N 1 +"],
    },
    { until: 2, times: [0.6, 0.7, 2] },
    { N: (t) => (t < Math.LN2 ? 0 : 1) },
  );
});

test("events at one time run in source order and set off conditions", () => {
  check(
    {
      species: ["A = 1", "B", "C"],
      events: ["every 1: A = A 2 *", "at 2: A = A 3 +", "when A 7 ==: B = A", "when B 7 ==: C = B 1 +"],
    },
    { until: 3, times: [1, 2, 3] },
    { A: (t) => [0, 2, 7, 14][t]!, B: (t) => (t < 2 ? 0 : 7), C: (t) => (t < 2 ? 0 : 8) },
  );
});

test("an event may assign a parameter", () => {
  check(
    { parameters: { k: 1 }, species: ["A = 1"], reactions: ["A ->{k} 0"], events: ["at 1: k = k 2 *"] },
    { until: 2 },
    { A: (t) => (t < 1 ? exp(-t) : exp(-1 - 2 * (t - 1))) },
  );
});

test("phases run cyclically with exact lengths", () => {
  const inCycle = (t: number) => Math.floor(t / 0.3 + 1e-9);
  check(
    {
      species: ["Z = 2", "Y", "W"],
      reactions: ["Z ->{1} Z + Y @ first", "Z + W ->{1} Z + 2 W @ second", "0 ->{1} W @ first"],
      phases: { first: 0.1, nothing: 0, second: 0.2 },
    },
    { until: 3, times: [0.1, 0.3, 0.4, 0.6, 3] },
    {
      Y: (t) => 0.2 * (inCycle(t) + (t - 0.3 * inCycle(t) > 0.05 ? 1 : 0)),
      W: (t) => {
        let w = 0;
        for (let cycle = 0; cycle < inCycle(t); cycle++) w = (w + 0.1) * exp(0.4);
        return t - 0.3 * inCycle(t) > 0.05 ? w + 0.1 : w;
      },
    },
  );
});

test("observables are evaluated at every sample", () => {
  const program = programFromLines({
    parameters: { c: 3 },
    species: ["A = 1"],
    reactions: ["A ->{1} 0"],
    observables: { scaled: "A c * time +" },
  });
  const { trajectory } = simulateDeterministic(program, { until: 1, times: [0, 1] });
  expect(trajectory.observables[0]!.name).toBe("scaled");
  expect(trajectory.observables[0]!.values[0]).toBe(3);
  expect(trajectory.observables[0]!.values[1]).toBeCloseTo(3 * exp(-1) + 1, 8);
});

test("the same program gives the same numbers, and sampling does not change them", () => {
  const program = programFromLines({
    species: ["A = 1", "B = 0.2"],
    reactions: ["A + B ->{3} 2 B", "B ->{1} 0", "0 -> A: time sin 1.5 +"],
  });
  const at = (times: number[]) =>
    simulateDeterministic(program, { until: 7, times }).trajectory.species.map(({ values }) => values.at(-1));
  expect(at([7])).toEqual(at([7]));
  expect(at([0.1, 0.2, 3, 7])).toEqual(at([7]));
});
