// In which order the samples of an epoch come.

import { createRandom } from "@ncrn/simulator";
import type { TrainingTask } from "./training-types.js";

/** Positions of the samples. Each epoch has a stream of its own, so that a resumed run needs no generator state. */
export function sampleOrder(
  { record, seed, sampleSeed, data }: Pick<TrainingTask, "record" | "seed" | "sampleSeed" | "data">,
  epoch: number,
): readonly number[] {
  const order = data.training.rows.map((_, index) => index);
  if (record.samples === "as_given") return order;
  return createRandom(sampleSeed ?? seed, `samples of epoch ${epoch}`).shuffle(order);
}
