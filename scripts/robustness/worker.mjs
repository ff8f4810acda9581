// A thread that carries out one run after the other, like that of the reproduction.
import { parentPort } from "node:worker_threads";
import { inferStochastically, trainStochastically } from "./stochastic.mjs";
import { trainAsUsual, trainWithOtherDurations, trainWithOtherFeedTimes } from "./trainings.mjs";

const REPORT_MILLISECONDS = 500;

const WAYS = {
  durations: trainWithOtherDurations,
  "feed-times": trainWithOtherFeedTimes,
  volume: inferStochastically,
  "volume-training": trainStochastically,
};

parentPort.on("message", async (run) => {
  const start = performance.now();
  let next = start + REPORT_MILLISECONDS;
  const report = (share) => {
    if (performance.now() < next) return;
    parentPort.postMessage({ kind: "progress", share });
    next = performance.now() + REPORT_MILLISECONDS;
  };
  try {
    const result = await (WAYS[run.perturbation] ?? trainAsUsual)(run, report);
    const seconds = (performance.now() - start) / 1000;
    parentPort.postMessage({ kind: "done", result: { ...result, seconds } });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    parentPort.postMessage({ kind: "failed", message });
  }
});
