import { analyze, createSourceText } from "@ncrn/language";
import { expect, test } from "vitest";
import { csvFromScan } from "../../src/scan/csv-from-scan.js";
import { type ScanWork, scanNetwork } from "../../src/scan/scan-network.js";
import { createPointSimulator } from "../../src/scan/scan-point.js";
import type { ScanControl, ScanOverrides, ScanPoint, ScanTask } from "../../src/scan/scan-types.js";
import { simulateNetwork } from "../../src/simulate/simulate-network.js";
import { compiledSubject } from "../../src/subject.js";

function taskOf(text: string, overrides: Readonly<Record<string, number>> = {}): ScanTask {
  const root = createSourceText("test.ncrn", text);
  const { program, diagnostics } = analyze(root, { overrides: new Map(Object.entries(overrides)) });
  const [record] = program.scans;
  if (record === undefined) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return { root, readText: () => undefined, overrides: new Map(Object.entries(overrides)), record };
}

function scan(text: string, overrides: ScanOverrides = {}, control: ScanControl = {}) {
  return scanNetwork(taskOf(text), overrides, control);
}

const DECAY = `
units { time: s; concentration: nM }
const doses = 3
crn Decay {
  species A = 1
  rate k = 1 [1/s], other = 2
  A ->{k} 0
}
`;

test("values at the end of a decay are those of the exponential function", async () => {
  const result = await scan(
    `${DECAY}scan Decay { vary { k: linspace(0.5, 2, 4) }; until: 3; measure: final(A) }`,
  );
  expect(result).toMatchObject({
    status: "completed",
    failure: undefined,
    name: "Decay",
    network: "Decay",
    method: "ode",
    axes: [{ name: "k", unit: "1/s", values: [0.5, 1, 1.5, 2], spacing: "linear" }],
    measures: [{ name: "final(A)", unit: "nM" }],
  });
  for (const { values, measures } of result.points)
    expect(measures[0]?.value).toBeCloseTo(Math.exp(-3 * values[0]!), 8);
});

test("several quantities: every combination, the last one fastest", async () => {
  const result = await scan(
    `${DECAY}scan Decay { vary { A: 1, 10; k: [1, 2, 4] }; until: 1; measure: final(A), max(A) }`,
  );
  expect(result.points.map(({ values }) => values)).toEqual([
    [1, 1],
    [1, 2],
    [1, 4],
    [10, 1],
    [10, 2],
    [10, 4],
  ]);
  expect(result.axes.map(({ unit }) => unit)).toEqual(["nM", "1/s"]);
  for (const { values, measures } of result.points) {
    const [start, rate] = values as [number, number];
    expect(measures.map(({ value }) => value / start)).toEqual([
      expect.closeTo(Math.exp(-rate), 7),
      expect.closeTo(1, 12),
    ]);
  }
  expect(csvFromScan(result).split("\n").slice(0, 2)).toEqual([
    "A,k,final(A),max(A)",
    expect.stringMatching(/^1,1,0\.3678794\d*,1$/),
  ]);
});

test("each point is the simulation with its value given from outside", async () => {
  const text = `${DECAY}scan Decay { vary { other: 1, 5; k: 0.1, 3 }; method: ssa(runs: 7, seed: 3); volume: 50; until: 1; measure: final(A), sd(A) }`;
  const { points } = await scan(text);
  const simulated = `${DECAY}simulate Decay { method: ssa(runs: 7, seed: 3); volume: 50; until: 1; report: final(A), sd(A) }`;
  for (const { values, measures } of points) {
    const overrides = new Map([
      ["other", values[0]!],
      ["Decay.k", values[1]!],
    ]);
    const { program } = analyze(createSourceText("test.ncrn", simulated), { overrides });
    const { source, network, simulation } = compiledSubject(program, undefined, "simulate").subject!;
    const { report } = await simulateNetwork({ source, network, record: simulation });
    expect(measures).toEqual(report);
  }
});

test("the spread over the runs of an ensemble", async () => {
  const text = `${DECAY}scan Decay { vary { k: 1 }; method: ssa(runs: 400, seed: 1); volume: 100; until: 1; measure: final(A), mean(A) }`;
  const result = await scan(text);
  const [final, mean] = result.points[0]!.measures;
  // 100 molecules, of which each is left with probability p = exp(−1): the binomial distribution.
  const p = Math.exp(-1);
  expect(final?.value).toBeCloseTo(p, 1);
  const spread = (final?.deviation ?? 0) / Math.sqrt((p * (1 - p)) / 100);
  expect(spread).toBeGreaterThan(0.9);
  expect(spread).toBeLessThan(1.1);
  expect(mean?.deviation).toBeUndefined();
  expect(csvFromScan(result).split("\n")[0]).toBe("k,final(A),mean(A),sd(final(A))");
});

test("constants of the file and their consequences, such as shapes", async () => {
  const { points, axes } = await scan(`
const n = 2
crn Chain {
  species X[n] = 0
  init X[1] = 1
  rate k = 1
  for i in 1..(n - 1) { X[i] ->{k} X[i + 1] }
  let all = sum(X)
  let last = X[n]
}
scan Chain { vary { n: 2, 3, 4 }; until: 2; measure: final(last), final(all) }`);
  expect(axes[0]).toMatchObject({ name: "n", unit: undefined });
  // The last of a chain of n is the gamma distribution with shape n − 1.
  const expected = [1 - Math.exp(-2), 1 - Math.exp(-2) * (1 + 2), 1 - Math.exp(-2) * (1 + 2 + 2)];
  for (const [index, { measures }] of points.entries()) {
    expect(measures[0]?.value).toBeCloseTo(expected[index]!, 7);
    expect(measures[1]?.value).toBeCloseTo(1, 9);
  }
});

test("a point that fails keeps the others, and says at which values it did", async () => {
  const result = await scan(`
crn Growth { species A = 1; rate k = 1; 2 A ->{k} 3 A }
scan Growth { vary { k: 0.1, 2, 0.2, 3 }; until: 1; measure: final(A) }`);
  expect(result.status).toBe("failed");
  expect(result.points.map(({ status }) => status)).toEqual(["completed", "failed", "completed", "failed"]);
  // A' = k A² escapes at 1/k; before that A = 1 / (1 − k t).
  expect(result.points[0]?.measures[0]?.value).toBeCloseTo(1 / 0.9, 6);
  expect(result.failure?.message).toMatch(/^With k = 2: .*2 of 4 runs failed; this is the first one\.$/);
  expect(csvFromScan(result).split("\n")[2]).toBe("2,");
});

test("values that the text does not allow are errors of the text", async () => {
  const result = await scan(`
const half = 1
crn Decay { species A = 1; rate k = 2 * half; A ->{k} 0 }
scan Decay { vary { half: -1, 1 }; until: 1; measure: final(A) }`);
  expect(result.status).toBe("failed");
  expect(result.points.map(({ status }) => status)).toEqual(["failed", "completed"]);
  expect(result.diagnostics.map(({ code }) => code)).toEqual(["negative-rate"]);
});

test("read-outs of an array are those of its components", async () => {
  const result = await scan(`
crn N { species X[2] = [1, 5]; rate k = 1; X[2] ->{k} X[1] }
scan N { vary { k: 1 }; until: 30; measure: X, final(X), max(X) }`);
  expect(result.measures.map(({ name }) => name)).toEqual([
    ...["X[1]", "X[2]", "final(X[1])", "final(X[2])", "max(X[1])", "max(X[2])"],
  ]);
  const values = result.points[0]?.measures.map(({ value }) => value);
  expect(values).toEqual([6, 0, 6, 0, 6, 5].map((value) => expect.closeTo(value, 6)));
});

test("cancelling keeps the points so far", async () => {
  let done = 0;
  const result = await scan(
    `${DECAY}scan Decay { vary { k: linspace(1, 2, 50) }; until: 1; measure: final(A) }`,
    {},
    { onPoint: () => void done++, isCancelled: () => done === 3 },
  );
  expect(result.status).toBe("cancelled");
  expect(result.points.map(({ index }) => index)).toEqual([0, 1, 2]);
});

test("who makes the points, and in which order, changes nothing", async () => {
  const task = taskOf(
    `${DECAY}scan Decay { vary { k: linspace(1, 2, 7); A: 1, 2 }; until: 1; measure: final(A); plot: A }`,
  );
  const backwards = async ({ task: given, overrides, count, deliver, control }: ScanWork) => {
    const simulate = createPointSimulator(given, overrides);
    for (let index = count - 1; index >= 0; index--) await deliver((await simulate(index, control))!);
  };
  expect(await scanNetwork(task, {}, {}, backwards)).toEqual(await scanNetwork(task));
});

test("time courses of at most 40 runs, evenly chosen, with at most 802 samples", async () => {
  const points: ScanPoint[] = [];
  const text = (count: number) =>
    `${DECAY}scan Decay { vary { k: linspace(1, 2, ${count}) }; until: 1; measure: final(A); plot: A }`;
  const { points: few } = await scan(text(40), {}, { onPoint: (point) => void points.push(point) });
  expect(points).toEqual(few);
  expect(few.every(({ courses }) => courses !== undefined)).toBe(true);
  expect(few[0]?.courses?.times.length).toBeLessThanOrEqual(802);
  expect(few[0]?.courses?.times.at(-1)).toBe(1);
  expect(few[0]?.courses?.plotted[0]?.values.at(-1)).toBeCloseTo(Math.exp(-1), 7);
  const kept = (await scan(text(200))).points.filter(({ courses }) => courses !== undefined);
  expect(kept).toHaveLength(40);
  expect([kept[0]?.index, kept.at(-1)?.index]).toEqual([0, 199]);
});

test("thinned courses keep their peaks", async () => {
  const { points } = await scan(`
crn Ring { signal x = 1, y = 0; rate w = 40; x' = -w * y; y' = w * x }
scan Ring { vary { w: 40 }; until: 100; sample: 20000; measure: final(x); plot: x }`);
  const wave = points[0]?.courses?.plotted[0]?.values ?? [];
  expect(wave.length).toBeLessThanOrEqual(802);
  const [highest, lowest] = [wave.filter((value) => value > 0.9), wave.filter((value) => value < -0.9)];
  expect(highest.length).toBeGreaterThan(390);
  expect(lowest.length).toBeGreaterThan(390);
});

test("progress is a share of all points, inside of long ones as well", async () => {
  const shares: number[] = [];
  await scan(
    `${DECAY}scan Decay { vary { k: 1, 2 }; method: ssa(runs: 64); volume: 10; until: 1; measure: final(A) }`,
    {},
    { onProgress: ({ activity, done, total }) => void shares.push(activity === "scan" ? done / total : 9) },
  );
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(shares.at(-1)).toBe(1);
  expect(shares.some((share) => share > 0 && share < 0.5)).toBe(true);
});

test("a learner starts with its first sample", async () => {
  const { points } = await scan(`
model Line { input x; target y; weight w = 0.5; state z = 0; rate k = 1; z' = k * (w * x - z); output yhat = z; loss = (yhat - y)^2 }
learn Line { gradient: first_order; phases { forward: 10; feedback: 10 }; eta: 0.1 }
data points { seed: 1; sample 4 { x ~ uniform(0, 1); y = 2 * x } }
train Line on points { feed { x: x; y: y }; epochs: 1 }
scan Line { vary { k: 1, 2 }; until: 0.5; measure: final(yhat) }`);
  expect(points).toHaveLength(2);
  expect(points.every(({ status }) => status === "completed")).toBe(true);
});
