// A thread that makes blocks of runs, one after the other, until it is ended.

import { parentPort, workerData } from "node:worker_threads";
import { createBlockSimulator } from "@ncrn/experiments";
import type { EnsembleReply, EnsembleRequest, EnsembleWorkerData } from "./ensemble-messages.js";

const { plan, values, finals, stop } = workerData as EnsembleWorkerData;
const stopFlag = new Int32Array(stop);
const shouldStop = (): boolean => Atomics.load(stopFlag, 0) === 1;
const simulate = createBlockSimulator(plan, {
  values: new Float64Array(values),
  finals: new Float64Array(finals),
});
const send = (reply: EnsembleReply, transferred: readonly ArrayBuffer[] = []): void =>
  parentPort?.postMessage(reply, transferred);

parentPort?.on("message", (block: EnsembleRequest) => {
  const outcome = simulate(block, shouldStop);
  const { mean, squares } = outcome.moments;
  send({ kind: "outcome", outcome }, [mean.buffer as ArrayBuffer, squares.buffer as ArrayBuffer]);
});
send({ kind: "ready" });
