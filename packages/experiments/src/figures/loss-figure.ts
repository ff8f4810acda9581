// Loss over epochs: training, validation and, if known, the best a reference method reaches.

import type { TrainingHistory } from "../train/training-types.js";
import { colourEncoding, epochAxis, figureFrame } from "./figure-theme.js";
import type { Figure, FigureOptions, Json } from "./figure-types.js";
import { numberLabels } from "./number-axis.js";

/** A level to compare with, such as the least-squares optimum. */
export interface LossReference {
  readonly label: string;
  readonly loss: number;
}

/** The axis is logarithmic if the losses span more than a factor of 20, unless `logarithmic` says otherwise. */
export function lossFigure(
  name: string,
  history: TrainingHistory,
  options: FigureOptions = {},
  reference?: LossReference,
): Figure {
  const points = pointsOf(history);
  const levels = reference === undefined ? [] : [{ part: reference.label, loss: reference.loss }];
  const x = epochAxis(history.trainLoss.length);
  const y = lossAxis(
    [...points, ...levels].map(({ loss }) => loss),
    options,
  );
  const color = colourEncoding("part", [...new Set([...points, ...levels].map(({ part }) => part))]);
  const lines: Json = {
    data: { values: points.map((point) => ({ ...point })) },
    mark: { type: "line", strokeWidth: 2, point: points.length <= 120 ? { size: 18 } : false },
    encoding: { x, y, color },
  };
  const level: Json = {
    data: { values: levels },
    mark: { type: "rule", strokeWidth: 1.5, strokeDash: [5, 4] },
    encoding: { y, color },
  };
  const title = `Loss of ${name}`;
  const layer = levels.length === 0 ? [lines] : [lines, level];
  return { name: "loss", title, specification: { ...figureFrame(title, undefined, options), layer } };
}

function lossAxis(losses: readonly number[], options: FigureOptions): Json {
  const spread = Math.max(...losses) / Math.min(...losses);
  const logarithmic = losses.every((loss) => loss > 0) && (options.logarithmic ?? spread > 20);
  return {
    field: "loss",
    type: "quantitative",
    title: "mean loss",
    scale: logarithmic ? { type: "log", nice: true } : { zero: true },
    axis: logarithmic ? { tickCount: 5, format: "~g" } : numberLabels,
  };
}

/** Training losses stand at the epoch in which they were measured; validation starts at 0, before training. */
function pointsOf(
  history: TrainingHistory,
): readonly { readonly epoch: number; readonly part: string; readonly loss: number }[] {
  const { trainLoss, validationLoss, initialValidationLoss } = history;
  const validation = initialValidationLoss === undefined ? [] : [initialValidationLoss, ...validationLoss];
  return [
    ...trainLoss.map((loss, index) => ({ epoch: index + 1, part: "training", loss })),
    ...validation.map((loss, index) => ({ epoch: index, part: "validation", loss })),
  ];
}
