// Weights over epochs, one line a component.

import type { TrainingHistory, Weights } from "../train/training-types.js";
import { colourEncoding, dashEncoding, figureFrame } from "./figure-theme.js";
import type { Figure, FigureOptions } from "./figure-types.js";

/** The named components, or all of them; epoch 0 shows the initial values. */
export function weightsFigure(
  name: string,
  {
    initial,
    history,
    names,
  }: { readonly initial: Weights; readonly history: TrainingHistory; readonly names: readonly string[] },
  options: FigureOptions = {},
): Figure {
  const values = [initial, ...history.weights].flatMap((weights, epoch) =>
    names.map((weight) => ({ epoch, weight, value: weights[weight] ?? 0 })),
  );
  const dash = dashEncoding("weight", names);
  const title = `Weights of ${name}`;
  const specification = {
    ...figureFrame(title, undefined, options),
    data: { values },
    mark: { type: "line", strokeWidth: 2 },
    encoding: {
      x: { field: "epoch", type: "quantitative", title: "epoch", axis: { tickMinStep: 1, format: "d" } },
      y: { field: "value", type: "quantitative", title: "weight", scale: { zero: false } },
      color: colourEncoding("weight", names),
      ...(dash === undefined ? {} : { strokeDash: dash }),
    },
  };
  return { name: "weights", title, specification };
}
