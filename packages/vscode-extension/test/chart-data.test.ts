// Courses of trainings → charts.

import { expect, test } from "vitest";
import { chartsOfTraining } from "../src/pages/run/chart-data.js";

test("weights begin at their initial values, losses of the training with the first epoch", () => {
  const charts = chartsOfTraining(
    {
      epochs: [1, 2],
      initialWeights: { w: 1 },
      history: {
        trainLoss: [4, 2],
        validationLoss: [3, 1],
        initialValidationLoss: 9,
        metrics: {},
        weights: [{ w: 0.5 }, { w: 0.25 }],
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
