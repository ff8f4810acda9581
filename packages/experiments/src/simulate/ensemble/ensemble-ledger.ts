// Which blocks of an ensemble are to be made, being made and done. Sums are added in the order of the blocks, whoever
// delivers first, so that results do not depend on it.

import { type Moments, mergeMoments, type RunFailure, startMoments, type Trajectory } from "@ncrn/simulator";
import { blocksOf, type EnsemblePlan, LARGEST_LEAD, type RunBlock } from "./ensemble-plan.js";
import type { BlockOutcome } from "./simulate-block.js";

/** Everything that was delivered. */
export interface EnsembleSums {
  readonly moments: Moments;
  /** Numbers of the runs that were finished, ascending. */
  readonly finished: readonly number[];
  /** Of each finished run, for each reported read-out, its numbers. */
  readonly reports: readonly (readonly (readonly number[])[])[];
  /** Of the first run, in the order of their numbers, that could not go on; later ones are left out. */
  readonly failure: RunFailure | undefined;
  /** The failed or stopped run, if no run was finished. */
  readonly unfinished: Trajectory | undefined;
  /** Runs that were given up because nobody was left to make them. */
  readonly lost: number;
  /** Why, of the first ones. */
  readonly reason: string | undefined;
}

/** Hands out the blocks of an ensemble and takes their sums. */
export interface EnsembleLedger {
  /** The next block to make; undefined if there is none now, or none any more. */
  next(): RunBlock | undefined;
  /** Takes over a block that was made, or as much as was made of it. */
  deliver(outcome: BlockOutcome): void;
  /** Goes on without this block; the reason is for people. */
  giveUp(block: RunBlock, reason: string): void;
  /** True if no further block is needed. */
  isComplete(): boolean;
  /** Runs that were delivered so far. */
  delivered(): number;
  /** The sums, also of blocks that wait for others which will not come. */
  finish(): EnsembleSums;
}

/** A ledger in which no block is begun yet. */
export function openLedger(plan: EnsemblePlan): EnsembleLedger {
  const blocks = blocksOf(plan);
  const waiting = new Map<number, BlockOutcome | "lost">();
  const sums = startSums(plan);
  let [begun, added, delivered] = [0, 0, 0];

  const indexOf = ({ first }: RunBlock) => first / plan.blockRuns;
  const take = (index: number): void => {
    const outcome = waiting.get(index);
    waiting.delete(index);
    if (outcome === "lost") sums.lost += sums.failure === undefined ? blocks[index]!.count : 0;
    else if (outcome !== undefined) addOutcome(sums, outcome);
  };
  const enter = (block: RunBlock, outcome: BlockOutcome | "lost"): void => {
    waiting.set(indexOf(block), outcome);
    for (; waiting.has(added); added++) take(added);
  };
  return {
    next: () => {
      const mayBegin = begun < blocks.length && begun < added + LARGEST_LEAD && sums.failure === undefined;
      return mayBegin ? blocks[begun++] : undefined;
    },
    deliver: (outcome) => {
      delivered += outcome.moments.runs;
      enter(outcome.block, outcome);
    },
    giveUp: (block, reason) => {
      sums.reason ??= reason;
      enter(block, "lost");
    },
    isComplete: () => added === blocks.length || sums.failure !== undefined,
    delivered: () => delivered,
    finish: () => {
      for (const index of [...waiting.keys()].sort((a, b) => a - b)) take(index);
      return sums.moments.runs === 0 ? sums : { ...sums, unfinished: undefined };
    },
  };
}

type GrowingSums = { -readonly [Key in keyof EnsembleSums]: EnsembleSums[Key] } & {
  readonly finished: number[];
  readonly reports: (readonly (readonly number[])[])[];
};

function startSums({ quantities, options }: EnsemblePlan): GrowingSums {
  return {
    moments: startMoments(quantities * options.times.length),
    finished: [],
    reports: [],
    failure: undefined,
    unfinished: undefined,
    lost: 0,
    reason: undefined,
  };
}

/** Runs behind one that failed do not count. */
function addOutcome(sums: GrowingSums, { block, moments, reports, failure, unfinished }: BlockOutcome): void {
  if (sums.failure !== undefined) return;
  mergeMoments(sums.moments, moments);
  for (let run = 0; run < moments.runs; run++) sums.finished.push(block.first + run);
  sums.reports.push(...reports);
  sums.unfinished ??= unfinished;
  if (failure?.kind !== "stopped") sums.failure = failure;
}
