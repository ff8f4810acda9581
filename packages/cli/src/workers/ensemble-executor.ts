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

/** This thread tries for so long how fast it is. */
const TRIAL_MILLISECONDS = 150;
/** Starting threads pays where one would still take so long: each needs about 100 ms until its first run. */
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
      const { returned, millisecondsLeft } = await tryHere(work);
      if (millisecondsLeft < WORTHWHILE_MILLISECONDS && returned === undefined)
        return executeSequentially(work);
      return makeBlocksInThreads(work, {
        threads,
        script,
        returned: returned === undefined ? [] : [returned],
      });
    },
  };
}

/** Makes blocks here for a short time; `returned` is the one that took longer. */
async function tryHere({ plan, store, ledger, control, reportProgress }: EnsembleWork): Promise<{
  readonly returned: RunBlock | undefined;
  readonly millisecondsLeft: number;
}> {
  const simulate = createBlockSimulator(plan, store);
  const start = performance.now();
  const elapsed = () => performance.now() - start;
  while (elapsed() < TRIAL_MILLISECONDS) {
    const block = ledger.next();
    if (block === undefined) break;
    const outcome = simulate(
      block,
      () => elapsed() > TRIAL_MILLISECONDS + WORTHWHILE_MILLISECONDS || control.isCancelled?.() === true,
    );
    const isCutShort = outcome.moments.runs < block.count && control.isCancelled?.() !== true;
    if (isCutShort && (outcome.failure === undefined || outcome.failure.kind === "stopped"))
      return { returned: block, millisecondsLeft: Number.POSITIVE_INFINITY };
    ledger.deliver(outcome);
    await reportProgress();
  }
  const done = ledger.delivered();
  return { returned: undefined, millisecondsLeft: done === 0 ? 0 : (elapsed() / done) * (plan.runs - done) };
}
