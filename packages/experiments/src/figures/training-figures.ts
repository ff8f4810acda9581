// A training → its figures: the loss always, and what `plot` asks for.

import type { CheckedReadout } from "@ncrn/language";
import { componentNames } from "../scalar/component-names.js";
import type { TrainingResult, TrainingTask } from "../train/training-types.js";
import { boundaryFigure } from "./boundary-figure.js";
import type { Figure, FigureOptions } from "./figure-types.js";
import { type LossReference, lossFigure } from "./loss-figure.js";
import { metricsFigure } from "./metrics-figure.js";
import { trainingBoundary } from "./training-boundary.js";
import { weightsFigure } from "./weights-figure.js";

/** Looks, and a level to compare the loss with. */
export interface TrainingFigureOptions extends FigureOptions {
  readonly reference?: LossReference;
}

/** `loss`, then `metrics` if there are any, `weights` and `boundary` as far as `plot` names them. */
export async function trainingFigures(
  task: TrainingTask,
  result: TrainingResult,
  options: TrainingFigureOptions = {},
): Promise<readonly Figure[]> {
  const { name, plot } = task.record;
  const { history, initialWeights } = result;
  const figures: Figure[] = [lossFigure(name, history, options, options.reference)];
  if (Object.keys(history.metrics).length > 0) figures.push(metricsFigure(name, history, options));
  const names = plottedWeights(plot, Object.keys(initialWeights));
  if (names.length > 0)
    figures.push(weightsFigure(name, { initial: initialWeights, history, names }, options));
  const boundary = await trainingBoundary(task, result.weights);
  if (boundary !== undefined) figures.push(boundaryFigure(name, boundary, options));
  return figures;
}

function plottedWeights(plot: readonly CheckedReadout[], weights: readonly string[]): readonly string[] {
  const asked = plot
    .filter((readout) => readout.function === undefined)
    .flatMap((readout) => [...readout.names, ...componentNames(readout.arguments)]);
  return weights.filter((weight) => asked.some((name) => weight === name || weight.startsWith(`${name}[`)));
}
