// The history of a long training → one that can be sent and drawn many times a second.

import type { TrainingHistory } from "@ncrn/experiments";

/** Entries of a history with the epochs after which they were. */
export interface DatedHistory {
  readonly epochs: readonly number[];
  readonly history: TrainingHistory;
}

/** A chart is not wider. */
const MOST_ENTRIES = 1000;

/** All entries. */
export function wholeHistory(history: TrainingHistory): DatedHistory {
  return { epochs: history.trainLoss.map((_, index) => index + 1), history };
}

/** All entries of a short history; of a long one every second, fourth, eighth, … and the last. */
export function thinnedHistory(history: TrainingHistory): DatedHistory {
  const count = history.trainLoss.length;
  if (count <= MOST_ENTRIES) return wholeHistory(history);
  const stride = 2 ** Math.ceil(Math.log2(count / MOST_ENTRIES));
  const indices = Array.from({ length: Math.ceil(count / stride) }, (_, entry) => entry * stride);
  if (indices.at(-1) !== count - 1) indices.push(count - 1);
  const { trainLoss, validationLoss, metrics, weights } = history;
  const thinned = <T>(values: readonly T[]): readonly T[] =>
    values.length === 0 ? values : indices.map((index) => values[index]!);
  return {
    epochs: indices.map((index) => index + 1),
    history: {
      ...history,
      trainLoss: thinned(trainLoss),
      validationLoss: thinned(validationLoss),
      metrics: Object.fromEntries(Object.entries(metrics).map(([name, values]) => [name, thinned(values)])),
      weights: thinned(weights),
    },
  };
}
