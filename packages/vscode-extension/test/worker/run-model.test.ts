// What a run panel is told, from texts to the end of the run.

import { expect, test } from "vitest";
import type { RunRequest } from "../../src/messages/run-messages.js";
import { MAIN, newsOf, only } from "./told-by-run.js";

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
    dropped: [],
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
  V ->{gain * k} 0
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
    "constant united 120",
    "constant Decay.k 0.5",
    "constant p.gain 4",
    "initial value A 2",
    "initial value B[1] 1",
    "initial value B[2] 0",
    "initial value x -1",
  ]);
});

test("constants with a unit are set in the units of the file, and keep their dimension", async () => {
  const text = `units { time: min; concentration: nM }
const leak = 2 [1/s]
module Pump(species V) {
  const gain = 1 [1/s]
  V ->{gain} 0
}
crn Decay {
  const dose = 3 [uM]
  species A = dose + 1 [nM], B = 5, C[2] = 1
  A ->{leak + 1 [1/min]} 0
  use p = Pump(B)
  for i in 1..2 {
    const k = 4 [1/min]
    C[i] ->{k} 0
  }
}
simulate Decay as course { until: 0.01 }
`;
  const [first] = only(await newsOf(text), "described");
  const found = (first?.description.quantities ?? []).filter(({ kind }) => kind === "constant");
  expect(found.map(({ name, value, unit, written: place }) => [name, value, unit, place?.value])).toEqual([
    ["leak", 120, "1/min", 2],
    ["dose", 3000, "nM", 3],
    ["k", 4, "1/min", 4],
    ["p.gain", 60, "1/min", undefined],
  ]);
  const ends = async (overrides: Record<string, number>) => {
    const told = await newsOf(text, { overrides });
    expect(only(told, "problems").flatMap(({ problems }) => problems)).toEqual([]);
    const columns = only(told, "simulated")[0]?.course.columns ?? [];
    return Object.fromEntries(columns.map(({ name, values }) => [name, values.at(-1) ?? Number.NaN]));
  };
  expect((await ends({}))["A"]).toBeCloseTo(3001 * Math.exp(-1.21), 2);
  const set = await ends({ leak: 60, dose: 1000, k: 8, "p.gain": 30 });
  expect(set["A"]).toBeCloseTo(1001 * Math.exp(-0.61), 2);
  expect(set["B"]).toBeCloseTo(5 * Math.exp(-0.3), 5);
  expect(set["C[2]"]).toBeCloseTo(Math.exp(-0.08), 5);
});

test("a constant inside `if` has a slider where its branch is taken, and the slider reaches it", async () => {
  const text = `units { time: min; concentration: nM }
const fast = 1
module Pump(species V) {
  const gain = 0.5
  V ->{gain} 0
}
crn Decay {
  species A = 2, B = 5, C[2] = 1, D = 1
  if fast > 0 {
    const k = 1 [1/s]
    A ->{k} 0
    if fast > 1 { const deep = 3; D ->{deep} 0 } else { const deep = 4; D ->{deep} 0 }
    use p = Pump(B)
  } else {
    const k = 2
    const slow = 3
    A ->{k * slow} 0
    use q = Pump(A)
  }
  for i in 1..2 {
    if i == 1 { const j = 1; C[i] ->{j} 0 } else { const j = 2; C[i] ->{j} 0 }
  }
}
simulate Decay as course { until: 0.01 }
`;
  const [described] = only(await newsOf(text), "described");
  const found = (described?.description.quantities ?? []).filter(({ kind }) => kind === "constant");
  expect(found.map(({ name, value, written: place }) => [name, value, place])).toEqual([
    ["k", 60, written(text, "const k = ", "1")],
    ["deep", 4, written(text, "const deep = ", "4")],
    ["p.gain", 0.5, undefined],
  ]);
  const told = await newsOf(text, { overrides: { k: 30, deep: 7, "p.gain": 20 } });
  expect(only(told, "problems").flatMap(({ problems }) => problems)).toEqual([]);
  const columns = only(told, "simulated")[0]?.course.columns ?? [];
  const ends = Object.fromEntries(columns.map(({ name, values }) => [name, values.at(-1)]));
  expect(ends["A"]).toBeCloseTo(2 * Math.exp(-0.3), 6);
  expect(ends["B"]).toBeCloseTo(5 * Math.exp(-0.2), 6);
  expect(ends["D"]).toBeCloseTo(Math.exp(-0.07), 6);
});

test("instances of modules in a phase have sliders, too", async () => {
  const text = `module Pump(species V) {
  const gain = 0.5
  V ->{gain} 0
}
crn Decay {
  species A = 2
  phases { run: 2; rest: 1 }
  phase run { use p = Pump(A) }
}
`;
  const final = async (overrides: Record<string, number>) => {
    const columns = only(await newsOf(text + RECORD, { overrides }), "simulated")[0]?.course.columns ?? [];
    return columns.find(({ name }) => name === "A")?.values.at(-1);
  };
  const RECORD = "simulate Decay as course { until: 3 }\n";
  expect(await slidersOf(text + RECORD)).toEqual(["constant p.gain 0.5", "initial value A 2"]);
  expect(await final({ "p.gain": 0.25 })).toBeCloseTo(2 * Math.exp(-0.5), 5);
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
  const files = { "file:///models/parts.ncrn": null };
  const [problems] = await newsOf(`import { Pump } from "parts"\n${DECAY}`, { files });
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
    const told = await newsOf(text, { files });
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
  const told = await newsOf(LINE, { kind: "train", millisecondsPerLook: 100 });
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

test("constants that shape the network, and those that it does not use, have no sliders", async () => {
  const text = `const n = 3, loops = 2, hill = 2
const unused = 5, flag = 1, length = 4, twice = 2 * n
const k = 0.5, part = 0.1, offset = 2, power = 2
func saturating(x, h) = x^h / (1 + x^h)
func cell(i) = i
module Chain(species A; const count, const speed) {
  species m[count]
  A ->{speed} m[1]
}
crn Ring {
  const inner = 1
  species m[n] = 1, A = offset
  signal s = 1
  for i in 1..loops { m[i] ->{k} 0 }
  if flag > 0 { A ->{part} 0 }
  m[cell(inner)] ->[saturating(m[1], hill)] 0
  s' = -s^power
  use c = Chain(A; count: length, speed: k)
}
crn Other {
  species B = unused
}
simulate Ring as course { until: 1 }
`.replace(/^const (.*)$/gm, (_line, all: string) =>
    all
      .split(", ")
      .map((item) => `const ${item}`)
      .join("\n"),
  );
  const constants = (await slidersOf(text)).filter((slider) => slider.startsWith("constant"));
  expect(constants).toEqual(["constant hill 2", "constant k 0.5", "constant part 0.1", "constant offset 2"]);
});

test("a value that a slider has set is dropped once the text says something else", async () => {
  const request = { overrides: { k: 0.25, start: 3 }, seen: { k: 0.5, start: 2 } };
  const [same] = only(await newsOf(DECAY, request), "described");
  expect(same?.description).toMatchObject({ changed: [{ name: "k" }, { name: "start" }], dropped: [] });
  const told = await newsOf(DECAY.replace("k = 0.5", "k = 2"), request);
  const [next] = only(told, "described");
  expect(next?.description.changed.map(({ name }) => name)).toEqual(["start"]);
  expect(next?.description.dropped).toEqual([
    { name: "k", value: 0.25, inText: 2, isVaried: false, unit: undefined },
  ]);
  const [simulated] = only(told, "simulated");
  const values = simulated?.course.columns.find(({ name }) => name === "A")?.values;
  expect(values?.at(-1)).toBeCloseTo(3 * Math.exp(-8), 6);
});

test("values of sliders that make mistakes are told apart from mistakes of the text", async () => {
  const text = DECAY.replace("rate k = 0.5", "rate k = 1 / (start - 1)");
  const [sound] = only(await newsOf(text), "problems");
  expect(sound).toMatchObject({ isFatal: false, isOfSliders: false });
  const told = await newsOf(text, { overrides: { start: 1 }, seen: { start: 2 } });
  expect(only(told, "problems").at(-1)).toMatchObject({ isFatal: true, isOfSliders: true });
  const faulty = await newsOf(text.replace("{k}", "{q}"), { overrides: { start: 3 }, seen: { start: 2 } });
  expect(only(faulty, "problems").at(-1)).toMatchObject({ isFatal: true, isOfSliders: false });
});

test("how far the network is from its source is told if that is asked for", async () => {
  const text = "crn Turn {\n  signal x = 1, y = 0\n  x' = -y\n  y' = x\n}\n";
  const record = "simulate Turn as turn {\n  until: 4\n  compare: source, lowered\n}\n";
  const [compared] = only(await newsOf(text + record), "simulated");
  expect(compared?.course.comparison?.value).toBeLessThan(1e-4);
  expect(compared?.course.comparison?.value).toBeGreaterThan(0);
  expect(["x", "y"]).toContain(compared?.course.comparison?.name);
  const [plain] = only(await newsOf(text + record.replace(/ {2}compare.*\n/, "")), "simulated");
  expect(plain?.course.comparison).toBeUndefined();
});

test("axes say what is drawn", async () => {
  const text = "crn Turn {\n  species A = 1\n  signal x = 1\n  let d = A - x\n  A ->{1} 0\n  x' = -x\n}\n";
  const quantityOf = async (plot: string) => {
    const record = `simulate Turn as turn { until: 1; plot: ${plot} }\n`;
    return only(await newsOf(text + record), "simulated")[0]?.course.quantity;
  };
  expect(await quantityOf("A")).toBe("concentration");
  expect(await quantityOf("x")).toBe("signals");
  expect(await quantityOf("A, x")).toBe("concentration, signals");
  expect(await quantityOf("A, d")).toBe("value");
});

test("a training draws the weights that its record asks for, and all if it asks for nothing", async () => {
  const text = LINE.replace("weight theta = 0.1", "weight theta = 0.1\n  weight W[2] = 0").replace(
    "theta * x",
    "theta * x + W[1] * x + W[2]",
  );
  const plotted = async (plot: string) => {
    const told = await newsOf(text.replace("epochs: 3", `epochs: 1\n  ${plot}`), { kind: "train" });
    return only(told, "trained")[0]?.course.plottedWeights;
  };
  expect(await plotted("")).toEqual(["theta", "W[1]", "W[2]"]);
  expect(await plotted("plot: loss, W")).toEqual(["W[1]", "W[2]"]);
  expect(await plotted("plot: loss")).toEqual([]);
});

test("rates have the unit of their value: the written one in units of the file, or that of their reactions", async () => {
  const text = `units { time: min; concentration: nM }
crn Turn {
  species A = 1, B = 0
  rate written = 2 [1/s], first = 1, second = 1, source = 1, shared = 1, lawful = 1
  A ->{written} 0
  A ->{first} B
  A + B ->{second} 0
  0 ->{source} A
  A ->{shared} 0
  2 A ->{shared} B
  A ->[lawful * A / (1 + A)] B
}
`;
  const [described] = only(await newsOf(text, { name: "Turn" }), "described");
  const units = (described?.description.quantities ?? [])
    .filter(({ kind }) => kind === "rate")
    .map(({ name, unit }) => [name, unit]);
  expect(units).toEqual([
    ["written", "1/min"],
    ["first", "1/min"],
    ["second", "1/nM/min"],
    ["source", "nM/min"],
    ["shared", undefined],
    ["lawful", undefined],
  ]);
});
