// How much of the simulated time of a single run is over → its progress.

import type { Progress, RunControl } from "../control.js";

const PARTS = 1000;
/** Of a run that would take years somebody wants to know that as well. */
const FIRST_TOLD = 1e-12;

/** Progress of a run that is over by this share of its time. */
export function shareDone(share: number): Progress {
  return { activity: "simulation", done: PARTS * share, total: PARTS, isShare: true, detail: undefined };
}

/**
 * What a simulator asks in the midst of a run, told the simulated time; the answer is whether to stop. Progress goes out
 * at each thousandth of the time, and before the first one when the share has doubled, since nobody can wait for it
 * within a run.
 */
export function shareTeller(until: number, control: RunControl): (time: number) => boolean {
  let next = FIRST_TOLD;
  return (time) => {
    const share = time / until;
    if (share >= next) {
      void control.onProgress?.(shareDone(share));
      next = Math.min(2 * share, (Math.floor(PARTS * share) + 1) / PARTS);
    }
    return control.isCancelled?.() === true;
  };
}
