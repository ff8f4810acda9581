// Does training run away? Losses and weights of a training that does grow without bound long before a solver gives up.

import { numberInWords } from "../number-in-words.js";
import type { SuccessfulStep } from "./learning-step.js";
import type { Run } from "./training-run.js";

/** Growth after which nothing useful can come: the training is ended. */
export const EXPLODED = 1e12;
/** Growth that explains why a solver could not go on. */
export const GROWN = 1e3;

/**
 * A clause that says what has grown by more than the factor, or is no longer a number; undefined if nothing has.
 * `weights` are those of the last step or later ones. Losses are measured against the first ones, weights against the initial ones, and both against 1.
 * Depends on the history and the steps of this epoch alone, so that a resumed training ends as an uninterrupted one.
 */
export function divergenceOf(
  run: Run,
  steps: readonly SuccessfulStep[],
  { factor, weights }: { readonly factor: number; readonly weights: readonly number[] },
): string | undefined {
  const { history, task } = run;
  const loss = steps.at(-1)?.loss ?? history.trainLoss.at(-1) ?? history.initialValidationLoss ?? 0;
  const firstLoss = history.initialValidationLoss ?? history.trainLoss[0] ?? steps[0]?.loss ?? 0;
  if (exceeds(loss, firstLoss, factor)) return `the loss has reached ${numberInWords(loss)}`;
  const weight = largest(weights);
  if (exceeds(weight, largest(Object.values(task.initialWeights)), factor)) {
    return `the largest weight has reached ${numberInWords(weight)}`;
  }
  return undefined;
}

function exceeds(value: number, first: number, factor: number): boolean {
  return !(Math.abs(value) <= factor * Math.max(Math.abs(first), 1));
}

/** NaN if there is one. */
function largest(values: readonly number[]): number {
  return values.reduce((found, value) => Math.max(found, Math.abs(value)), 0);
}
