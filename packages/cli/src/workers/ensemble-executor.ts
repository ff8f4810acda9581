// Who makes the runs of an ensemble: this thread where that is soon done, otherwise several.

import { availableParallelism } from "node:os";
import {
  createBlockSimulator,
  type EnsembleExecutor,
  type EnsembleWork,
  executeSequentially,
  type RunBlock,
} from "@ncrn/experiments";
import { makeBlocksInThreads } from "./ensemble-threads.js";
import { type Trial, tryHere } from "./trial.js";

/** Each thread needs about 100 ms until its first run. */
const WORTHWHILE_MILLISECONDS = 500;

/**
 * Makes runs on so many threads, or as many as there are processors and work for. Results do not depend on it.
 * @param script what a thread runs
 */
export function ensembleExecutor(
  workers: number | undefined,
  script = new URL("./ensemble-worker.js", import.meta.url),
): EnsembleExecutor {
  return {
    allocate: (bytes) => new SharedArrayBuffer(bytes),
    execute: async (work) => {
      const blocks = Math.ceil(work.plan.runs / work.plan.blockRuns);
      const threads = Math.min(workers ?? availableParallelism(), blocks);
      if (threads === 1) return executeSequentially(work);
      if (workers !== undefined) return makeBlocksInThreads(work, { threads, script });
      const trial = await tryBlocks(work);
      if (!trial.wantsThreads) return executeSequentially(work);
      const returned = trial.returned === undefined ? [] : [trial.returned];
      return makeBlocksInThreads(work, { threads, script, returned });
    },
  };
}

function tryBlocks({ plan, store, ledger, control, reportProgress }: EnsembleWork): Promise<Trial<RunBlock>> {
  const simulate = createBlockSimulator(plan, store);
  const isCancelled = () => control.isCancelled?.() === true;
  return tryHere({
    next: ledger.next,
    run: async (block, shouldStop) => {
      const outcome = simulate(block, shouldStop);
      const isCutShort = outcome.moments.runs < block.count && !isCancelled();
      if (isCutShort && (outcome.failure === undefined || outcome.failure.kind === "stopped")) return false;
      ledger.deliver(outcome);
      await reportProgress();
      return true;
    },
    share: () => ledger.delivered() / plan.runs,
    isCancelled,
    worthwhileMilliseconds: WORTHWHILE_MILLISECONDS,
  });
}
