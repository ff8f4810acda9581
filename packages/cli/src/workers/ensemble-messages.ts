// What the thread of a command and those that make runs for it tell each other.

import type { BlockOutcome, EnsemblePlan, RunBlock } from "@ncrn/experiments";
import type { ThreadReply } from "./thread-crew.js";

/** What a worker is started with. */
export interface EnsembleWorkerData {
  readonly plan: EnsemblePlan;
  /** Shared memory of the run store. */
  readonly values: ArrayBufferLike;
  readonly finals: ArrayBufferLike;
  /** One 32-bit number: 1 asks to stop. */
  readonly stop: SharedArrayBuffer;
}

/** From a worker. */
export type EnsembleReply = ThreadReply<BlockOutcome>;

/** To a worker. */
export type EnsembleRequest = RunBlock;
