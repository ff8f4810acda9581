// The decision boundary of a training that goes on: told now and then, so that most of the time is left for training.

import { type Boundary, type TrainingTask, trainingBoundary, type Weights } from "@ncrn/experiments";
import type { BoundaryPicture, RunNews } from "../messages/run-messages.js";

/** Tells boundaries of one training. */
export interface BoundaryFollower {
  /** After an epoch; most calls do nothing. */
  readonly follow: (weights: Weights) => Promise<void>;
  /** At the end, in full fineness. */
  readonly finish: (weights: Weights) => Promise<void>;
}

/** What following needs; `now` in milliseconds. */
export interface BoundarySurroundings {
  readonly tell: (news: RunNews) => void;
  readonly now: () => number;
}

/** At most this share of the time goes into boundaries before the end. */
const LARGEST_SHARE = 0.1;
const COARSE_GRID_POINTS = 20;

/** The first epoch has a boundary; how long that takes decides when the next one may come. */
export function followBoundary(task: TrainingTask, { tell, now }: BoundarySurroundings): BoundaryFollower {
  let next = Number.NEGATIVE_INFINITY;
  const show = async (weights: Weights, gridPoints?: number): Promise<void> => {
    const boundary = await trainingBoundary(task, weights, gridPoints === undefined ? {} : { gridPoints });
    if (boundary !== undefined) tell({ kind: "boundary", boundary: pictureFrom(boundary) });
  };
  return {
    follow: async (weights) => {
      const start = now();
      if (start < next) return;
      await show(weights, COARSE_GRID_POINTS);
      const end = now();
      next = end + (end - start) * (1 / LARGEST_SHARE - 1);
    },
    finish: (weights) => show(weights),
  };
}

/** Pages draw row by row. */
function pictureFrom({ columns, output, threshold, grid, points }: Boundary): BoundaryPicture {
  const { xs: x, ys: y } = grid;
  const values = y.map((_, j) => x.map((_, i) => grid.values[i]?.[j] ?? Number.NaN));
  return { columns, output, threshold, x, y, values, points };
}
