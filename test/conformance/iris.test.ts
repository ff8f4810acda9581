// Two iris species told apart by a network that learnt from the measurements.

import { trainNetwork } from "@ncrn/experiments";
import { expect, test } from "vitest";
import { preparedExample, taskOfExample } from "./trained-example.js";

test.each([1, 2, 3, 4, 5])("seed %i: every flower of the validation part is told apart", async (seed) => {
  const task = taskOfExample("iris", { seed });
  const { status, metrics } = await trainNetwork(task);
  expect(status).toBe("completed");
  expect(task.data.training.rows).toHaveLength(80);
  expect(task.data.validation.rows).toHaveLength(20);
  expect(metrics["accuracy(yhat > 0.5)"]).toBe(1);
});

test("a split by class is refused", () => {
  const { task, diagnostics } = preparedExample("iris", {
    change: (text) => text.replace("split: 0.8", "split: 0.5\n  rows: as_given"),
  });
  expect(task).toBeUndefined();
  expect(diagnostics.map(({ code }) => code)).toEqual(["one-class-split"]);
});
