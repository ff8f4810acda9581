// What a run panel is told of a scan, from its text to its end.

import { expect, test } from "vitest";
import type { ScanCourse } from "../../src/messages/run-messages.js";
import { pauseAfter } from "../../src/worker/run-scan.js";
import { MAIN, newsOf as newsOfRun, only, type RunOptions } from "./told-by-run.js";

const DECAY = `units { time: s; concentration: nM }
const start = 2
const steps = 3
crn Decay {
  species A = start, B = 0
  rate k = 0.5 [1/s], back = 0 [1/s]
  A ->{k} B
  B ->{back} A
}
scan Decay as fates {
  vary { k: linspace(0.5, 1, steps); start: [1, 4] }
  until: 2
  measure: final(A), max(B)
  plot: A
}
`;

/** Everything that a scan tells. */
const newsOf = (text: string, options: RunOptions = {}) => newsOfRun(text, { kind: "scan", ...options });

async function courseOf(text: string, options: RunOptions = {}): Promise<ScanCourse> {
  const last = only(await newsOf(text, options), "scanned").at(-1);
  if (last === undefined) throw new Error("nothing was told");
  return last.course;
}

const valuesOf = (course: ScanCourse, name: string): readonly number[] =>
  course.measures.find((measure) => measure.name === name)?.values ?? [];

test("description, what is measured at each point, end", async () => {
  const told = await newsOf(DECAY);
  const kinds = told.map(({ kind }) => kind);
  expect(new Set(kinds)).toEqual(new Set(["problems", "described", "progress", "scanned", "ended"]));
  expect([kinds.indexOf("described"), kinds.at(-2), kinds.at(-1)]).toEqual([1, "scanned", "ended"]);
  expect(only(told, "described")[0]?.description).toMatchObject({
    title: "fates",
    kind: "scan",
    species: 2,
    reactions: 2,
  });
  expect(only(told, "ended")[0]?.end).toMatchObject({ status: "completed", failure: undefined });
  const course = only(told, "scanned").at(-1)!.course;
  expect(course.axes.map(({ name, unit, values }) => [name, unit, values])).toEqual([
    ["k", "1/s", [0.5, 0.75, 1]],
    ["start", undefined, [1, 4]],
  ]);
  expect(course).toMatchObject({ count: 6, points: [0, 1, 2, 3, 4, 5], failed: 0, runs: 1, timeUnit: "s" });
  expect(course.measures.map(({ name, unit }) => [name, unit])).toEqual([
    ["final(A)", "nM"],
    ["max(B)", "nM"],
  ]);
  const exact = [0.5, 0.75, 1].flatMap((k) => [1, 4].map((start) => start * Math.exp(-2 * k)));
  for (const [point, value] of exact.entries())
    expect(valuesOf(course, "final(A)")[point]).toBeCloseTo(value, 4);
  const [plotted] = course.courses;
  expect(plotted).toMatchObject({ name: "A", unit: "nM" });
  expect(plotted?.runs.map(({ point, values }) => [point, values[0]])).toEqual(
    [1, 4, 1, 4, 1, 4].map((start, point) => [point, start]),
  );
});

test("points are told one after the other; messages are seldom, small, and never take most of the time", async () => {
  const text = DECAY.replace("steps = 3", "steps = 20");
  const all = only(await newsOf(text, { millisecondsPerLook: 60 }), "scanned");
  const counts = all.map(({ course }) => course.points.length);
  expect(counts.length).toBeGreaterThan(5);
  expect(counts[0]).toBe(1);
  expect(counts.at(-1)).toBe(40);
  expect(counts).toEqual([...counts].sort((a, b) => a - b));
  const samples = (course: ScanCourse | undefined) => course?.courses[0]?.runs[0]?.times ?? [];
  const late = all.at(-2)?.course;
  expect(late?.courses[0]?.runs.length).toBeGreaterThan(30);
  expect(samples(late).length * (late?.courses[0]?.runs.length ?? 0)).toBeLessThan(11_000);
  expect(samples(late).at(-1)).toBe(2);
  expect(samples(all[0]?.course)).toEqual(samples(all.at(-1)?.course));
  expect(samples(late).length).toBeLessThan(samples(all[0]?.course).length);
  const quick = only(await newsOf(text, { millisecondsPerLook: 0 }), "scanned");
  expect(quick.map(({ course }) => course.points.length)).toEqual([1, 40]);
});

test("large messages are seldom, and so are those that took long to make", async () => {
  const course = await courseOf(DECAY);
  const points = Array.from({ length: 50_000 }, (_, index) => index);
  expect(pauseAfter(course, 1)).toBe(100);
  expect(pauseAfter(course, 50)).toBe(450);
  expect(pauseAfter({ ...course, points }, 1)).toBe(2000);
});

test("progress says which run it is, and with which values", async () => {
  const told = only(await newsOf(DECAY, { millisecondsPerLook: 100 }), "progress");
  expect(told.map(({ detail }) => detail)).toContain("run 3 of 6, k = 0.75, start = 1");
  for (const { done, total } of told) expect(done / total).toBeLessThanOrEqual(1);
});

/** Every slider of a text as `kind name value`. */
async function slidersOf(text: string): Promise<readonly string[]> {
  const [described] = only(await newsOf(text), "described");
  return (described?.description.quantities ?? []).map(({ kind, name, value }) => `${kind} ${name} ${value}`);
}

test("sliders change what is not varied, and nothing that counts values", async () => {
  expect(await slidersOf(DECAY)).toEqual(["rate back 0", "initial value A 2", "initial value B 0"]);
  const bounded = DECAY.replace("linspace(0.5, 1, steps)", "logspace(0.5, most, steps)").replace(
    "const start",
    "const most = 1\nconst start",
  );
  expect(await slidersOf(bounded)).toContain("constant most 1");
  const [, , , value] = valuesOf(await courseOf(DECAY, { overrides: { A: 7, B: 0 } }), "final(A)");
  expect(value).toBeCloseTo(7 * Math.exp(-1.5), 4);
});

test("a rate of the network and a constant of the file with one name are told apart", async () => {
  const text = `const k = 3
const double = 2 * k
crn A {
  species X = double
  rate k = 0.5
  X ->{k} 0
}
scan A as a { vary { k: [1, 2] }; until: 1; measure: final(X) }
`;
  expect(await slidersOf(text)).toEqual(["constant k 3", "initial value X 6"]);
});

test("a slider of what the scan varies now is dropped", async () => {
  const request = { overrides: { k: 0.25, gone: 1 }, seen: { k: 0.5, gone: 2 } };
  const [described] = only(await newsOf(DECAY, request), "described");
  expect(described?.description.dropped).toEqual([
    { name: "k", value: 0.25, inText: undefined, isVaried: true, unit: undefined },
    { name: "gone", value: 1, inText: undefined, isVaried: false, unit: undefined },
  ]);
});

test("components of an array that is varied have no sliders", async () => {
  const text = `crn A {
  species X[2] = [1, 2], Y = 1
  rate d = 1
  for i in 1..2 { X[i] ->{d} Y }
}
scan A { vary { X: [1, 2] }; until: 1; measure: final(Y) }
`;
  expect(await slidersOf(text)).toEqual(["rate d 1", "initial value Y 1"]);
});

const BURST = `crn Burst {
  species A = 1
  rate k = 1
  2 A ->{k} 3 A
}
scan Burst { vary { k: [0.1, 0.2, 5] }; until: 2; measure: final(A); plot: A }
`;

test("a run that fails: its values are in the sentence, its place in the text, and the others have values", async () => {
  const told = await newsOf(BURST);
  const course = only(told, "scanned").at(-1)!.course;
  expect(course).toMatchObject({ points: [0, 1, 2], failed: 1 });
  expect(course.failures.map(({ point }) => point)).toEqual([2]);
  expect(valuesOf(course, "final(A)").map(Number.isNaN)).toEqual([false, false, true]);
  expect(course.courses[0]?.runs.map(({ point }) => point)).toEqual([0, 1]);
  const { status, failure, problem } = only(told, "ended")[0]!.end;
  expect(status).toBe("failed");
  expect(failure).toMatch(/^With k = 5: `A` grows without bound/);
  expect(BURST.slice(problem?.span.start, problem?.span.end)).toContain("Burst");
  expect(only(told, "problems").at(-1)).toMatchObject({
    isFatal: false,
    isFailure: true,
    problems: [problem],
  });
});

test("values with which the text has errors: where, with which, and how often", async () => {
  const text = `const n = 2
crn Chain {
  species X[n] = 1
  X[2] ->{1} 0
}
scan Chain { vary { n: [1, 2, 3, 0] }; until: 1; measure: final(X[2]) }
`;
  const told = await newsOf(text);
  const { status, failure, problem } = only(told, "ended")[0]!.end;
  expect([status, problem?.file]).toEqual(["failed", MAIN]);
  expect(failure).toMatch(/^With n = 1: .* 2 of 4 runs failed; this is the first one\.$/s);
  expect(text.slice(problem?.span.start, problem?.span.end)).toMatch(/2|X/);
  const course = only(told, "scanned").at(-1)!.course;
  expect(valuesOf(course, "final(X[2])").map(Number.isNaN)).toEqual([true, false, false, true]);
});

test("stochastic runs have deviations; what has no period says why", async () => {
  const text = DECAY.replace("until: 2", "until: 2; method: ssa(runs: 5, seed: 1); volume: 10").replace(
    "max(B)",
    "mean(B), period(B)",
  );
  const course = await courseOf(text);
  expect(course.runs).toBe(5);
  expect(course.measures[0]?.deviations).toHaveLength(6);
  expect(course.measures.find(({ name }) => name === "period(B)")?.notes[0]).not.toBe("");
});

test("an imported network is scanned; a file that is missing is asked for", async () => {
  const [own = "", record = ""] = DECAY.split(/(?=^scan )/m);
  const text = `import { Decay } from "decay"\nconst steps = 3\n${record.replace("; start: [1, 4]", "")}`;
  expect(await newsOf(text)).toEqual([{ kind: "files-needed", addresses: ["file:///models/decay.ncrn"] }]);
  const course = await courseOf(text, { files: { "file:///models/decay.ncrn": own } });
  expect(valuesOf(course, "final(A)")[0]).toBeCloseTo(2 * Math.exp(-1), 4);
});

test("a record with mistakes is not run", async () => {
  const told = await newsOf(DECAY.replace("k: linspace", "kk: linspace"));
  expect(told.map(({ kind }) => kind)).toEqual(["problems"]);
  expect(only(told, "problems")[0]).toMatchObject({ isFatal: true });
});
