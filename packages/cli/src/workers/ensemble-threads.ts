// Blocks of runs on threads.

import type { BlockOutcome, EnsembleWork, RunBlock } from "@ncrn/experiments";
import type { EnsembleWorkerData } from "./ensemble-messages.js";
import { workInThreads } from "./thread-crew.js";

/** Who makes the blocks. */
export interface ThreadOptions {
  readonly threads: number;
  /** What a thread runs. */
  readonly script: URL;
  /** Blocks that were begun elsewhere and have to be made anew. */
  readonly returned?: readonly RunBlock[];
}

/** Makes blocks until none is left or it is cancelled. Throws what reporting of progress throws. */
export async function makeBlocksInThreads(work: EnsembleWork, options: ThreadOptions): Promise<void> {
  const { script, threads, returned = [] } = options;
  const { plan, store, ledger, control, reportProgress } = work;
  const [values, finals] = [store.values.buffer, store.finals.buffer];
  await workInThreads<RunBlock, BlockOutcome>(
    {
      next: ledger.next,
      isComplete: ledger.isComplete,
      accept: (_block, outcome) => {
        ledger.deliver(outcome);
        return reportProgress();
      },
      giveUp: ledger.giveUp,
      isCancelled: () => control.isCancelled?.() === true,
    },
    {
      ...{ threads, script, returned },
      workerData: (stop): EnsembleWorkerData => ({ plan, values, finals, stop }),
    },
  );
}
