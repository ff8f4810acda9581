// Does training run away? Losses and weights of a training that does grow without bound long before a solver gives up.

import { numberInWords } from "../number-in-words.js";
import type { Readings } from "./readings.js";
import type { Run } from "./training-run.js";

/** Growth after which nothing useful can come: the training is ended. */
export const EXPLODED = 1e12;
/** Growth that explains why a solver could not go on. */
export const GROWN = 1e3;

/** A loss, and the largest absolute value of the weights at the time. */
export interface Extent {
  readonly loss: number;
  readonly weight: number;
}

/**
 * The loss and the weight that growth is measured against: the first loss and the largest initial weight, each at least 1.
 * They depend on the history and the readings of the first epoch alone, so that a resumed training ends as an
 * uninterrupted one.
 */
export function extentAtStart({ history, task }: Run, { losses, count }: Readings): Extent {
  const first = history.initialValidationLoss ?? history.trainLoss[0] ?? (count > 0 ? losses[0]! : 0);
  return {
    loss: Math.max(1, Math.abs(first)),
    weight: Math.max(1, largestOf(Object.values(task.initialWeights))),
  };
}

/** A clause that says what has grown by more than the factor, or is no longer a number; undefined if nothing has. */
export function divergenceOf(extent: Extent, start: Extent, factor: number): string | undefined {
  if (!(Math.abs(extent.loss) <= factor * start.loss))
    return `the loss has reached ${numberInWords(extent.loss)}`;
  if (!(extent.weight <= factor * start.weight))
    return `the largest weight has reached ${numberInWords(extent.weight)}`;
  return undefined;
}

/** The largest absolute value, 0 of nothing; NaN if there is one. */
export function largestOf(values: readonly number[]): number {
  return values.reduce((found, value) => Math.max(found, Math.abs(value)), 0);
}
