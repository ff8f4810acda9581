// What a run panel is told, from texts to the end of the run.

import { expect, test } from "vitest";
import type { RunNews, RunRequest } from "../../src/messages/run-messages.js";
import { runModel } from "../../src/worker/run-model.js";
import { createQuantityReader } from "../../src/worker/text-quantities.js";

const MAIN = "file:///models/main.ncrn";

const DECAY = `const start = 2
crn Decay {
  species A = start, B = 0
  rate k = 0.5
  A ->{k} B
}
simulate Decay as course {
  until: 4
  plot: A
}
`;

const LINE = `data points {
  seed: 1
  sample 20 {
    x ~ uniform(0, 1)
    y = 0.5 * x
  }
}
model Line {
  input x >= 0
  target y
  weight theta = 0.1
  state z = 0

  z' = theta * x

  output yhat = z
  loss = (yhat - y)^2 / 2
}
learn Line as Learner {
  phases { forward: 1; feedback: 1 }
  eta: 0.5
}
train Learner on points as fit {
  feed { x: x; y: y }
  epochs: 3
}
`;

const quantitiesOf = createQuantityReader();

/** Everything that a run tells. */
async function newsOf(
  text: string,
  request: Partial<RunRequest> = {},
  files: Record<string, string | null> = {},
  millisecondsPerLook = 1,
) {
  const told: RunNews[] = [];
  let clock = 0;
  await runModel(
    {
      run: 1,
      model: { root: MAIN, texts: { [MAIN]: text, ...files } },
      kind: "simulate",
      name: undefined,
      overrides: {},
      liveBoundary: true,
      ...request,
    },
    {
      tell: (news) => told.push(structuredClone(news)),
      now: () => (clock += millisecondsPerLook),
      quantitiesOf,
    },
  );
  return told;
}

function only<Kind extends RunNews["kind"]>(told: readonly RunNews[], kind: Kind) {
  return told.filter((news): news is RunNews & { kind: Kind } => news.kind === kind);
}

/** The last value of A. */
async function finalA(overrides: Record<string, number>): Promise<number | undefined> {
  const [simulated] = only(await newsOf(DECAY, { overrides }), "simulated");
  return simulated?.course.columns.find(({ name }) => name === "A")?.values.at(-1);
}

test("a simulation: description, course, end", async () => {
  const told = await newsOf(DECAY);
  expect(told.map(({ kind }) => kind).filter((kind) => kind !== "progress")).toEqual([
    "problems",
    "described",
    "simulated",
    "ended",
  ]);
  expect(only(told, "described")[0]?.description).toEqual({
    title: "course",
    kind: "simulate",
    species: 2,
    reactions: 1,
    quantities: [
      { kind: "rate", name: "k", value: 0.5, unit: undefined, written: written(DECAY, "k = ", "0.5") },
      {
        kind: "constant",
        name: "start",
        value: 2,
        unit: undefined,
        written: written(DECAY, "start = ", "2"),
      },
      { kind: "initial value", name: "A", value: 2, unit: undefined, written: undefined },
      { kind: "initial value", name: "B", value: 0, unit: undefined, written: written(DECAY, "B = ", "0") },
    ],
    changed: [],
  });
  expect(only(told, "ended")[0]?.end).toMatchObject({ status: "completed", failure: undefined });
});

/** Where a number stands behind some words. */
function written(text: string, before: string, number: string) {
  const start = text.indexOf(before + number) + before.length;
  return { span: { start, end: start + number.length }, value: Number(number) };
}

/** Every slider of a text as `kind name value`. */
async function slidersOf(text: string, request: Partial<RunRequest> = {}): Promise<readonly string[]> {
  const [described] = only(await newsOf(text, request), "described");
  return (described?.description.quantities ?? []).map(({ kind, name, value }) => `${kind} ${name} ${value}`);
}

test("numbers in blocks have sliders, also with the name of their block where names repeat", async () => {
  const text = `const k = 3
const rates = [1, 2]
units { time: min }
const united = 2 [1/s]
module Pump(species V) {
  const gain = 4
  V ->{gain} 0
}
crn Decay {
  const k = 0.5
  const twice = 2 * k
  species A = 2, B[2] = [1, 0]
  signal x = -1
  rate slow = 2 [1/s], fast = twice
  use p = Pump(A)
  A ->{k} B[1]
  B[1] ->{slow + fast + united} B[2]
  x' = -x
}
`;
  expect(await slidersOf(text, { name: "Decay" })).toEqual([
    "rate slow 120",
    "rate fast 1",
    "constant k 3",
    "constant Decay.k 0.5",
    "initial value A 2",
    "initial value B[1] 1",
    "initial value B[2] 0",
    "initial value x -1",
  ]);
});

test("long arrays have no sliders, short ones one for each component", async () => {
  const text =
    "crn Line {\n  species X[40] = 0, Y[2] = 1\n  signal s[13] = 0\n  Y[1] ->{1} X[1]\n  for i in 1..13 { s[i]' = -s[i] }\n}\n";
  expect(await slidersOf(text, { name: "Line" })).toEqual(["initial value Y[1] 1", "initial value Y[2] 1"]);
});

test("numbers know where they stand, with their unit, and not where something else replaces them", async () => {
  const text = `units { time: min }
crn Decay {
  species A = 2, B = 3, C[2] = [1, -0]
  rate k = 0.5 [1/s]
  init B = 7
  A ->{k} B
  C[1] ->{k} C[2]
}
simulate Decay { until: 1 }
`;
  const [described] = only(await newsOf(text), "described");
  const found = (described?.description.quantities ?? []).map(({ name, value, written: place }) => [
    name,
    value,
    place && [text.slice(place.span.start, place.span.end), place.value],
  ]);
  expect(found).toEqual([
    ["k", 30, ["0.5", 0.5]],
    ["A", 2, ["2", 2]],
    ["B", 7, undefined],
    ["C[1]", 1, ["1", 1]],
    ["C[2]", 0, ["-0", -0]],
  ]);
});

test("a constant of a block is set by its full name, and no other one with it", async () => {
  const text = DECAY.replace("const start = 2", "const start = 2\nconst k = 7").replace("rate k", "const k");
  const final = async (overrides: Record<string, number>) => {
    const told = await newsOf(text, { overrides });
    const [simulated] = only(told, "simulated");
    return simulated?.course.columns.find(({ name }) => name === "A")?.values.at(-1);
  };
  expect(await slidersOf(text)).toContain("constant Decay.k 0.5");
  expect(await final({ "Decay.k": 0.25 })).toBeCloseTo(2 * Math.exp(-1), 6);
});

test("a model has sliders for its weights and its learning rate, and they reach the training", async () => {
  expect(await slidersOf(LINE, { kind: "train" })).toEqual([
    "learning rate eta 0.5",
    "weight theta 0.1",
    "initial value z 0",
  ]);
  const weightAfter = async (overrides: Record<string, number>) => {
    const told = await newsOf(LINE, { kind: "train", overrides });
    return only(told, "ended")[0]?.end.weights?.theta ?? Number.NaN;
  };
  expect(await weightAfter({ eta: 1e-9 })).toBeCloseTo(0.1, 6);
  expect(await weightAfter({ eta: 1e-9, theta: 0.4 })).toBeCloseTo(0.4, 6);
  expect(await weightAfter({ "Learner.eta": 0.5 })).toBe(await weightAfter({}));
});

test("a description has the values of the text, and what sliders have changed of them", async () => {
  const [first] = only(await newsOf(DECAY, { overrides: { k: 0.25, A: 2 } }), "described");
  expect(first?.description.quantities[0]).toMatchObject({ name: "k", value: 0.5 });
  expect(first?.description.changed).toEqual([{ name: "k", value: 0.25, inText: 0.5, unit: undefined }]);
  const [second] = only(await newsOf(DECAY.replace("0.5", "0.75"), { overrides: { k: 1 } }), "described");
  expect(second?.description.changed).toMatchObject([{ name: "k", value: 1, inText: 0.75 }]);
});

test("values are those of the closed form", async () => {
  expect(await finalA({})).toBeCloseTo(2 * Math.exp(-2), 6);
});
test("a rate that a slider sets", async () => {
  expect(await finalA({ k: 0.25 })).toBeCloseTo(2 * Math.exp(-1), 6);
});
test("a constant that a slider sets", async () => {
  expect(await finalA({ start: 6 })).toBeCloseTo(6 * Math.exp(-2), 6);
});
test("an initial value that a slider sets", async () => {
  expect(await finalA({ A: 1 })).toBeCloseTo(Math.exp(-2), 6);
});

test("a network without a record runs by its name", async () => {
  const told = await newsOf(DECAY.slice(0, DECAY.indexOf("simulate")), { name: "Decay" });
  expect(only(told, "simulated")[0]?.course.times.at(-1)).toBe(10);
});

test("files that are not there yet are asked for", async () => {
  const text = `import { Pump } from "my parts"\n${DECAY}`;
  expect(await newsOf(text)).toEqual([
    { kind: "files-needed", addresses: ["file:///models/my%20parts.ncrn"] },
  ]);
});

test("a file that cannot be read is a problem", async () => {
  const [problems] = await newsOf(
    `import { Pump } from "parts"\n${DECAY}`,
    {},
    {
      "file:///models/parts.ncrn": null,
    },
  );
  expect(problems).toMatchObject({
    kind: "problems",
    isFatal: true,
    problems: [{ code: "unresolved-import", severity: "error", file: MAIN }],
  });
});

test("a mistake in the text ends the run with its place", async () => {
  const [problems, ...more] = await newsOf(DECAY.replace("{k}", "{k*q}"));
  expect(more).toEqual([]);
  expect(problems).toMatchObject({ isFatal: true, problems: [{ code: "unknown-name", file: MAIN }] });
});

test("a run that fails says why, at the record if no single reaction is to blame", async () => {
  const text = "crn Burst {\n  species A = 1\n  2 A ->{1} 3 A\n}\nsimulate Burst as run { until: 2 }\n";
  const told = await newsOf(text);
  expect(only(told, "ended")[0]?.end).toMatchObject({ status: "failed" });
  const [problem] = only(told, "problems").at(-1)?.problems ?? [];
  expect(problem).toMatchObject({ code: "solution-escapes", severity: "error" });
  expect(text.slice(problem?.span.start, problem?.span.end)).toBe("run");
});

test("a reaction that goes wrong is the place, also in an imported file", async () => {
  const turn = "crn Turn {\n  species X = 1, Y = 5\n  X ->[X - Y] Y\n}\n";
  const record = "simulate Turn as course { until: 2; method: ssa; volume: 100 }\n";
  const placeIn = async (text: string, files: Record<string, string> = {}) => {
    const told = await newsOf(text, {}, files);
    const [problem] = only(told, "problems").at(-1)?.problems ?? [];
    expect(problem).toMatchObject({ code: "negative-propensity", severity: "error" });
    const { file = "", span } = problem ?? {};
    return [file, { [MAIN]: text, ...files }[file]?.slice(span?.start, span?.end)];
  };
  expect(await placeIn(turn + record)).toEqual([MAIN, "X ->[X - Y] Y"]);
  const parts = "file:///models/parts.ncrn";
  const module = "module Drain(species X, Y) {\n  X ->[X - Y] Y\n}\n";
  const user = `import { Drain } from "parts"\ncrn Turn {\n  species X = 1, Y = 5\n  use d = Drain(X, Y)\n}\n${record}`;
  expect(await placeIn(user, { [parts]: module })).toEqual([parts, "X ->[X - Y] Y"]);
});

test("a training is told as it goes on, and learns", async () => {
  const told = await newsOf(LINE, { kind: "train" }, {}, 100);
  const courses = only(told, "trained").map(({ course }) => course);
  expect(courses.map(({ history }) => history.trainLoss.length)).toEqual([1, 2, 3, 3]);
  expect(courses.map(({ epochs }) => epochs.at(-1))).toEqual([1, 2, 3, 3]);
  expect(courses[0]?.initialWeights).toEqual({ theta: 0.1 });
  const hurried = only(await newsOf(LINE, { kind: "train" }), "trained");
  expect(hurried.map(({ course }) => course.history.trainLoss.length)).toEqual([1, 3]);
  const losses = courses.at(-1)?.history.trainLoss ?? [];
  expect(losses[2]).toBeLessThan((losses[0] ?? 0) * 0.5);
  expect(only(told, "ended")[0]?.end.weights?.theta).toBeGreaterThan(0.3);
});
