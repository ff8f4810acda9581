// What a run panel is told, from texts to the end of the run.

import { expect, test } from "vitest";
import type { RunNews, RunRequest } from "../../src/messages/run-messages.js";
import { runModel } from "../../src/worker/run-model.js";

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
    { tell: (news) => told.push(structuredClone(news)), now: () => (clock += millisecondsPerLook) },
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
      { kind: "rate", name: "k", value: 0.5, unit: undefined },
      { kind: "constant", name: "start", value: 2, unit: undefined },
      { kind: "initial value", name: "A", value: 2, unit: undefined },
      { kind: "initial value", name: "B", value: 0, unit: undefined },
    ],
  });
  expect(only(told, "ended")[0]?.end).toMatchObject({ status: "completed", failure: undefined });
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

test("a run that fails says why, at the record", async () => {
  const text = "crn Burst {\n  species A = 1\n  2 A ->{1} 3 A\n}\nsimulate Burst as run { until: 2 }\n";
  const told = await newsOf(text);
  expect(only(told, "ended")[0]?.end).toMatchObject({ status: "failed" });
  const [problem] = only(told, "problems").at(-1)?.problems ?? [];
  expect(problem).toMatchObject({ code: "solution-escapes", severity: "error" });
  expect(text.slice(problem?.span.start, problem?.span.end)).toBe("run");
});

test("a training is told as it goes on, and learns", async () => {
  const told = await newsOf(LINE, { kind: "train" }, {}, 100);
  const courses = only(told, "trained").map(({ course }) => course);
  expect(courses.map(({ history }) => history.trainLoss.length)).toEqual([1, 2, 3, 3]);
  expect(courses[0]?.epochs).toBe(3);
  expect(courses[0]?.initialWeights).toEqual({ theta: 0.1 });
  const hurried = only(await newsOf(LINE, { kind: "train" }), "trained");
  expect(hurried.map(({ course }) => course.history.trainLoss.length)).toEqual([1, 3]);
  const losses = courses.at(-1)?.history.trainLoss ?? [];
  expect(losses[2]).toBeLessThan((losses[0] ?? 0) * 0.5);
  expect(only(told, "ended")[0]?.end.weights?.theta).toBeGreaterThan(0.3);
});
