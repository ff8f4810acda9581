// The hand-written network of 13 reactions and 15 species: its size, and that it learns as gradient descent does.

import { explain, hostDuties } from "@ncrn/compiler";
import { type TrainingTask, trainNetwork } from "@ncrn/experiments";
import { expect, test } from "vitest";
import { taskOfExample } from "./trained-example.js";

const SEEDS = [1, 2, 3, 4, 5];

test("13 reactions, 15 species, none above second order", () => {
  const { network } = taskOfExample("minimal-linear-regression");
  const { reactions, species, maxOrder } = explain(network);
  expect({ reactions, species, maxOrder }).toEqual({ reactions: 13, species: 15, maxOrder: 2 });
});

test.each(SEEDS)(
  "seed %i: every epoch stays within three percent of plain gradient descent",
  async (seed) => {
    const task = taskOfExample("minimal-linear-regression", { seed });
    const { status, history, hostActions } = await trainNetwork(task);
    const reference = descent(task);
    expect(status).toBe("completed");
    expect([...hostActions].sort()).toEqual(
      hostDuties(task.network)
        .map(({ kind }) => kind)
        .sort(),
    );
    for (const [epoch, loss] of history.trainLoss.entries()) {
      expect(Math.abs(loss / reference.trainLoss[epoch]! - 1)).toBeLessThan(0.03);
      expect(Math.abs(history.validationLoss[epoch]! / reference.validationLoss[epoch]! - 1)).toBeLessThan(
        0.03,
      );
    }
    expect(history.validationLoss.at(-1)).toBeLessThan(0.05 * history.initialValidationLoss!);
  },
);

/**
 * Gradient descent on ŷ = x1 + x2 + T·(P1·x1 + P2·x2 + H) with loss ½(ŷ − y)², written out: T = 0.5, H = 0.2, learning
 * rate 0.01, weights 0.3 at the start.
 */
function descent({ data, record }: TrainingTask): {
  readonly trainLoss: number[];
  readonly validationLoss: number[];
} {
  const [duration, source, rate] = [0.5, 0.2, 0.01];
  const weights = [0.3, 0.3];
  const error = ([x1, x2, y]: readonly number[]) =>
    x1! + x2! + duration * (weights[0]! * x1! + weights[1]! * x2! + source) - y!;
  const rows = (part: "training" | "validation") => data[part].rows as readonly (readonly number[])[];
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const trainLoss: number[] = [];
  const validationLoss: number[] = [];
  for (let epoch = 0; epoch < record.epochs; epoch++) {
    const losses = rows("training").map((row) => {
      const difference = error(row);
      for (const index of [0, 1]) weights[index]! -= rate * duration * difference * row[index]!;
      return difference ** 2 / 2;
    });
    trainLoss.push(mean(losses));
    validationLoss.push(mean(rows("validation").map((row) => error(row) ** 2 / 2)));
  }
  return { trainLoss, validationLoss };
}
