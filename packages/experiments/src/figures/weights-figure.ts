// Weights over epochs, one line a component.

import type { TrainingHistory, Weights } from "../train/training-types.js";
import { colourEncoding, dashEncoding, epochAxis, figureFrame, PALETTE } from "./figure-theme.js";
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
    ...figureFrame(title, undefined, { height: heightFor(names.length), ...options }),
    data: { values },
    mark: { type: "line", strokeWidth: names.length > PALETTE.length ? 1.6 : 2 },
    encoding: {
      x: epochAxis(history.weights.length),
      y: { field: "value", type: "quantitative", title: "weight", scale: { zero: false } },
      color: colourEncoding("weight", names),
      ...(dash === undefined ? {} : { strokeDash: dash }),
    },
  };
  return { name: "weights", title, specification };
}

/** Many lines need room between them, and beside their legend. */
function heightFor(lines: number): number {
  return 300 + 16 * Math.max(0, Math.min(lines, 40) - PALETTE.length);
}
