// A thread that makes points of a scan, one after the other, until it is ended.

import { parentPort, workerData } from "node:worker_threads";
import { createPointSimulator } from "@ncrn/experiments";
import { readerOf } from "../recorded-texts.js";
import type { ScanReply, ScanRequest, ScanWorkerData } from "./scan-messages.js";

/** Tells how far a point is no more often. */
const SHARE_MILLISECONDS = 200;

const { scan, texts, overrides, stop } = workerData as ScanWorkerData;
const stopFlag = new Int32Array(stop);
const simulate = createPointSimulator({ ...scan, readText: readerOf(texts) }, overrides);
const send = (reply: ScanReply): void => parentPort?.postMessage(reply);

let nextShare = 0;
const control = {
  isCancelled: () => Atomics.load(stopFlag, 0) === 1,
  onProgress: ({ done, total }: { readonly done: number; readonly total: number }): void => {
    if (performance.now() < nextShare || done === 0) return;
    nextShare = performance.now() + SHARE_MILLISECONDS;
    send({ kind: "share", share: done / total });
  },
};

parentPort?.on("message", async (index: ScanRequest) => {
  send({ kind: "outcome", outcome: await simulate(index, control) });
});
send({ kind: "ready" });
