// The published experiments of examples/paper: sound, short, in the one style, and learnt by references that agree.

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { checkLowering } from "@ncrn/compiler";
import { referenceDescent, type TrainingTask } from "@ncrn/experiments";
import { analyze, createSourceText } from "@ncrn/language";
import { formatText } from "@ncrn/language/format";
import { expect, test } from "vitest";
import { leastSquaresLoss } from "../../scripts/reproduce/least-squares.mjs";
import { reactionCounts } from "../../scripts/reproduce/reaction-counts.mjs";
import { createReferenceLearner } from "../../scripts/reproduce/reference-learner.mjs";
import { ROWS } from "../../scripts/reproduce/rows.mjs";
import { samplesOf } from "../../scripts/reproduce/samples.mjs";
import { taskOf } from "../../scripts/reproduce/tasks.mjs";
import { foldFiles } from "../../scripts/reproduce-iris-folds.mjs";

const FOLDER = path.join(import.meta.dirname, "../../examples/paper");
const LONGEST = 60;

const MODELS = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ncrn"))
  .sort();

test.each(MODELS)("%s is sound, short, lowers without errors and is in the one style", async (name) => {
  const file = path.join(FOLDER, name);
  const text = readFileSync(file, "utf8");
  const source = createSourceText(file, text);
  const { program, diagnostics } = analyze(source, {
    resolve: (requested) => readFileSync(path.join(path.dirname(file), requested), "utf8"),
  });
  const problems = [...diagnostics, ...checkLowering(program)].filter(
    ({ severity }) => severity === "error" || severity === "warning",
  );
  expect(problems.map(({ severity, code }) => `${severity} ${code}`)).toEqual([]);
  expect(await formatText(source)).toEqual({ text });
  expect(text.trimEnd().split("\n").length).toBeLessThanOrEqual(LONGEST);
});

interface Row {
  readonly name: string;
  readonly record?: string;
  readonly records?: readonly string[];
}

test("every row names a model, and a seed changes data and weights", () => {
  for (const { name, records, record } of ROWS as readonly Row[]) {
    const file = path.join(FOLDER, `${name}.ncrn`);
    const [first, second] = [1, 2].map(
      (seed): TrainingTask => taskOf(file, { record: records?.[0] ?? record, seed }),
    );
    expect(first!.data.training.rows).not.toEqual(second!.data.training.rows);
    if (first!.source.kind !== "learn") continue; // the script draws its weights with those of a model
    expect(first!.initialWeights).not.toEqual(second!.initialWeights);
  }
});

test("the folds of the irises hold every flower once", () => {
  for (const [name, text] of foldFiles()) {
    expect(readFileSync(path.join(FOLDER, "iris", name), "utf8")).toBe(text);
  }
  const validated = [...foldFiles()]
    .filter(([name]) => name.startsWith("test"))
    .flatMap(([, text]) => rowsOf(text));
  const trained = rowsOf(foldFiles().get("train-1.csv") ?? "");
  expect(validated).toHaveLength(150);
  expect([...trained, ...rowsOf(foldFiles().get("test-1.csv") ?? "")].sort()).toEqual(validated.sort());
});

function rowsOf(csv: string): string[] {
  return csv.trimEnd().split("\n").slice(1);
}

/** One model of each kind of equation, with as many steps of descent as finite differences can follow quickly. */
const STEPS = {
  "linear-regression/paper": 8,
  "bilinear/paper-adjoint": 8,
  "xor/paper-cubic": 8,
  "xor/ours": 4,
  "rings/paper-relu": 8,
  "rings/ours": 8,
};

test.each(Object.entries(STEPS))("%s: both references descend like finite differences", (name, count) => {
  const task = shortened(taskOf(path.join(FOLDER, `${name}.ncrn`), { seed: 1 }), count);
  if (task.source.kind !== "learn") throw new Error("There is no model to descend on");
  const expected = referenceDescent(task, 1).weights[0]!;
  for (const rule of ["descend", "learnIdeally"] as const) {
    const learner = createReferenceLearner(task.source, task.initialWeights);
    for (const { inputs, targets } of samplesOf(task, "training")) learner[rule](inputs, targets);
    for (const [index, weight] of learner.weightNames.entries()) {
      expect(Math.abs(learner.weights[index]! - expected[weight]!), `${rule} ${weight}`).toBeLessThan(2e-5);
    }
  }
});

/** The first samples in their given order. */
function shortened(task: TrainingTask, count: number): TrainingTask {
  const { columns, rows } = task.data.training;
  return {
    ...task,
    record: { ...task.record, samples: "as_given" },
    data: {
      ...task.data,
      training: { columns, rows: rows.slice(0, count) },
      validation: { columns, rows: [] },
    },
  };
}

test("first-order gradients of the ideal equations: T·e·x", () => {
  const task: TrainingTask = taskOf(path.join(FOLDER, "bilinear/paper-first-order.ncrn"), { seed: 1 });
  if (task.source.kind !== "learn") throw new Error("The example trains a learner");
  const learner = createReferenceLearner(task.source, task.initialWeights);
  const { inputs, targets } = samplesOf(task, "training")[0]!;
  const before = [...learner.weights];
  const { outputs } = learner.learnIdeally(inputs, targets);
  const error = outputs[0] - targets[0];
  const { eta, feedbackDuration } = task.source;
  for (const [index, weight] of before.entries()) {
    expect(learner.weights[index]).toBeCloseTo(weight - eta * feedbackDuration * error * inputs[index], 12);
  }
});

test("the least-squares weights have the least training loss, here of a line through known points", () => {
  const task: TrainingTask = taskOf(path.join(FOLDER, "linear-regression/ours.ncrn"), { seed: 1 });
  const rows = [1, 2, 3, 4].flatMap((x1) => [1, 3].map((x2) => [x1, x2, 2 * x1 - x2 + 5]));
  const table = { columns: ["x1", "x2", "y"], rows };
  const exact = { ...task, data: { ...task.data, training: table, validation: table } };
  expect(leastSquaresLoss(exact)).toBeLessThan(1e-20);
  const shifted = { ...table, rows: rows.map(([x1, x2, y]) => [x1, x2, y! + 2]) };
  expect(leastSquaresLoss({ ...exact, data: { ...exact.data, validation: shifted } })).toBeCloseTo(2, 10);
});

test("a model that is not linear in its weights has no least-squares loss", () => {
  expect(leastSquaresLoss(taskOf(path.join(FOLDER, "bilinear/ours.ncrn"), { seed: 1 }))).toBeUndefined();
});

test("reactions grow by a fixed number a dimension, and by fewer with first-order gradients", () => {
  const counts = reactionCounts(FOLDER);
  const slopes = ["exact gradient", "first-order gradient"].map((gradient) => {
    const reactions = counts.filter((count) => count.gradient === gradient).map((count) => count.reactions);
    const steps = reactions.slice(1).map((count, index) => count - reactions[index]!);
    expect(new Set(steps).size, gradient).toBe(1);
    return steps[0]!;
  });
  expect(slopes[1]!).toBeLessThan(slopes[0]!);
});
