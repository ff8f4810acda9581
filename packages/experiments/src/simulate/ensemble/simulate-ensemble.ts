// A plan → its runs, made here or by whoever makes them faster, and what they add up to.

import type { RunControl } from "../../control.js";
import { type EnsembleLedger, type EnsembleSums, openLedger } from "./ensemble-ledger.js";
import { createRunStore, type EnsemblePlan, type RunStore } from "./ensemble-plan.js";
import { createBlockSimulator } from "./simulate-block.js";

/** What is to be done, and where to deliver it. */
export interface EnsembleWork {
  readonly plan: EnsemblePlan;
  readonly store: RunStore;
  readonly ledger: EnsembleLedger;
  readonly control: RunControl;
  /** Reports progress; to be awaited after each delivery. */
  readonly reportProgress: () => Promise<void>;
}

/** Makes the blocks of an ensemble; who makes which, and in which order, changes nothing in the results. */
export interface EnsembleExecutor {
  /** Memory that all who make blocks can write into. */
  readonly allocate: (bytes: number) => ArrayBufferLike;
  readonly execute: (work: EnsembleWork) => Promise<void>;
}

/** One block after the other, here. */
export const sequentialExecutor: EnsembleExecutor = {
  allocate: (bytes) => new ArrayBuffer(bytes),
  execute: executeSequentially,
};

/** Makes blocks here until there are none left or it is cancelled. */
export async function executeSequentially({
  plan,
  store,
  ledger,
  control,
  reportProgress,
}: EnsembleWork): Promise<void> {
  const simulate = createBlockSimulator(plan, store);
  const isCancelled = () => control.isCancelled?.() === true;
  while (!isCancelled()) {
    const block = ledger.next();
    if (block === undefined) return;
    ledger.deliver(simulate(block, isCancelled));
    await reportProgress();
  }
}

/** Runs of a plan with everything they leave behind. */
export async function simulateEnsemble(
  plan: EnsemblePlan,
  executor: EnsembleExecutor,
  control: RunControl,
): Promise<{ readonly store: RunStore; readonly sums: EnsembleSums }> {
  const store = createRunStore(plan, executor.allocate);
  const ledger = openLedger(plan);
  const reportProgress = async () => {
    const done = ledger.delivered();
    const detail = `run ${done} of ${plan.runs}`;
    await control.onProgress?.({ activity: "simulation", done, total: plan.runs, detail });
  };
  await executor.execute({ plan, store, ledger, control, reportProgress });
  return { store, sums: ledger.finish() };
}
