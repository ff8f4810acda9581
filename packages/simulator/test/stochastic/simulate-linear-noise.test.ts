import { expect, test } from "vitest";
import { createRandom } from "../../src/random.js";
import { sdirk4 } from "../../src/stochastic/covariance-step.js";
import { solveLyapunov, times, timesTransposed } from "../../src/stochastic/lyapunov-equation.js";
import { type LinearNoiseOptions, simulateLinearNoise } from "../../src/stochastic/simulate-linear-noise.js";
import { simulateStochastic } from "../../src/stochastic/simulate-stochastic.js";
import { type ProgramLines, programFromLines } from "../program-from-lines.js";

/** Mean and variance of numbers at every sampled time against closed forms. */
function check(
  lines: ProgramLines,
  options: LinearNoiseOptions,
  expected: Readonly<Record<string, (t: number) => { mean: number; variance: number }>>,
): void {
  const { mean, standardDeviation, failure } = simulateLinearNoise(programFromLines(lines), {
    relativeTolerance: 1e-9,
    covarianceTolerance: 1e-7,
    ...options,
  });
  expect(failure).toBeUndefined();
  expect(standardDeviation.times).toEqual(mean.times);
  for (const [name, exactAt] of Object.entries(expected)) {
    const columnsOf = ({ species, observables }: typeof mean) => [...species, ...observables];
    const valuesOf = (trajectory: typeof mean) =>
      columnsOf(trajectory).find((column) => column.name === name)!.values;
    mean.times.forEach((t, i) => {
      const exact = exactAt(t);
      const found = valuesOf(mean)[i]! * options.volume;
      const variance = (valuesOf(standardDeviation)[i]! * options.volume) ** 2;
      // Where variances cancel, what is left is rounding of those that do.
      const cancelling = Math.max(...Object.values(expected).map((law) => law(t).variance));
      expect(Math.abs(found - exact.mean), `mean of ${name} at ${t}`).toBeLessThan(1e-7 * (exact.mean + 1));
      expect(Math.abs(variance - exact.variance), `variance of ${name} at ${t}: ${variance}`).toBeLessThan(
        1e-5 * exact.variance + 1e-13 * cancelling + 1e-12,
      );
    });
  }
}

const TIMES = [0, 0.01, 0.3, 1, 4.7, 20];
const poisson = (mean: number) => ({ mean, variance: mean });

test("birth and death from nothing is Poisson at all times", () => {
  const made = (t: number) => poisson(5 * 10 * (1 - Math.exp(-t)));
  check(
    { species: ["X"], reactions: ["0 ->{10} X", "X ->{1} 0"] },
    { until: 20, volume: 5, times: TIMES },
    { X: made },
  );
});

test("death of a given number is binomial", () => {
  const left = (t: number) => ({
    mean: 300 * Math.exp(-t),
    variance: 300 * Math.exp(-t) * (1 - Math.exp(-t)),
  });
  check(
    { species: ["X = 300"], reactions: ["X ->{1} 0"] },
    { until: 4.7, volume: 1, times: [0, 0.01, 0.3, 1, 4.7] },
    { X: left },
  );
});

test("molecules of a conserved number are binomial, and their sum and difference follow", () => {
  const part = (t: number) => 0.25 * (1 - Math.exp(-4 * t));
  const variance = (t: number) => 80 * part(t) * (1 - part(t));
  check(
    {
      species: ["A = 8", "B"],
      reactions: ["A ->{1} B", "B ->{3} A"],
      observables: { sum: "A B +", difference: "A B -", square: "A B + 2 ^" },
    },
    { until: 20, volume: 10, times: TIMES },
    {
      A: (t) => ({ mean: 80 * (1 - part(t)), variance: variance(t) }),
      B: (t) => ({ mean: 80 * part(t), variance: variance(t) }),
      sum: () => ({ mean: 80, variance: 0 }),
      difference: (t) => ({ mean: 80 * (1 - 2 * part(t)), variance: 4 * variance(t) }),
    },
  );
});

test("messenger and protein: the variance in the long run, also when one is a million times as quick", () => {
  for (const quick of [1, 1e3, 1e6]) {
    // Fano factor of the protein: 1 + b/(1 + η) with b proteins a messenger and η = γ/δ of the life times.
    const b = 20;
    check(
      {
        species: ["M", "P"],
        reactions: [`0 ->{${2 * quick}} M`, `M ->{${quick}} 0`, `M ->{${b * quick}} M + P`, "P ->{1} 0"],
      },
      { until: 60, volume: 1, times: [60] },
      {
        M: () => poisson(2),
        P: () => ({ mean: 2 * b * quick, variance: 2 * b * quick * (1 + (b * quick) / (1 + quick)) }),
      },
    );
  }
});

test("phases, events by the clock and conditions of the mean", () => {
  const n = (t: number) => 100 * t;
  check(
    {
      species: ["A = 0", "B = 7"],
      reactions: ["0 ->{100} A @ on"],
      phases: { on: 1, off: 1 },
      events: ["at 1.5: B = A 3 *", "at 1.75: A = 4", "when A 25 >=: B = 0"],
    },
    { until: 2, volume: 1, times: [0.2, 0.5, 1, 1.25, 1.6, 1.8] },
    {
      A: (t) => (t < 1.75 ? poisson(n(Math.min(t, 1))) : { mean: 4, variance: 0 }),
      B: (t) => (t < 1.5 ? { mean: t < 0.25 ? 7 : 0, variance: 0 } : { mean: 300, variance: 9 * 100 }),
    },
  );
});

test("a law and the mass action it stands for have the same noise", () => {
  const of = (reactions: string[]) =>
    simulateLinearNoise(programFromLines({ species: ["A = 1", "B = 0.3", "C"], reactions }), {
      until: 3,
      volume: 50,
      times: [0.1, 1, 3],
      covarianceTolerance: 1e-7,
    });
  const one = of(["A + 2 B ->{2} C", "C ->{0.7} A + 2 B", "0 ->{1} B", "B ->{1} 0"]);
  const other = of(["A + 2 B -> C: 2 A * B * B *", "C -> A + 2 B: C 0.7 *", "0 -> B: 1", "B -> 0: B"]);
  one.covariance.forEach((value, at) => {
    expect(Math.abs(value - other.covariance[at]!)).toBeLessThan(1e-9);
  });
  expect(one.covariance.some((value) => value < -1e-4)).toBe(true);
});

test("a network with a quadratic rate has the noise of many runs, up to the order 1/volume", () => {
  const program = programFromLines({
    species: ["A = 1", "D"],
    reactions: ["2 A ->{1} D", "D ->{0.5} 2 A", "0 ->{1} A", "A ->{1} 0"],
  });
  const options = { until: 3, volume: 400, times: [0.5, 3] };
  const { ensemble } = simulateStochastic(program, { ...options, runs: 4000, seed: 2, keepRuns: false });
  const { mean, standardDeviation } = simulateLinearNoise(program, options);
  for (const s of [0, 1]) {
    for (const i of [0, 1]) {
      const deviation = standardDeviation.species[s]!.values[i]!;
      const distance = ensemble!.mean.species[s]!.values[i]! - mean.species[s]!.values[i]!;
      expect(Math.abs(distance)).toBeLessThan((4 * deviation) / Math.sqrt(4000) + 1 / 400);
      const ratio = ensemble!.standardDeviation.species[s]!.values[i]! / deviation;
      expect(Math.abs(ratio - 1)).toBeLessThan(4 / Math.sqrt(2 * 4000) + 0.01);
    }
  }
});

test("variances fall with the volume", () => {
  const lines = { species: ["A = 1"], reactions: ["2 A ->{1} 0", "0 ->{1} A"] };
  const at = (volume: number) =>
    simulateLinearNoise(programFromLines(lines), { until: 1, volume, times: [1] }).standardDeviation
      .species[0]!.values[0]!;
  expect(at(100) / at(1)).toBeCloseTo(0.1, 12);
});

test("noise that grows without bound ends with a failure", () => {
  const { failure, mean, standardDeviation } = simulateLinearNoise(
    programFromLines({ species: ["X = 1"], reactions: ["2 X ->{1} 3 X"] }),
    { until: 2, volume: 1, times: [0.5, 2] },
  );
  expect(failure).toBeDefined();
  expect(mean.times.length).toBe(2);
  expect(standardDeviation.species[0]!.values[0]).toBeGreaterThan(0);
});

test("the Lyapunov equation is solved, whatever the range of the eigenvalues", () => {
  const random = createRandom(1, "lyapunov");
  for (let n = 0; n < 40; n++) {
    const size = 1 + (n % 8);
    const spread = 10 ** random.uniformBetween(0, 8);
    // A = 1/2 + B·Bᵀ + an antisymmetric part: eigenvalues with positive real parts.
    const b = Float64Array.from({ length: size * size }, () => random.normal());
    for (let i = 0; i < size; i++) b[i * size] = b[i * size]! * Math.sqrt(spread);
    const a = timesTransposed(b, b, size);
    for (let i = 0; i < size; i++) {
      a[i * (size + 1)]! += 0.5;
      for (let j = 0; j < i; j++) {
        const twist = random.normal();
        a[i * size + j]! += twist;
        a[j * size + i]! -= twist;
      }
    }
    const root = Float64Array.from({ length: size * size }, () => random.normal());
    const exact = timesTransposed(root, root, size);
    const right = times(a, exact, size).map(
      (value, at, all) => value + all[(at % size) * size + Math.floor(at / size)]!,
    );
    expect(solveLyapunov(a, right, { size })).toBe(true);
    const largest = Math.max(...exact.map(Math.abs));
    right.forEach((value, at) => {
      expect(Math.abs(value - exact[at]!)).toBeLessThan(1e-13 * spread * largest + 1e-10 * largest);
    });
  }
});

test("the method for the covariance has order 4, the embedded one order 3", () => {
  const { times: c, rows, diagonal, weights, embedded } = sdirk4;
  const a = rows.map((row, i) =>
    Array.from({ length: 5 }, (_, j) => (i === j ? diagonal : ((row as readonly number[])[j] ?? 0))),
  );
  a.forEach((row, i) => {
    expect(row.reduce((sum, value) => sum + value, 0)).toBeCloseTo(c[i]!, 14);
  });
  const inner = (row: readonly number[], power: (j: number) => number) =>
    row.reduce((sum, value, j) => sum + value * power(j), 0);
  const ac = a.map((row) => inner(row, (j) => c[j]!));
  const acc = a.map((row) => inner(row, (j) => c[j]! ** 2));
  const aac = a.map((row) => inner(row, (j) => ac[j]!));
  const conditions: [order: number, (w: readonly number[]) => number, value: number][] = [
    [1, (w) => inner(w, () => 1), 1],
    [2, (w) => inner(w, (j) => c[j]!), 1 / 2],
    [3, (w) => inner(w, (j) => c[j]! ** 2), 1 / 3],
    [3, (w) => inner(w, (j) => ac[j]!), 1 / 6],
    [4, (w) => inner(w, (j) => c[j]! ** 3), 1 / 4],
    [4, (w) => inner(w, (j) => c[j]! * ac[j]!), 1 / 8],
    [4, (w) => inner(w, (j) => acc[j]!), 1 / 12],
    [4, (w) => inner(w, (j) => aac[j]!), 1 / 24],
  ];
  for (const [order, condition, value] of conditions) {
    expect(condition(weights)).toBeCloseTo(value, 14);
    if (order <= 3) expect(condition(embedded)).toBeCloseTo(value, 14);
  }
});

test("options out of their range are refused", () => {
  const program = programFromLines({ species: ["X = 1"] });
  const simulate = (more: Partial<LinearNoiseOptions>) => () =>
    simulateLinearNoise(program, { until: 1, volume: 1, ...more });
  expect(simulate({ volume: 0 })).toThrow("volume");
  expect(simulate({ until: Number.POSITIVE_INFINITY })).toThrow("until");
  expect(simulate({ covarianceTolerance: 0 })).toThrow("tolerance");
});

test("a run is stopped when asked, and keeps what it has", () => {
  const program = programFromLines({
    species: ["X = 1", "Y"],
    reactions: ["X ->{1} Y @ on", "Y ->{1} X @ off"],
    phases: { on: 1, off: 1 },
  });
  const shouldStop = () => true;
  const options = { until: 1e6, volume: 1, times: [0, 1e6], shouldStop };
  const { failure, mean, standardDeviation } = simulateLinearNoise(program, options);
  expect(failure?.kind).toBe("stopped");
  expect(failure!.time).toBeLessThan(1000);
  expect(mean.times[1]).toBe(failure!.time);
  expect(standardDeviation.species[0]!.values.length).toBe(2);
  const limited = simulateLinearNoise(program, { until: 1e6, volume: 1, maxSteps: 50, times: [] });
  expect(limited.failure?.kind).toBe("step-limit");
});

test("a run that used up the steps of its covariance ends with the mean and the noise of the time that it names", () => {
  const program = programFromLines({
    species: ["X = 1", "Y = 1"],
    reactions: ["0 ->{1} X", "2 X + Y ->{1} 3 X", "X ->{3} Y", "X ->{1} 0"],
  });
  const options = { until: 100, volume: 100, times: [0] };
  const { failure, mean, standardDeviation } = simulateLinearNoise(program, { ...options, maxSteps: 200 });
  expect(failure).toMatchObject({ kind: "step-limit", time: mean.times.at(-1) });
  expect(failure!.message).toContain("steps of the covariance");
  const whole = simulateLinearNoise(program, { ...options, until: failure!.time, times: [failure!.time] });
  for (const [index, { values }] of mean.species.entries()) {
    expect(values.at(-1)).toBeCloseTo(whole.mean.species[index]!.values[0]!, 5);
    const deviation = standardDeviation.species[index]!.values.at(-1)!;
    expect(deviation).toBeGreaterThan(0.1);
    expect(deviation).toBeCloseTo(whole.standardDeviation.species[index]!.values[0]!, 4);
  }
});

test("a long step of the covariance is left when asked, and the state before it is kept", () => {
  const size = 150;
  const species = Array.from({ length: size }, (_, i) => `S${i} = ${1 + (i % 7)}`);
  const reactions = species.map((_, i) => `S${i} + S${(i + 1) % size} ->{1} 2 S${(i * 7 + 3) % size}`);
  const program = programFromLines({ species, reactions });
  let questions = 0;
  const shouldStop = () => ++questions >= 3;
  const { failure, mean, statistics } = simulateLinearNoise(program, {
    until: 1,
    volume: 10,
    times: [0],
    shouldStop,
  });
  expect(failure?.kind).toBe("stopped");
  expect(mean.times.at(-1)).toBe(failure!.time);
  // A product of two matrices has size³ operations, a solution many of them: three questions come before two steps are done.
  expect(questions).toBe(3);
  expect(statistics.covarianceSteps).toBeLessThan(3);
});
