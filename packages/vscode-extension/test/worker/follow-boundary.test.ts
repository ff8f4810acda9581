// Decision boundaries while a model is trained: what is told, and how often.

import type { TrainingTask } from "@ncrn/experiments";
import { prepareTraining } from "@ncrn/experiments";
import { expect, test } from "vitest";
import type { BoundaryPicture } from "../../src/messages/run-messages.js";
import { followBoundary } from "../../src/worker/follow-boundary.js";
import { openModel } from "../../src/worker/open-model.js";

const MAIN = "file:///main.ncrn";

/** yhat = a + 2·b: a is `w`, b is fixed. */
const PLANE = `data points {
  seed: 1
  sample 8 {
    a ~ uniform(0, 1)
    b ~ uniform(2, 4)
    y = if a > 0.5 then 1 else 0
  }
}
model Plane {
  input x[2] >= 0
  target y
  weight w = 1
  state z = 0

  z' = w * x[1] + 2 * x[2] - z

  output yhat = z
  loss = (yhat - y)^2 / 2
}
learn Plane as Learner {
  phases { forward: 40; feedback: 1 }
  eta: 0.01
}
train Learner on points as fit {
  feed { x: [a, b]; y: y }
  epochs: 1
  plot: loss, boundary(a, b)
}
`;

function taskOf(text: string): TrainingTask {
  const model = { root: MAIN, texts: { [MAIN]: text } };
  const opening = openModel({ model, kind: "train", name: undefined, overrides: {} });
  if (opening.kind !== "open") throw new Error(JSON.stringify(opening));
  const { program, subject, readText } = opening.model;
  const { task } = prepareTraining(program, subject, { readText });
  if (task === undefined) throw new Error("There is no task.");
  return task;
}

function follow(task: TrainingTask, now: () => number = () => 0) {
  const told: BoundaryPicture[] = [];
  const follower = followBoundary(task, {
    now,
    tell: (news) => void (news.kind === "boundary" && told.push(news.boundary)),
  });
  return { told, follower };
}

test("values are those of the network, in rows of the second column", async () => {
  const { told, follower } = follow(taskOf(PLANE));
  await follower.finish({ w: 3 });
  const [picture] = told;
  expect(picture?.columns).toEqual(["a", "b"]);
  expect([picture?.x.length, picture?.y.length, picture?.points.length]).toEqual([40, 40, 8]);
  expect(Math.min(...(picture?.y ?? []))).toBeGreaterThan(1.5);
  for (const [j, i] of [
    [0, 0],
    [5, 30],
    [39, 2],
  ] as const) {
    const expected = 3 * (picture?.x[i] ?? 0) + 2 * (picture?.y[j] ?? 0);
    expect(picture?.values[j]?.[i]).toBeCloseTo(expected, 3);
  }
});

test("between boundaries nine times as long is trained as one takes", async () => {
  // Every look at the clock takes 10 ms: a boundary lasts from its first to its second look.
  let clock = 0;
  const { told, follower } = follow(taskOf(PLANE), () => {
    clock += 10;
    return clock;
  });
  const epochs: number[] = [];
  for (let epoch = 1; epoch <= 25; epoch++) {
    const before = told.length;
    await follower.follow({ w: epoch });
    if (told.length > before) epochs.push(epoch);
  }
  expect(epochs).toEqual([1, 10, 19]);
  expect(told[0]?.x.length).toBe(20);
});

test("a training that plots no boundary tells none", async () => {
  const { told, follower } = follow(taskOf(PLANE.replace(", boundary(a, b)", "")));
  await follower.follow({ w: 1 });
  await follower.finish({ w: 1 });
  expect(told).toEqual([]);
});
