import { hostDuties } from "@ncrn/compiler";
import type { CheckedProgram } from "@ncrn/language";
import { expect, test } from "vitest";
import { compiledSubject } from "../../src/subject.js";
import { prepareTraining } from "../../src/train/prepare-training.js";
import { referenceDescent } from "../../src/train/reference-descent.js";
import { trainNetwork } from "../../src/train/train-network.js";
import type { TrainingState, TrainingTask } from "../../src/train/training-types.js";
import {
  array,
  binary,
  column,
  data,
  draw,
  feed,
  learn,
  model,
  origin,
  product,
  program,
  quantity,
  readout,
  scalar,
  sum,
  train,
} from "../hand-built.js";
import { linearProgram } from "./linear-regression.js";

function taskOf(checked: CheckedProgram, seed?: number): TrainingTask {
  const { subject, diagnostics } = compiledSubject(checked, undefined, "train");
  if (subject === undefined) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  const prepared = prepareTraining(checked, subject, {
    readText: () => undefined,
    ...(seed === undefined ? {} : { seed }),
  });
  if (prepared.task === undefined)
    throw new Error(prepared.diagnostics.map(({ message }) => message).join("\n"));
  return prepared.task;
}

test("the chemistry descends as plain gradient descent does", async () => {
  const task = taskOf(linearProgram());
  const { status, history } = await trainNetwork(task);
  const reference = referenceDescent(task);
  expect(status).toBe("completed");
  for (const [epoch, loss] of history.trainLoss.entries()) {
    expect(Math.abs(loss / reference.trainLoss[epoch]! - 1)).toBeLessThan(1e-6);
    expect(Math.abs(history.validationLoss[epoch]! / reference.validationLoss[epoch]! - 1)).toBeLessThan(
      1e-6,
    );
    for (const [name, weight] of Object.entries(reference.weights[epoch]!)) {
      expect(history.weights[epoch]![name]).toBeCloseTo(weight, 7);
    }
  }
});

test("what the host does is what the network's list of duties says", async () => {
  const task = taskOf(linearProgram());
  const { hostActions } = await trainNetwork(task, { epochs: 1 });
  expect([...hostActions].sort()).toEqual(
    hostDuties(task.network)
      .map(({ kind }) => kind)
      .sort(),
  );
});

test("the loss of an epoch is the mean before the updates; validation comes after", async () => {
  const one = taskOf(
    linearProgram({}, {}, { source: { kind: "sample", count: 2 }, split: { value: 1, origin } }),
  );
  const { history } = await trainNetwork(one, { epochs: 1 });
  const reference = referenceDescent(one, 1);
  expect(history.trainLoss[0]).toBeCloseTo(reference.trainLoss[0]!, 6);
  expect(history.validationLoss[0]).toBeCloseTo(reference.validationLoss[0]!, 6);
  expect(history.initialValidationLoss).not.toBeCloseTo(history.validationLoss[0]!, 3);
});

test("a resumed run gives the same bits as an uninterrupted one", async () => {
  const task = taskOf(linearProgram());
  const states: string[] = [];
  const whole = await trainNetwork(task, {
    epochs: 4,
    onCheckpoint: (state) => {
      states.push(JSON.stringify(state));
    },
  });
  const resumeFrom = JSON.parse(states[1]!) as TrainingState;
  const rest = await trainNetwork(task, { epochs: 4, resumeFrom });
  expect(resumeFrom.epoch).toBe(2);
  expect(rest.history).toEqual(whole.history);
  expect(rest.state).toEqual(whole.state);
});

test("the same seed gives the same run, another seed another one", async () => {
  const losses = async (seed: number) =>
    (await trainNetwork(taskOf(linearProgram(), seed), { epochs: 2 })).history.trainLoss;
  expect(await losses(3)).toEqual(await losses(3));
  expect(await losses(3)).not.toEqual(await losses(4));
});

test("samples come as given, or in a new order each epoch", async () => {
  const given = await trainNetwork(taskOf(linearProgram({}, { samples: "as_given" })), { epochs: 1 });
  const shuffled = await trainNetwork(taskOf(linearProgram()), { epochs: 1 });
  expect(given.history.trainLoss).not.toEqual(shuffled.history.trainLoss);
});

test("a cancelled run keeps the epochs that were finished", async () => {
  let steps = 0;
  const result = await trainNetwork(
    taskOf(linearProgram()),
    { epochs: 5 },
    {
      onProgress: ({ activity, done }) => {
        if (activity === "training") steps = done;
      },
      isCancelled: () => steps > 45,
    },
  );
  expect([result.status, result.epochs, result.state.epoch]).toEqual(["cancelled", 2, 2]);
  expect(result.history.validationLoss).toHaveLength(2);
});

test("progress counts samples over all epochs", async () => {
  const seen: number[] = [];
  await trainNetwork(
    taskOf(linearProgram()),
    { epochs: 2 },
    {
      onProgress: ({ activity, done, total }) => {
        if (activity === "training") seen.push(done / total);
      },
    },
  );
  expect(seen.length).toBeGreaterThanOrEqual(2);
  expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
  expect([seen.includes(0.5), seen.at(-1)]).toEqual([true, 1]);
});

test("metrics are those of the validation part", async () => {
  const { metrics, history } = await trainNetwork(taskOf(linearProgram()));
  expect(Object.keys(metrics)).toEqual(["loss", "r2", "accuracy(yhat > 10)"]);
  expect(metrics["loss"]).toBe(history.validationLoss.at(-1));
  expect(metrics["r2"]).toBeGreaterThan(0.9);
  expect(metrics["accuracy(yhat > 10)"]).toBeGreaterThan(0.8);
});

/** z' = w·z² + x with a large start: escapes in finite time. */
const escaping = model({
  inputs: [quantity("x", 0, undefined, true)],
  targets: [quantity("y", 0, undefined, true)],
  weights: [quantity("w", 0, [5])],
  states: [quantity("z", 0, ["x"])],
  equations: [{ target: "z", value: product("w", binary("z", "^", 2)), phase: undefined, origin }],
  outputs: [{ name: "yhat", value: array("z"), origin }],
  loss: binary(binary(binary("yhat", "-", "y"), "^", 2), "/", 2),
});

test("a solution that escapes is a result that says where, when and what", async () => {
  const checked = program({
    models: [escaping],
    learns: [learn(escaping, { lowering: { ...learn(escaping).lowering, order: 3 } })],
    data: [data({ columns: [column("a", draw("uniform", 1, 2)), column("b", "a")], rows: "as_given" })],
    trainings: [train({ feed: [feed("x", "a"), feed("y", "b")] })],
  });
  const { status, failure, history, epochs } = await trainNetwork(taskOf(checked));
  expect([status, epochs, history.trainLoss]).toEqual(["failed", 0, []]);
  expect(failure).toMatchObject({ epoch: 1, sample: 1, phase: "forward" });
  expect(failure?.species).toMatch(/^z/);
  expect(failure?.time).toBeGreaterThan(0);
  expect(failure?.time).toBeLessThan(1);
  expect(failure?.hint).toBeTruthy();
});

test("a weight declared non-negative that learns to be negative is a warning", async () => {
  const restricted = model({
    inputs: [quantity("x", 0, undefined, true)],
    targets: [quantity("y", 0)],
    weights: [quantity("w", 0, [0.1], true)],
    states: [quantity("z", 0, ["x"])],
    equations: [{ target: "z", value: product("w", "x"), phase: undefined, origin }],
    outputs: [{ name: "yhat", value: array("z"), origin }],
    loss: binary(binary(binary("yhat", "-", "y"), "^", 2), "/", 2),
  });
  const checked = program({
    models: [restricted],
    learns: [learn(restricted)],
    data: [data({ columns: [column("a", draw("uniform", 1, 2)), column("b", product(-1, "a"))] })],
    trainings: [train({ feed: [feed("x", "a"), feed("y", "b")] })],
  });
  const { diagnostics, weights, status } = await trainNetwork(taskOf(checked));
  expect(status).toBe("completed");
  expect(weights["w"]).toBeLessThan(0);
  expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([
    ["weight-below-zero", "warning"],
  ]);
});

test("several outputs are scored together by argmax", async () => {
  const two = model({
    inputs: [quantity("x", 2, undefined, true)],
    targets: [quantity("y", 2, undefined, true)],
    weights: [quantity("theta", 2, [0.1, 0.1]), quantity("phi", 2, [0.1, 0.1])],
    states: [quantity("z", 2, [0, 0])],
    equations: [
      {
        target: "z[1]",
        value: sum(product("theta[1]", "x[1]"), product("theta[2]", "x[2]")),
        phase: undefined,
        origin,
      },
      {
        target: "z[2]",
        value: sum(product("phi[1]", "x[1]"), product("phi[2]", "x[2]")),
        phase: undefined,
        origin,
      },
    ],
    outputs: [{ name: "yhat", value: array("z[1]", "z[2]"), origin }],
    loss: sum(binary(binary("yhat[1]", "-", "y[1]"), "^", 2), binary(binary("yhat[2]", "-", "y[2]"), "^", 2)),
  });
  const columns = [
    column("a", draw("uniform", 0, 1)),
    column("b", draw("uniform", 0, 1)),
    column("first", binary("a", ">", "b")),
    column("second", binary("a", "<=", "b")),
  ];
  const checked = program({
    models: [two],
    learns: [learn(two, { eta: 0.2 })],
    data: [data({ source: { kind: "sample", count: 60 }, columns, split: { value: 40, origin } })],
    trainings: [
      train({
        feed: [feed("x", "a", "b"), feed("y", "first", "second")],
        epochs: 10,
        metrics: [readout("argmax(yhat)", "argmax", scalar("yhat[1]"))],
      }),
    ],
  });
  const { metrics } = await trainNetwork(taskOf(checked));
  expect(metrics["argmax(yhat)"]).toBeGreaterThanOrEqual(0.9);
});

test("training that diverges says so, with its place and what to do", async () => {
  const { status, failure, history } = await trainNetwork(taskOf(linearProgram({ eta: 100 })));
  expect(status).toBe("failed");
  expect(failure).toMatchObject({ epoch: 1, hint: expect.stringMatching(/^Lower `eta`/) });
  expect(failure?.message).toMatch(
    /^Training diverges: the (loss|largest weight) has reached [\d.]+e\d+ in epoch 1, at sample \d+\.$/,
  );
  expect(history.trainLoss).toEqual([]);
});

test("training that merely starts badly goes on", async () => {
  const { status } = await trainNetwork(taskOf(linearProgram({ eta: 0.03 })), { epochs: 3 });
  expect(status).toBe("completed");
});
