// Histories that are short enough to be drawn while a training goes on.

import { expect, test } from "vitest";
import { thinnedHistory } from "../../src/worker/thinned-history.js";

function historyOf(count: number) {
  const epochs = Array.from({ length: count }, (_, index) => index + 1);
  return {
    trainLoss: epochs.map((epoch) => 1 / epoch),
    validationLoss: [],
    initialValidationLoss: undefined,
    metrics: { accuracy: epochs.map((epoch) => epoch / count) },
    weights: epochs.map((epoch) => ({ w: epoch })),
  };
}

test("a short history is left as it is", () => {
  const history = historyOf(1000);
  expect(thinnedHistory(history)).toEqual({ epochs: history.weights.map(({ w }) => w), history });
});

test("of a long history evenly spaced entries are left, with their epochs, and the last", () => {
  const { epochs, history } = thinnedHistory(historyOf(100_000));
  expect(epochs.length).toBeLessThan(1002);
  expect(epochs.slice(0, 3)).toEqual([1, 129, 257]);
  expect(epochs.at(-1)).toBe(100_000);
  expect(history.weights.map(({ w }) => w)).toEqual(epochs);
  expect(history.trainLoss.map((loss) => Math.round(1 / loss))).toEqual(epochs);
  expect(history.metrics["accuracy"]?.at(-1)).toBe(1);
  expect(history.validationLoss).toEqual([]);
});
