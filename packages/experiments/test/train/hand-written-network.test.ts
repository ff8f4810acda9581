import { hostDuties } from "@ncrn/compiler";
import { expect, test } from "vitest";
import { inferenceKeepsWeights } from "../../src/train/circuit.js";
import { prepareTraining } from "../../src/train/prepare-training.js";
import { trainNetwork } from "../../src/train/train-network.js";
import type { TrainingTask } from "../../src/train/training-types.js";
import { checkedText, subjectOf } from "../checked-text.js";

/** One weight, ŷ = W·x, W ← W − η·(ŷ − y)·x; `extra` is added to the network. */
const learnerText = (extra = "", output = "Z") => `
data d {
  sample 30 {
    a ~ uniform(0.5, 1.5)
    y = 2 * a
  }
  split: 20
}
crn Learner {
  rate fast = 500, step = 0.2
  species X, Z, Y, Idle = 7
  signal W = 0.1
  signal E
  phases { forward: 1; feedback: 1 }
  phase forward {
    X + W.p ->{1} X + W.p + Z
  }
  phase feedback {
    Z ->{fast} E.p
    Y ->{fast} E.m
    X + E.p ->{step} X + E.p + W.m
    X + E.m ->{step} X + E.m + W.p
    Idle ->{1} 0
  }
  ${extra}
}
train Learner on d {
  feed { X: a; Y: y }
  weights: W
  output: ${output}
  target: y
  epochs: 15
  metrics: loss, r2
}
`;

function taskOf(text: string): TrainingTask {
  const { task, diagnostics } = prepareTraining(checkedText(text), subjectOf(text, "train"), {
    readText: () => undefined,
  });
  if (task === undefined) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return task;
}

async function checkLearns(text: string): Promise<TrainingTask> {
  const task = taskOf(text);
  const { status, weights, history, metrics, initialWeights } = await trainNetwork(task);
  expect([status, initialWeights]).toEqual(["completed", { W: 0.1 }]);
  expect(weights["W"]).toBeCloseTo(2, 1);
  expect(history.validationLoss.at(-1)).toBeLessThan(0.01 * history.initialValidationLoss!);
  expect(metrics["r2"]).toBeGreaterThan(0.95);
  return task;
}

test("a network written by hand learns; what the host does is the list of its duties", async () => {
  const task = await checkLearns(learnerText());
  const { hostActions } = await trainNetwork(task, { epochs: 1 });
  expect([...hostActions].sort()).toEqual(
    hostDuties(task.network)
      .map(({ kind }) => kind)
      .sort(),
  );
});

test("the record says what is input, target and weight", () => {
  const { learning } = taskOf(learnerText()).network;
  expect(learning).toMatchObject({
    inputs: [{ name: "X", negative: undefined }],
    targets: [{ name: "Y" }],
    weights: [{ name: "W", restricted: false }],
    outputs: [{ name: "Z" }],
    cancellation: "host",
    feed: undefined,
    inferencePhases: ["forward"],
    learningPhases: ["feedback"],
  });
});

test("what inference needs is an input, whatever it is fed from", () => {
  const mirrored = learnerText()
    .replace("y = 2 * a", "y = a")
    .replace("target: y", "target: a")
    .replace("Y: y", "Y: a");
  expect(taskOf(mirrored).network.learning).toMatchObject({
    inputs: [{ name: "X" }],
    targets: [{ name: "Y" }],
  });
});

test("the output may be an expression", async () => {
  await checkLearns(learnerText("let half = 0.5 * Z", "half + 0.5 * Z"));
});

test("where inference itself changes weights, validation works on a copy", async () => {
  const forgetful = learnerText("W.p ->{0.002} 0\n  W.m ->{0.002} 0");
  const task = taskOf(forgetful);
  expect(inferenceKeepsWeights(task.network)).toBe(false);
  expect(inferenceKeepsWeights(taskOf(learnerText()).network)).toBe(true);
  const withValidation = await trainNetwork(task, { epochs: 4 });
  const without = await trainNetwork(
    { ...task, data: { ...task.data, validation: { ...task.data.validation, rows: [] } } },
    { epochs: 4 },
  );
  expect(withValidation.history.weights).toEqual(without.history.weights);
});

test("measuring changes nothing for a network whose inference keeps its weights, either", async () => {
  const task = taskOf(learnerText());
  const withValidation = await trainNetwork(task, { epochs: 4 });
  const without = await trainNetwork(
    { ...task, data: { ...task.data, validation: { ...task.data.validation, rows: [] } } },
    { epochs: 4 },
  );
  expect(withValidation.history.trainLoss).toEqual(without.history.trainLoss);
  expect(withValidation.history.weights).toEqual(without.history.weights);
});
