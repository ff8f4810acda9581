// Who makes the points of a scan: this thread where that is soon done, otherwise several.

import { availableParallelism } from "node:os";
import {
  combinationAt,
  createPointSimulator,
  executeScanSequentially,
  type PointSimulator,
  type Progress,
  type ScanExecutor,
  type ScanPoint,
  type ScanWork,
} from "@ncrn/experiments";
import type { RecordedTexts } from "../recorded-texts.js";
import type { ScanWorkerData } from "./scan-messages.js";
import { type Jobs, workInThreads } from "./thread-crew.js";
import { tryHere } from "./trial.js";

/** Each thread has the compiler and the simulator to load and to warm up, which takes 300 to 400 ms. */
const WORTHWHILE_MILLISECONDS = 1000;

export interface ScanExecutorOptions {
  /** Threads that make points; undefined for as many as are worth it. */
  readonly workers: number | undefined;
  /** What the scan reads besides its root; recorded before threads are started. */
  readonly texts: RecordedTexts;
  /** What a thread runs. */
  readonly script?: URL;
}

/** Makes points on so many threads, or as many as there are processors and work for. Results do not depend on it. */
export function scanExecutor({
  workers,
  texts,
  script = new URL("./scan-worker.js", import.meta.url),
}: ScanExecutorOptions): ScanExecutor {
  return async (work) => {
    const threads = Math.min(workers ?? availableParallelism(), work.count);
    if (threads === 1) return executeScanSequentially(work);
    const points = pointsOf(work);
    const start = workers === undefined ? await makeHereIfSoonDone(work, points) : { isOver: false };
    if (start.isOver) return;
    const returned = start.returned === undefined ? [] : [start.returned];
    const { readText: _, ...scan } = work.task;
    const workerData = (stop: SharedArrayBuffer): ScanWorkerData => ({
      ...{ scan, texts, stop },
      overrides: work.overrides,
    });
    await workInThreads(points, { threads, script, workerData, returned });
    await points.delivered();
  };
}

interface Points extends Jobs<number, ScanPoint | undefined> {
  /** How many were accepted or given up. */
  readonly done: () => number;
  /** Waits until all of them have arrived. */
  readonly delivered: () => Promise<void>;
}

function pointsOf({ task, count, deliver, control }: ScanWork): Points {
  const { vary } = task.record;
  let [begun, done] = [0, 0];
  let arriving = Promise.resolve();
  const accept = (point: ScanPoint | undefined): Promise<void> => {
    if (point === undefined) return arriving;
    done++;
    arriving = arriving.then(() => deliver(point));
    return arriving;
  };
  return {
    next: () => (begun < count ? begun++ : undefined),
    isComplete: () => done === count,
    accept: (_index, point) => accept(point),
    giveUp: (index, reason) => void accept(lostPoint(index, combinationAt(vary, index), reason)),
    onShares: (shares) => {
      const whole = done + shares.reduce((sum, share) => sum + share, 0);
      void control.onProgress?.(progressOf(whole, count));
    },
    isCancelled: () => control.isCancelled?.() === true,
    done: () => done,
    delivered: () => arriving,
  };
}

function progressOf(done: number, total: number): Progress {
  return { activity: "scan", done, total, isShare: true, detail: undefined };
}

interface Start {
  /** Nothing is left to do, or it was cancelled. */
  readonly isOver: boolean;
  /** The point that took too long to try. */
  readonly returned?: number | undefined;
}

/** Makes all points here unless threads are worth it. */
async function makeHereIfSoonDone(work: ScanWork, points: Points): Promise<Start> {
  const simulate = createPointSimulator(work.task, work.overrides);
  const { count, control } = work;
  const run = (index: number, isCancelled: () => boolean): Promise<boolean> =>
    makeHere(index, { simulate, points, control: { ...shareControl(work, points), isCancelled } });
  const trial = await tryHere({
    ...{ next: points.next, run, isCancelled: points.isCancelled },
    share: () => points.done() / count,
    worthwhileMilliseconds: WORTHWHILE_MILLISECONDS,
  });
  if (trial.wantsThreads) return { isOver: false, returned: trial.returned };
  while (!points.isCancelled()) {
    const index = points.next();
    if (index === undefined || !(await run(index, () => control.isCancelled?.() === true))) break;
  }
  return { isOver: true };
}

interface MakingHere {
  readonly simulate: PointSimulator;
  readonly points: Points;
  readonly control: Parameters<PointSimulator>[1];
}

async function makeHere(index: number, { simulate, points, control }: MakingHere): Promise<boolean> {
  const point = await simulate(index, control);
  if (point !== undefined) await points.accept(index, point);
  return point !== undefined;
}

function shareControl({ count, control }: ScanWork, points: Points): Parameters<PointSimulator>[1] {
  return {
    onProgress: ({ done, total }) => control.onProgress?.(progressOf(points.done() + done / total, count)),
  };
}

function lostPoint(index: number, values: readonly number[], reason: string): ScanPoint {
  return {
    ...{ index, values, status: "failed", diagnostics: [], measures: [], courses: undefined },
    ...{ runs: 0, rounded: [] },
    failure: {
      code: "runs-lost",
      message: `the threads that made this run ended twice before it was done (${reason}).`,
      ...{ time: undefined, species: undefined, hint: undefined },
    },
  };
}
