// y = x1·x2 + x2² learnt with quenched states, by the exact gradient and by its first-order approximation.

import { trainNetwork } from "@ncrn/experiments";
import { expect, test } from "vitest";
import { taskOfExample } from "./trained-example.js";

const SEEDS = [1, 2, 3, 4, 5];

test.each(["adjoint", "first_order"])(
  "%s gradients: mean validation loss of five seeds",
  { timeout: 900_000 },
  async (record) => {
    const losses: number[] = [];
    for (const seed of SEEDS) {
      const { status, history, failure } = await trainNetwork(
        taskOfExample("nonlinear-regression", { record, seed }),
      );
      expect([status, failure]).toEqual(["completed", undefined]);
      losses.push(history.validationLoss.at(-1)!);
    }
    expect(losses.reduce((sum, loss) => sum + loss, 0) / losses.length).toBeLessThanOrEqual(0.12);
  },
);
