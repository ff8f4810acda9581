// Metrics such as accuracy over epochs.

import type { TrainingHistory } from "../train/training-types.js";
import { colourEncoding, figureFrame } from "./figure-theme.js";
import type { Figure, FigureOptions } from "./figure-types.js";

/** One line a metric, on a scale that includes 1, the best that accuracy and r² can be. */
export function metricsFigure(name: string, history: TrainingHistory, options: FigureOptions = {}): Figure {
  const labels = Object.keys(history.metrics);
  const values = labels.flatMap((metric) =>
    (history.metrics[metric] ?? []).map((value, index) => ({ epoch: index + 1, metric, value })),
  );
  const lowest = Math.min(0.9, ...values.map(({ value }) => value));
  const title = `Metrics of ${name}`;
  const specification = {
    ...figureFrame(title, undefined, options),
    data: { values },
    mark: { type: "line", strokeWidth: 2, point: { size: 18 } },
    encoding: {
      x: { field: "epoch", type: "quantitative", title: "epoch", axis: { tickMinStep: 1, format: "d" } },
      y: { field: "value", type: "quantitative", title: null, scale: { domain: [lowest, 1] } },
      color: colourEncoding("metric", labels),
    },
  };
  return { name: "metrics", title, specification };
}
