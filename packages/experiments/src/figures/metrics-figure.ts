// Metrics such as accuracy over epochs.

import type { TrainingHistory } from "../train/training-types.js";
import { colourEncoding, epochAxis, figureFrame, PALETTE } from "./figure-theme.js";
import type { Figure, FigureOptions } from "./figure-types.js";

/** One line a metric, on a scale from 0 to 1, the best that accuracy and r² can be; a negative r² makes it longer. */
export function metricsFigure(name: string, history: TrainingHistory, options: FigureOptions = {}): Figure {
  const labels = Object.keys(history.metrics);
  const values = labels.flatMap((metric) =>
    (history.metrics[metric] ?? []).map((value, index) => ({ epoch: index + 1, metric, value })),
  );
  const numbers = values.map(({ value }) => value).filter(Number.isFinite);
  const [lowest, highest] = [Math.min(0, ...numbers), Math.max(1, ...numbers)];
  const title = `Metrics of ${name}`;
  const specification = {
    ...figureFrame(title, undefined, options),
    data: { values },
    mark: { type: "line", strokeWidth: 2, point: { size: 18 } },
    encoding: {
      x: epochAxis(history.trainLoss.length),
      y: {
        field: "value",
        type: "quantitative",
        title: labels.length === 1 ? labels[0]! : "metric",
        scale: { domain: [lowest, highest], nice: true },
      },
      color: labels.length === 1 ? { value: PALETTE[0]! } : colourEncoding("metric", labels),
    },
  };
  return { name: "metrics", title, specification };
}
