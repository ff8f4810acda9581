// Courses of trainings → charts.

import { expect, test } from "vitest";
import { chartsOfTraining } from "../src/pages/run/chart-data.js";

test("weights begin at their initial values, losses of the training with the first epoch", () => {
  const charts = chartsOfTraining(
    {
      epochs: [1, 2],
      initialWeights: { w: 1, c: 1 },
      plottedWeights: ["w"],
      history: {
        trainLoss: [4, 2],
        validationLoss: [3, 1],
        initialValidationLoss: 9,
        metrics: {},
        weights: [
          { w: 0.5, c: 1 },
          { w: 0.25, c: 1 },
        ],
      },
    },
    [],
  );
  expect(charts.map(({ id, places }) => [id, places])).toEqual([
    ["loss", [0, 1, 2]],
    ["weights", [0, 1, 2]],
  ]);
  expect(charts.map(({ series }) => series.map(({ name, values }) => [name, values]))).toEqual([
    [
      ["training", [null, 4, 2]],
      ["validation", [9, 3, 1]],
    ],
    [["w", [1, 0.5, 0.25]]],
  ]);
});

test("an axis of accuracies reaches from 0 to 1, whatever they are", () => {
  const limitsOf = (metrics: Record<string, readonly number[]>) =>
    chartsOfTraining(
      {
        epochs: [1, 2],
        initialWeights: {},
        plottedWeights: [],
        history: {
          trainLoss: [4, 2],
          validationLoss: [],
          initialValidationLoss: undefined,
          metrics,
          weights: [{}, {}],
        },
      },
      [],
    ).find(({ id }) => id === "metrics")?.limits;
  expect(limitsOf({ "accuracy(yhat > 0.5)": [1, 1] })).toEqual([0, 1]);
  expect(limitsOf({ "accuracy(yhat > 0.5)": [0.5, 1], loss: [0.25, 0.125] })).toEqual([0, 1]);
  expect(limitsOf({ "accuracy(yhat > 0.5)": [0.5, 1], loss: [4, 2] })).toBeUndefined();
  expect(limitsOf({ loss: [0.5, 0.25] })).toBeUndefined();
});
