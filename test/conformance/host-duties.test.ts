// What the host does during training is what `explain` prints for the network, no more and no less.

import { explain } from "@ncrn/compiler";
import { trainNetwork } from "@ncrn/experiments";
import { expect, test } from "vitest";
import { taskOfExample } from "./trained-example.js";

test.each([
  ["linear-regression", undefined],
  ["iris", undefined],
  ["nonlinear-regression", "adjoint"],
  ["nonlinear-regression", "first_order"],
  ["minimal-linear-regression", undefined],
] as const)("%s %s", async (name, record) => {
  const task = taskOfExample(name, record === undefined ? {} : { record });
  const { hostActions, status } = await trainNetwork(task, { epochs: 1 });
  const printed = explain(task.network).outsideTheChemistry.map(({ kind }) => kind);
  expect(status).toBe("completed");
  expect([...hostActions].sort()).toEqual([...printed].sort());
});
