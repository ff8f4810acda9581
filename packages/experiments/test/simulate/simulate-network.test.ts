import { expect, test } from "vitest";
import { csvFromSimulation } from "../../src/simulate/csv-from-simulation.js";
import { simulateNetwork } from "../../src/simulate/simulate-network.js";
import type { SimulationOverrides } from "../../src/simulate/simulation-types.js";
import { subjectOf } from "../checked-text.js";

async function run(text: string, overrides: SimulationOverrides = {}, name?: string) {
  const { source, network, simulation } = subjectOf(text, "simulate", name);
  return simulateNetwork({ source, network, record: simulation }, overrides);
}

const DECAY = `
units { time: s; concentration: nM }
crn Decay {
  species A = 10, B = 0
  rate k = 0.5 [1/s]
  A ->{k} B
  let total = A + B
}
simulate Decay { until: 4; sample: 8; plot: A, total; report: max(B), final(A) }
`;

test("the time course of an ODE, columns named as in the source", async () => {
  const result = await run(DECAY);
  expect(result).toMatchObject({ status: "completed", method: "ode", runs: 1, timeUnit: "s" });
  expect(result.times).toEqual([0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4]);
  expect(result.columns.map(({ name, kind, unit }) => [name, kind, unit])).toEqual([
    ["A", "species", "nM"],
    ["B", "species", "nM"],
    ["total", "definition", "nM"],
  ]);
  for (const [index, time] of result.times.entries()) {
    expect(result.columns[0]!.values[index]).toBeCloseTo(10 * Math.exp(-0.5 * time), 6);
    expect(result.columns[2]!.values[index]).toBeCloseTo(10, 6);
  }
});

test("what is plotted and reported", async () => {
  const { plotted, report } = await run(DECAY);
  expect(plotted.map(({ name }) => name)).toEqual(["A", "total"]);
  expect(report.map(({ label }) => label)).toEqual(["max(B)", "final(A)"]);
  expect(report[0]!.value).toBeCloseTo(10 * (1 - Math.exp(-2)), 6);
  expect(report[1]!.value).toBeCloseTo(10 * Math.exp(-2), 6);
});

test("extremes of very many samples", async () => {
  const { report } = await run(DECAY, { samples: 1_000_000 });
  expect(report.map(({ value }) => value)).toEqual([
    expect.closeTo(10 * (1 - Math.exp(-2)), 6),
    expect.closeTo(10 * Math.exp(-2), 6),
  ]);
});

test.each([
  ["ode", { until: 2000 }],
  ["linear_noise", { samples: 10 }],
])("%s: a period that too few samples show is called doubtful", async (method, rarely) => {
  const text = `crn Wave { species A = 2, B = 1\n A ->{10} 2 A\n A + B ->{10} 2 B\n B ->{10} 0 }
simulate Wave { method: ${method}; volume: 1e6; until: 2.5; sample: 200; report: period(A) }`;
  const [known] = (await run(text)).report;
  expect(known).toMatchObject({ value: expect.closeTo(0.662, 2), note: undefined });
  const [doubtful] = (await run(text, rarely)).report;
  expect(doubtful!.note).toMatch(/^doubtful: .*raise `sample`/);
});

test("curves have more points than the columns that were asked for", async () => {
  const { plotted, plottedTimes, times } = await run(DECAY);
  expect(plottedTimes.length).toBeGreaterThan(1000);
  expect(plotted[0]!.values).toHaveLength(plottedTimes.length);
  expect(times.every((time) => plottedTimes.includes(time))).toBe(true);
});

test("settings from outside replace those of the record", async () => {
  const result = await run(DECAY, { until: 1, samples: 2 });
  expect(result.times).toEqual([0, 0.5, 1]);
  const stochastic = await run(DECAY, { method: "ssa", runs: 3, seed: 5, volume: 100 });
  expect(stochastic).toMatchObject({ method: "ssa", runs: 3 });
});

test("CSV has the time first, then the columns", async () => {
  const [header, first, , last] = csvFromSimulation(await run(DECAY, { samples: 2 })).split("\n");
  expect([header, first]).toEqual(["time,A,B,total", "0,10,0,10"]);
  expect(last?.startsWith("4,")).toBe(true);
});

const BIRTH_DEATH = `
crn BirthDeath {
  species X = 0
  0 ->{10} X
  X ->{0.5} 0
}
simulate BirthDeath { method: ssa(runs: 400, seed: 3); until: 12; sample: 4; plot: X, mean(X), sd(X); report: mean(X), var(X), fano(X) }
`;

test("an ensemble has mean, spread and a report over the runs at the end", async () => {
  const result = await run(BIRTH_DEATH);
  const [x, mean, spread] = result.plotted;
  expect(result.runs).toBe(400);
  expect(mean!.values).toEqual(result.columns[0]!.values);
  expect(spread!.values).toEqual(result.columns[0]!.deviation);
  for (const [index, value] of mean!.values.entries()) {
    expect(x!.band!.low[index]).toBeLessThanOrEqual(value);
    expect(x!.band!.high[index]).toBeGreaterThanOrEqual(value);
  }
  // The line is one run: whole numbers of molecules.
  expect(x!.values.every(Number.isInteger)).toBe(true);
  const [average, variance, fano] = result.report.map(({ value }) => value);
  // Poisson with mean 20·(1 − exp(−6)) = 19.95; three standard errors.
  expect(Math.abs(average! - 19.95)).toBeLessThan(3 * Math.sqrt(20 / 400));
  expect(Math.abs(variance! - 19.95)).toBeLessThan(3 * 19.95 * Math.sqrt(2 / 400) * 1.1);
  expect(fano!).toBeCloseTo(variance! / average!, 9);
  expect(csvFromSimulation(result).split("\n")[0]).toBe("time,X,sd(X),q05(X),q25(X),q50(X),q75(X),q95(X)");
});

test("an ensemble does not depend on how it is cut into parts", async () => {
  const ten = await run(BIRTH_DEATH, { runs: 10 });
  const hundred = await run(BIRTH_DEATH, { runs: 100 });
  const again = await run(BIRTH_DEATH, { runs: 10 });
  expect(again.columns).toEqual(ten.columns);
  expect(hundred.columns[0]!.values[0]).toBe(0);
  expect(hundred.columns).not.toEqual(ten.columns);
});

const OSCILLATOR = `
crn Oscillator {
  signal x = 1, v = 0
  x' = v
  v' = 0 - 4 * x
}
simulate Oscillator { until: 10; report: period(x); compare: source, lowered }
`;

test("signals, the period and the comparison with the source", async () => {
  const { columns, report, comparison } = await run(OSCILLATOR);
  expect(columns.map(({ name, kind }) => [name, kind])).toEqual([
    ["x", "signal"],
    ["v", "signal"],
  ]);
  expect(report[0]!.value).toBeCloseTo(Math.PI, 4);
  expect(comparison!.largestRelativeDifference).toBeLessThan(1e-6);
  expect(comparison!.columns[0]!.values.at(-1)).toBeCloseTo(Math.cos(20), 9);
});

const EXPLOSION = `
crn Explosion { species A = 1
  2 A ->{1} 3 A }
simulate Explosion { until: 2 }
`;

test("a solution that escapes is a failure with time, species and hint, and what was computed stays", async () => {
  const { status, failure, times, columns } = await run(EXPLOSION);
  expect(status).toBe("failed");
  expect(failure).toMatchObject({ species: "A" });
  expect(failure!.message).toMatch(/^`A` grows without bound/);
  expect(Math.abs(failure!.time! - 1)).toBeLessThan(1e-3);
  expect(failure!.hint).toBeTruthy();
  expect(times.length).toBeGreaterThan(50);
  expect(columns[0]!.values).toHaveLength(times.length);
});

test("a cancelled ensemble keeps the runs that were finished", async () => {
  const { source, network, simulation } = subjectOf(BIRTH_DEATH, "simulate");
  let parts = 0;
  const result = await simulateNetwork(
    { source, network, record: simulation },
    {},
    {
      onProgress: () => {
        parts++;
      },
      isCancelled: () => parts >= 3,
    },
  );
  // Blocks of 400/64 runs.
  expect([result.status, result.runs]).toEqual(["cancelled", 21]);
});

test("a network without a record runs if the end is given", async () => {
  const result = await run("crn Decay { species A = 1\n A ->{1} 0 }", { until: 1 });
  expect(result.columns[0]!.values.at(-1)).toBeCloseTo(Math.exp(-1), 6);
});

const REPORT = `
units { time: s; concentration: nM }
crn Decay {
  species A = 10, B = 0
  rate k = 0.5 [1/s]
  A ->{k} B
}
simulate Decay { until: 4; report: A, final(B), min(A), max(B), area(A), period(A), A + B, overlap(A, B) }
simulate Decay as noisy { method: ssa(runs: 4, seed: 2); until: 4; report: mean(A), var(A), fano(A) }
`;

test("reported numbers have units where they are those of a quantity", async () => {
  const { report } = await run(REPORT, {}, "Decay");
  expect(report.map(({ label, unit }) => [label, unit])).toEqual([
    ["A", "nM"],
    ["final(B)", "nM"],
    ["min(A)", "nM"],
    ["max(B)", "nM"],
    ["area(A)", "nM·s"],
    ["period(A)", "s"],
    ["A + B", undefined],
    ["overlap(A, B)", "nM"],
  ]);
  expect(report[4]!.value).toBeCloseTo(20 * (1 - Math.exp(-2)), 4);
  const noisy = await run(REPORT, {}, "noisy");
  expect(noisy.report.map(({ unit }) => unit)).toEqual(["nM", "nM²", undefined]);
});

test.each(["ssa", "tau_leaping", "langevin"])("one run by %s has no spread, and says so", async (method) => {
  const text = REPORT.replace(
    "ssa(runs: 4, seed: 2); until: 4;",
    `${method}; volume: 10; until: 4; plot: sd(A), mean(A);`,
  );
  const { plotted, report } = await run(text, {}, "noisy");
  expect(plotted[0]!.values.every(Number.isNaN)).toBe(true);
  expect(plotted[1]!.values[0]).toBe(10);
  const none = { value: Number.NaN, note: "no value: one run has no spread" };
  expect(report).toMatchObject([{ label: "mean(A)", value: plotted[1]!.values.at(-1) }, none, none]);
});

test("equations leave nothing to chance: their spread is 0", async () => {
  const { plotted, report } = await run(
    REPORT.replace("report: A,", "plot: sd(A); report: sd(A), var(A),"),
    {},
    "Decay",
  );
  expect(plotted[0]!.values.every((value) => value === 0)).toBe(true);
  expect(report.slice(0, 2).map(({ value }) => value)).toEqual([0, 0]);
});

test("a decay has no period, and says so", async () => {
  const { report } = await run(REPORT, {}, "Decay");
  expect(report[5]).toMatchObject({ value: Number.NaN, note: expect.stringMatching(/^no period/) });
  expect(report[5]!.remark).toBe(report[5]!.note);
  expect(report[4]!.note).toBeUndefined();
  expect(report[4]).not.toHaveProperty("remark");
});

test("pulses are numbered, and what occurs in some runs only is said", async () => {
  const pulses = `
crn Noise {
  species X = 5
  0 ->{5} X
  X ->{1} 0
}
simulate Noise { method: ssa(runs: 3, seed: 1); until: 20; report: area(X) }`;
  const { report } = await run(pulses);
  expect(report[0]).toMatchObject({ label: "area(X)[1]", note: `pulse 1 of ${report.length}` });
  expect(report[0]).not.toHaveProperty("share");
  const { note, share } = report.at(-1)!;
  expect(note).toMatch(/^pulse \d+ of \d+, in [12] of 3 runs$/);
  expect(note).toContain(`in ${share?.some} of ${share?.all} runs`);
  expect(report.every((entry) => entry.remark === undefined)).toBe(true);
});
