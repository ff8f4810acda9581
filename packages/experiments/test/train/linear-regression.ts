// Linear regression written by hand: y = x1 + 2·x2 + 1 + noise, two states, bias fixed.

import type { CheckedLearn, CheckedProgram, CheckedTrain } from "@ncrn/language";
import {
  array,
  binary,
  column,
  data,
  draw,
  feed,
  learn,
  model,
  origin,
  product,
  program,
  quantity,
  readout,
  scalar,
  sum,
  train,
} from "../hand-built.js";

/** The model: z' = θ ⊙ x + h, z(0) = x, ŷ = z1 + z2. */
export const linearModel = model({
  inputs: [quantity("x", 2, undefined, true)],
  targets: [quantity("y", 0)],
  weights: [quantity("theta", 2, [draw("uniform", 0.1, 0.5), draw("uniform", 0.1, 0.5)])],
  fixed: [quantity("h", 0, [0.1])],
  states: [quantity("z", 2, ["x[1]", "x[2]"])],
  equations: [1, 2].map((i) => ({
    target: `z[${i}]`,
    value: sum(product(`theta[${i}]`, `x[${i}]`), "h"),
    phase: undefined,
    origin,
  })),
  outputs: [{ name: "yhat", value: array(sum("z[1]", "z[2]")), origin }],
  loss: binary(binary(binary("yhat", "-", "y"), "^", 2), "/", 2),
});

export function linearProgram(
  learning: Partial<CheckedLearn> = {},
  training: Partial<CheckedTrain> = {},
  rows: Parameters<typeof data>[0] = {},
): CheckedProgram {
  return program({
    models: [linearModel],
    learns: [learn(linearModel, { forwardDuration: 0.5, feedbackDuration: 0.5, eta: 0.01, ...learning })],
    data: [
      data({
        source: { kind: "sample", count: 30 },
        columns: [
          column("x1", draw("uniform", 1, 5)),
          column("x2", draw("uniform", 1, 5)),
          column("y", sum("x1", product(2, "x2"), 1, draw("normal", 0, 0.4))),
        ],
        split: { value: 20, origin },
        ...rows,
      }),
    ],
    trainings: [
      train({
        feed: [feed("x", "x1", "x2"), feed("y", "y")],
        metrics: [
          readout("loss", "loss"),
          readout("r2", "r2"),
          readout("accuracy(yhat > 10)", "accuracy", binary("yhat", ">", scalar(10))),
        ],
        ...training,
      }),
    ],
  });
}
