import { expect, test } from "vitest";
import { csvFromSimulation, csvFromSingleRuns } from "../../src/simulate/csv-from-simulation.js";
import { planEnsemble, type RunBlock } from "../../src/simulate/ensemble/ensemble-plan.js";
import { createBlockSimulator } from "../../src/simulate/ensemble/simulate-block.js";
import type { EnsembleExecutor, EnsembleWork } from "../../src/simulate/ensemble/simulate-ensemble.js";
import { simulateNetwork } from "../../src/simulate/simulate-network.js";
import { settingsOf } from "../../src/simulate/simulation-settings.js";
import type { SimulationOverrides, SimulationResult } from "../../src/simulate/simulation-types.js";
import { subjectOf } from "../checked-text.js";

async function run(
  text: string,
  overrides: SimulationOverrides = {},
  executor?: EnsembleExecutor,
): Promise<SimulationResult> {
  return simulateNetwork(taskOf(text), overrides, {}, executor);
}

function taskOf(text: string) {
  const { source, network, simulation } = subjectOf(text, "simulate");
  return { source, network, record: simulation };
}

/** Results without functions, for comparisons. */
function plain({ singleRuns, ...result }: SimulationResult) {
  return { ...result, numbers: singleRuns?.numbers };
}

const BIRTH_DEATH = `
crn BirthDeath {
  species X = 0
  0 ->{10} X
  X ->{0.5} 0
  let twice = 2 * X
}
simulate BirthDeath { method: ssa(runs: 2000, seed: 3); until: 8; sample: 4; report: mean(X), max(X) }
`;

test("birth and death: mean, spread and quantiles are those of Poisson's distribution at every time", async () => {
  const { times, columns, runs, quantileRuns } = await run(BIRTH_DEATH);
  expect([runs, quantileRuns]).toEqual([2000, 2000]);
  const [{ values, deviation, quantiles }] = columns as [(typeof columns)[number]];
  for (const [index, time] of times.entries()) {
    const mean = 20 * (1 - Math.exp(-0.5 * time));
    expect(Math.abs(values[index]! - mean)).toBeLessThanOrEqual(4 * Math.sqrt(mean / runs));
    // Of a Poisson number the variance of (x − mean)² is mean + 2·mean².
    const error = Math.sqrt((mean + 2 * mean * mean) / runs);
    expect(Math.abs(deviation![index]! ** 2 - mean)).toBeLessThanOrEqual(4 * error);
    for (const { probability, values: bounds } of quantiles!) {
      const share = 4 * Math.sqrt((probability * (1 - probability)) / runs);
      expect(poissonShare(bounds[index]!, mean)).toBeGreaterThan(probability - share);
      expect(poissonShare(bounds[index]! - 1, mean)).toBeLessThan(probability + share);
    }
  }
});

/** Probability of at most k. */
function poissonShare(k: number, mean: number): number {
  let [term, sum] = [Math.exp(-mean), 0];
  for (let n = 0; n <= k; n++, term *= mean / n) sum += term;
  return sum;
}

const DIMERISATION = `
crn Dimerisation {
  species X = 5
  0 ->{5} X
  2 X ->{0.1} 0
}
simulate Dimerisation { method: ssa(runs: 4000, seed: 1); until: 20; sample: 2 }
`;

test("immigration and dimerisation: mean and variance in the stationary state", async () => {
  const { columns, runs } = await run(DIMERISATION);
  // The generating function of the stationary state is √s·I₁(2√(as)), with s = 1 + z and a = 5/0.1.
  const a = 50;
  const mean =
    (Math.sqrt(a) * besselI(0, 2 * Math.sqrt(2 * a))) / (Math.SQRT2 * besselI(1, 2 * Math.sqrt(2 * a)));
  const variance = a / 2 + mean - mean * mean;
  const { values, deviation } = columns[0]!;
  expect(Math.abs(values[2]! - mean)).toBeLessThan(4 * Math.sqrt(variance / runs));
  expect(Math.abs(deviation![2]! ** 2 - variance)).toBeLessThan(4 * variance * Math.sqrt(2 / runs));
});

/** The modified Bessel function of the first kind, by its series. */
function besselI(order: 0 | 1, x: number): number {
  let [term, sum] = [order === 0 ? 1 : x / 2, 0];
  for (let k = 0; k < 100; k++) {
    sum += term;
    term *= (x / 2) ** 2 / ((k + 1) * (k + 1 + order));
  }
  return sum;
}

test.each([
  ["tau_leaping(runs: 400, seed: 2)", true],
  ["langevin(runs: 400, seed: 2)", false],
  ["langevin(runs: 400, seed: 2, step: 0.05)", false],
])("%s: mean and variance of a plentiful species", async (method, isWhole) => {
  const { columns, runs, ...result } = await run(`
crn Plenty { species X = 0
  0 ->{10} X
  X ->{0.5} 0 }
simulate Plenty { method: ${method}; volume: 1000; until: 2; sample: 1 }`);
  expect(result.method).toBe(method.slice(0, method.indexOf("(")));
  const mean = 20 * (1 - Math.exp(-1));
  const { values, deviation, quantiles } = columns[0]!;
  // Euler's method is off by half a step.
  expect(Math.abs(values[1]! - mean)).toBeLessThan(4 * Math.sqrt(mean / 1000 / runs) + 0.02 * mean);
  expect(deviation![1]! ** 2 / (mean / 1000)).toBeGreaterThan(1 - 4 * Math.sqrt(2 / runs));
  expect(deviation![1]! ** 2 / (mean / 1000)).toBeLessThan(1 + 4 * Math.sqrt(2 / runs));
  const molecules = quantiles![2]!.values[1]! * 1000;
  expect(Math.abs(molecules - Math.round(molecules)) < 1e-6).toBe(isWhole);
});

const EXPRESSION = `
units { time: min; concentration: nM }
crn Gene {
  species M = 0, P = 0
  0 ->{2 [nM/min]} M
  M ->{5 [1/min]} M + P
  M ->{0.5 [1/min]} 0
  P ->{0.05 [1/min]} 0
  let total = M + P
}
simulate Gene {
  method: linear_noise
  volume: 4
  until: 400
  plot: P, sd(P), M + P, total, sd(M + P)
  report: mean(P), sd(P), var(M), fano(P), P
}
`;

test("linear noise: closed forms of gene expression, of expressions too", async () => {
  const { columns, plotted, report, runs, method } = await run(EXPRESSION);
  const [m, p, volume] = [4, 400, 4];
  const variance = p * (1 + 5 / (0.5 + 0.05));
  const covariance = (m * 5) / (0.5 + 0.05);
  const spread = Math.sqrt(variance / volume);
  const spreadOfTotal = Math.sqrt((variance + m + 2 * covariance) / volume);
  const relative = (found: number, exact: number) => expect(Math.abs(found / exact - 1)).toBeLessThan(1e-5);
  expect([method, runs]).toEqual(["linear_noise", 1]);
  relative(columns[1]!.values.at(-1)!, p);
  relative(columns[1]!.deviation!.at(-1)!, spread);
  const [line, deviation, sum, total, deviationOfSum] = plotted.map(({ values }) => values.at(-1)!);
  relative(line!, p);
  relative(deviation!, spread);
  relative(sum!, p + m);
  relative(total!, p + m);
  relative(deviationOfSum!, spreadOfTotal);
  relative(plotted[0]!.band!.high.at(-1)! - p, spread);
  relative(plotted[2]!.band!.low.at(-1)! - p - m, -spreadOfTotal);
  expect(plotted[1]!.band).toBeUndefined();
  const values = [p, spread, m / volume, variance / p, p];
  for (const [index, { value }] of report.entries()) relative(value, values[index]!);
  expect(report.map(({ unit }) => unit)).toEqual(["nM", "nM", "nM²", undefined, "nM"]);
});

test("linear noise of a signal is that of the difference of its rails", async () => {
  const { columns } = await run(`
crn Signal {
  signal x = 2
  species A = 0
  0 ->{4} A
  A ->{1} 0
  x' = A - x
}
simulate Signal { method: linear_noise; volume: 10; until: 40 }`);
  const spread = columns.find(({ name }) => name === "x")!.deviation!.at(-1)!;
  const all = await run(`
crn Rails {
  species P = 2, N = 0, A = 0
  0 ->{4} A
  A ->{1} 0
  A ->{1} A + P
  P ->{1} 0
  N ->{1} 0
  let x = P - N
}
simulate Rails { method: linear_noise; volume: 10; until: 40 }`);
  expect(spread).toBeCloseTo(all.columns.find(({ name }) => name === "x")!.deviation!.at(-1)!, 6);
});

/** Blocks by several simulators, the last one begun delivered first. */
function backwards(simulators: number, blockFate: (block: RunBlock) => "made" | "lost" = () => "made") {
  return {
    allocate: (bytes: number) => new ArrayBuffer(bytes),
    execute: async ({ plan, store, ledger, reportProgress }: EnsembleWork) => {
      const makers = Array.from({ length: simulators }, () => createBlockSimulator(plan, store));
      for (;;) {
        const begun: RunBlock[] = [];
        for (let block = ledger.next(); block !== undefined; block = ledger.next()) begun.push(block);
        if (begun.length === 0) return;
        for (const [index, block] of begun.reverse().entries()) {
          if (blockFate(block) === "lost") ledger.giveUp(block, "it was dropped");
          else ledger.deliver(makers[index % simulators]!(block, () => false));
          await reportProgress();
        }
      }
    },
  } satisfies EnsembleExecutor;
}

test("who makes which run, and in which order, changes nothing", async () => {
  const overrides = { runs: 150 };
  const expected = plain(await run(BIRTH_DEATH, overrides));
  expect(plain(await run(BIRTH_DEATH, overrides, backwards(1)))).toEqual(expected);
  expect(plain(await run(BIRTH_DEATH, overrides, backwards(3)))).toEqual(expected);
});

test("runs are the same in ensembles of any size", async () => {
  const small = await run(BIRTH_DEATH, { runs: 5 });
  const large = await run(BIRTH_DEATH, { runs: 300 });
  for (let n = 0; n < 5; n++) expect(small.singleRuns!.value(n, 0, 4)).toBe(large.singleRuns!.value(n, 0, 4));
  expect(small.plotted[0]!.singleRuns).toEqual(large.plotted[0]!.singleRuns);
});

test("lost runs are left out and said, whatever is left stays", async () => {
  const lost = ({ first }: RunBlock) => (first === 6 || first === 9 ? ("lost" as const) : ("made" as const));
  const result = await run(BIRTH_DEATH, { runs: 150 }, backwards(2, lost));
  expect(result).toMatchObject({ status: "failed", runs: 144, failure: { code: "runs-lost" } });
  expect(result.failure!.message).toMatch(/^6 of 150 runs are missing.*it was dropped/);
  expect(result.singleRuns!.numbers).toHaveLength(144);
  expect(result.singleRuns!.numbers).not.toContain(6);
  const finals = result.singleRuns!.numbers.map((_, n) => result.singleRuns!.value(n, 0, 4));
  const mean = finals.reduce((sum, value) => sum + value, 0) / 144;
  expect(result.columns[0]!.values[4]).toBeCloseTo(mean, 12);
});

const SOMETIMES = `
crn Sometimes {
  species X = 0
  0 ->{3} X
  X ->[0.01 * X * (12 - X)] 0
}
simulate Sometimes { method: ssa(runs: 200, seed: 1); until: 2; sample: 4 }
`;

test("the first run that fails ends an ensemble, and those before it stay", async () => {
  const result = await run(SOMETIMES);
  expect(result.status).toBe("failed");
  expect(result.failure).toMatchObject({ code: "negative-propensity" });
  expect(result.runs).toBeGreaterThan(8);
  expect(result.times).toHaveLength(5);
  expect(plain(await run(SOMETIMES, {}, backwards(2)))).toEqual(plain(result));
  const before = await run(SOMETIMES, { runs: result.runs });
  expect(before).toMatchObject({ status: "completed", runs: result.runs });
  expect(before.singleRuns!.numbers).toEqual(result.singleRuns!.numbers);
});

test("species that start with a rounded number are named as in the source", async () => {
  const text = `crn Rounded { species A[2] = [2, 5]\n A[1] ->{1} A[2] }
simulate Rounded { method: ssa; volume: 0.6; until: 1 }`;
  const rounded = [{ species: "A[1]", concentration: 2, count: 1 }];
  expect(await run(text)).toMatchObject({ rounded });
  expect(await run(text, { runs: 3 })).toMatchObject({ rounded });
});

test("an ensemble is planned so that it fits into memory", async () => {
  const task = taskOf(BIRTH_DEATH);
  const plan = (overrides: SimulationOverrides) => planEnsemble(task, settingsOf(task, overrides));
  // 33 554 432 values, of two columns at 1001 times.
  expect(plan({ runs: 100_000, samples: 1000 })).toMatchObject({ keptRuns: 16_760, blockRuns: 64 });
  expect(plan({ runs: 10, samples: 1000 })).toMatchObject({ keptRuns: 10, blockRuns: 1 });
  expect(plan({ runs: 1e9 })).toBeUndefined();
  expect(plan({ runs: 2, samples: 1e7 })).toBeUndefined();
  const result = await run(BIRTH_DEATH, { runs: 1e9 });
  expect(result).toMatchObject({ status: "failed", runs: 0, failure: { code: "ensemble-too-large" } });
});

test("a law that reads the time is refused before the first run", async () => {
  const timed = (method: string) =>
    run(`crn T { species A = 1\n A ->[time * A] 0 }\nsimulate T { method: ${method}; until: 1 }`);
  expect(await timed("ssa(runs: 5)")).toMatchObject({ runs: 0, failure: { code: "time-dependent-law" } });
  expect(await timed("langevin")).toMatchObject({ runs: 0, failure: { code: "time-dependent-law" } });
  expect(await timed("linear_noise")).toMatchObject({ status: "completed" });
});

test("another method keeps what it has in common with the written one", () => {
  const task = taskOf(BIRTH_DEATH);
  expect(settingsOf(task, { method: "langevin" })).toMatchObject({ runs: 2000, seed: 3, epsilon: 0.03 });
  expect(settingsOf(task, { method: "ode", runs: 4 })).toMatchObject({ runs: 1, relativeTolerance: 1e-8 });
  const noise = taskOf(EXPRESSION);
  expect(settingsOf(noise, { method: "ssa" })).toMatchObject({ runs: 1, seed: 1, volume: 4 });
});

test("the Fano factor is that of molecules, whatever the volume", async () => {
  const text = BIRTH_DEATH.replace("report:", "volume: 5; plot: fano(X); report: fano(X),");
  const { plotted, report, runs } = await run(text);
  for (const fano of [report[0]!.value, plotted[0]!.values.at(-1)!])
    expect(Math.abs(fano - 1)).toBeLessThan(4 * Math.sqrt(2 / runs));
});

test("histograms count the runs by molecules at the end", async () => {
  const { columns, singleRuns } = await run(BIRTH_DEATH);
  const { from, width, counts } = columns[0]!.histogram!;
  expect([from % 1, width % 1]).toEqual([0.5, 0]);
  const expected = counts.map(
    (_, bin) =>
      singleRuns!.numbers.filter((_run, n) => {
        const value = singleRuns!.value(n, 0, 4);
        return value >= from + bin * width && value < from + (bin + 1) * width;
      }).length,
  );
  expect(counts).toEqual(expected);
});

test("tables of an ensemble and of its runs", async () => {
  const result = await run(BIRTH_DEATH, { runs: 4, samples: 1 });
  const [header, , last] = csvFromSimulation(result).split("\n");
  const quantiles = ["q05", "q25", "q50", "q75", "q95"];
  expect(header).toBe(
    [
      "time,X,twice,sd(X),sd(twice)",
      ...["X", "twice"].flatMap((name) => quantiles.map((q) => `${q}(${name})`)),
    ].join(),
  );
  expect(last!.split(",")).toHaveLength(15);
  const rows = [...csvFromSingleRuns(result)].join("").trimEnd().split("\n");
  expect(rows[0]).toBe("run,time,X,twice");
  expect(rows.slice(1).map((row) => row.split(",").slice(0, 2).join())).toEqual(
    [1, 2, 3, 4].flatMap((number) => [`${number},0`, `${number},8`]),
  );
  const finals = rows.slice(1).flatMap((row) => (row.includes(",8,") ? [Number(row.split(",")[2])] : []));
  expect(finals.reduce((sum, value) => sum + value, 0) / 4).toBeCloseTo(Number(last!.split(",")[1]), 12);
  const single = [...csvFromSingleRuns(await run(BIRTH_DEATH, { runs: 1, samples: 1 }))].join("");
  expect(single.split("\n").map((row) => row.split(",")[0])).toEqual(["run", "1", "1", ""]);
});

test("what is plotted of an ensemble: the mean with a band, or the first run beside its own mean", async () => {
  const { plotted, columns } = await run(BIRTH_DEATH, { runs: 40 });
  const [x] = plotted;
  expect(x).toMatchObject({ name: "X", isOneRun: false, values: columns[0]!.values });
  expect(x!.band).toEqual({
    low: columns[0]!.quantiles![0]!.values,
    high: columns[0]!.quantiles![4]!.values,
  });
  expect(x!.singleRuns).toHaveLength(3);
  const beside = await run(BIRTH_DEATH.replace("report:", "plot: X, mean(X), var(2 * X); report:"), {
    runs: 40,
  });
  expect(beside.plotted[0]).toMatchObject({ isOneRun: true, values: x!.singleRuns![0] });
  expect(beside.plotted[1]).toMatchObject({ isOneRun: false, values: columns[0]!.values, band: undefined });
  for (const [index, value] of beside.plotted[2]!.values.entries())
    expect(value).toBeCloseTo(columns[1]!.deviation![index]! ** 2, 9);
});

test("a plan can be sent to another thread", () => {
  const task = taskOf(EXPRESSION.replace("method: linear_noise", "method: ssa(runs: 3)"));
  const plan = planEnsemble(task, settingsOf(task, {}))!;
  expect(structuredClone(plan)).toEqual(plan);
});
