// Carries out runs on all processors, one worker thread each, and keeps every result as soon as it is there.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Worker } from "node:worker_threads";
import { plannedRuns, runFile } from "./plan.mjs";

const WORKER = new URL("worker.mjs", import.meta.url);

/** The stored result of a run if it has the run's fingerprint. */
export function storedResult(folder, run) {
  const file = runFile(folder, run);
  if (!existsSync(file)) return undefined;
  const stored = JSON.parse(readFileSync(file, "utf8"));
  return stored.fingerprint === run.fingerprint ? stored : undefined;
}

/** The stored results of a row that are still valid. */
export function storedResults(folder, row, options) {
  if (!existsSync(path.join(folder, row.name))) return [];
  return plannedRuns([row], options).flatMap((run) => storedResult(folder, run) ?? []);
}

/**
 * Carries out the runs; the promise ends when all are done or `isStopped` says so.
 *
 * @param runs those without a result
 * @param folder where results go
 * @param threads how many run at once
 * @param watch `{ progress(shares), done(run, result), isStopped() }`
 * @param worker the script of the threads
 */
export async function runAll(runs, { folder, threads, watch, worker: script = WORKER }) {
  // Short runs first, so that most rows of the table are there early.
  const waiting = runs.toSorted((a, b) => a.weight - b.weight);
  const shares = new Map();
  const oneThread = async () => {
    let worker = new Worker(script);
    while (waiting.length > 0 && !watch.isStopped()) {
      const run = waiting.shift();
      const output = runFile(folder, run);
      mkdirSync(path.dirname(output), { recursive: true });
      const result = await carryOut(worker, { ...run, output }, (share) => {
        shares.set(run, share);
        watch.progress(shares);
      });
      if (result === undefined) return;
      if (result.status === "crashed") worker = new Worker(script);
      writeWhole(output, { ...identityOf(run), ...result });
      shares.delete(run);
      watch.done(run, result);
    }
    await worker.terminate();
  };
  await Promise.all(Array.from({ length: Math.min(threads, runs.length) }, oneThread));
}

/** Forgets results and checkpoints of runs. */
export function forget(runs, folder) {
  for (const run of runs) {
    const file = runFile(folder, run);
    for (const name of [file, `${file}.checkpoint`]) rmSync(name, { force: true });
  }
}

function carryOut(worker, run, onProgress) {
  return new Promise((resolve) => {
    const finish = (result) => {
      worker.off("message", onMessage).off("error", onError);
      resolve(result);
    };
    const onMessage = (message) => {
      if (message.kind === "progress") onProgress(message.share);
      else if (message.kind === "done") finish(message.result);
      else finish({ status: "failed", failure: message.message });
    };
    const onError = (error) => finish({ status: "crashed", failure: error.message });
    worker.on("message", onMessage).on("error", onError);
    worker.postMessage(run);
  });
}

function identityOf({ row, record, seed, method, epochs, fingerprint }) {
  return { row, record, seed, method, epochs, fingerprint };
}

function writeWhole(file, content) {
  writeFileSync(`${file}.part`, `${JSON.stringify(content)}\n`);
  renameSync(`${file}.part`, file);
}
