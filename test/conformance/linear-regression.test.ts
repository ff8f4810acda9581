// Linear regression learnt by its own chemistry, against plain gradient descent and the least-squares optimum.

import { referenceDescent, type TrainingTask, trainNetwork } from "@ncrn/experiments";
import { expect, test } from "vitest";
import { taskOfExample } from "./trained-example.js";

const SEEDS = [1, 2, 3, 4, 5];
const TEN_SEEDS = [...SEEDS, 6, 7, 8, 9, 10];

test.each(SEEDS)(
  "seed %i: every epoch stays within three percent of plain gradient descent",
  async (seed) => {
    const task = taskOfExample("linear-regression", { seed });
    const { status, history } = await trainNetwork(task);
    const reference = referenceDescent(task);
    expect([status, history.trainLoss.length]).toEqual(["completed", 50]);
    for (const part of ["trainLoss", "validationLoss"] as const) {
      for (const [epoch, loss] of history[part].entries()) {
        expect(Math.abs(loss / reference[part][epoch]! - 1)).toBeLessThan(0.03);
      }
    }
  },
);

test("the validation loss comes within five percent of the least-squares optimum, mean of ten seeds", async () => {
  const ratios: number[] = [];
  for (const seed of TEN_SEEDS) {
    const task = taskOfExample("linear-regression", { seed });
    const { history } = await trainNetwork(task);
    ratios.push(history.validationLoss.at(-1)! / leastSquaresLoss(task));
  }
  expect(ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length).toBeLessThanOrEqual(1.05);
});

test("the first sample of the authors' log", async () => {
  // The log was written with this learning rate.
  const task = taskOfExample("linear-regression", {
    change: (text) => text.replace("eta: 0.01", "eta: 0.1"),
  });
  if (task.source.kind !== "learn") throw new Error("The example trains a learner");
  const logged: TrainingTask = {
    ...task,
    initialWeights: { "theta[1]": 0.33213, "theta[2]": 0.34553 },
    data: {
      ...task.data,
      training: {
        columns: ["x1", "x2", "y"],
        rows: [[4.223720486776975, 4.802439970546031, 15.076551285587948]],
      },
      validation: { columns: ["x1", "x2", "y"], rows: [] },
    },
  };
  const { history } = await trainNetwork(logged, { epochs: 1 });
  expect(Math.abs(history.weights[0]!["theta[1]"]! - 1.265424375)).toBeLessThan(1e-4);
  expect(Math.abs(history.weights[0]!["theta[2]"]! - 1.406694817)).toBeLessThan(1e-4);
  // The output before the update was 10.657267608.
  expect(Math.abs(history.trainLoss[0]! - (10.657267608 - 15.076551285587948) ** 2 / 2)).toBeLessThan(1e-4);
});

/** Validation loss of the weights that minimise the training loss: ŷ = Σ xᵢ + T·(Σ θᵢxᵢ + 2h), linear in θ. */
function leastSquaresLoss({ data, source }: TrainingTask): number {
  if (source.kind !== "learn") throw new Error("The example trains a learner");
  const duration = source.forwardDuration;
  const rows = (part: "training" | "validation") =>
    (data[part].rows as readonly (readonly number[])[]).map(([x1, x2, y]) => ({
      features: [duration * x1!, duration * x2!] as const,
      rest: y! - x1! - x2! - 2 * duration * 0.1,
    }));
  const training = rows("training");
  const sum = (value: (row: (typeof training)[number]) => number) =>
    training.reduce((total, row) => total + value(row), 0);
  const [a, b, d] = [
    sum((r) => r.features[0] ** 2),
    sum((r) => r.features[0] * r.features[1]),
    sum((r) => r.features[1] ** 2),
  ];
  const [p, q] = [sum((r) => r.features[0] * r.rest), sum((r) => r.features[1] * r.rest)];
  const determinant = a * d - b * b;
  const theta = [(d * p - b * q) / determinant, (a * q - b * p) / determinant];
  const validation = rows("validation");
  const losses = validation.map(
    ({ features, rest }) => (rest - features[0] * theta[0]! - features[1] * theta[1]!) ** 2 / 2,
  );
  return losses.reduce((total, loss) => total + loss, 0) / losses.length;
}
