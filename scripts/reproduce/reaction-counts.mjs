// How many reactions a circuit has, by its dimension.
import path from "node:path";
import { networkOf } from "./tasks.mjs";

const GRADIENTS = { WithAdjoint: "exact gradient", FirstOrder: "first-order gradient" };
const DIMENSIONS = [2, 3, 4, 5, 6, 7, 8];

/** Reactions of the circuits of `scaling/counts.ncrn` by dimension. */
export function reactionCounts(models) {
  const file = path.join(models, "scaling", "counts.ncrn");
  return Object.entries(GRADIENTS).flatMap(([network, gradient]) =>
    DIMENSIONS.map((d) => ({ gradient, d, reactions: networkOf(file, network, { d }).reactions.length })),
  );
}
