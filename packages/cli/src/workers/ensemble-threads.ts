// Blocks of runs on threads. A thread that dies costs nothing but time, unless a block kills two: then it is given up.

import { Worker } from "node:worker_threads";
import type { EnsembleWork, RunBlock } from "@ncrn/experiments";
import type { EnsembleReply, EnsembleRequest, EnsembleWorkerData } from "./ensemble-messages.js";

/** Who makes the blocks. */
export interface ThreadOptions {
  readonly threads: number;
  /** What a thread runs. */
  readonly script: URL;
  /** Blocks that were begun elsewhere and have to be made anew. */
  readonly returned?: readonly RunBlock[];
}

/** Asks whether to stop so often. */
const QUESTION_MILLISECONDS = 50;
/** After a request to stop, threads have so long to deliver what they have. */
const GRACE_MILLISECONDS = 2000;
/** After so many deaths everything that is left is given up. */
const MOST_DEATHS = 16;

/** Makes blocks until none is left or it is cancelled. Throws what reporting of progress throws. */
export async function makeBlocksInThreads(work: EnsembleWork, options: ThreadOptions): Promise<void> {
  const { script, threads, returned = [] } = options;
  await new Promise<void>((resolve, reject) => {
    const crew: Crew = {
      work,
      script,
      stop: new SharedArrayBuffer(4),
      members: new Set(),
      pending: [...returned],
      retried: new Set(),
      deaths: 0,
      stoppedAt: undefined,
      finish: (problem) => {
        clearInterval(question);
        dismiss(crew).then(() => (problem === undefined ? resolve() : reject(problem)), reject);
      },
    };
    const question = setInterval(() => askWhetherToStop(crew), QUESTION_MILLISECONDS);
    for (let n = 0; n < threads; n++) start(crew);
  });
}

interface Crew {
  readonly work: EnsembleWork;
  readonly script: URL;
  /** One 32-bit number that all threads see: 1 asks to stop. */
  readonly stop: SharedArrayBuffer;
  readonly members: Set<Member>;
  /** Blocks to be made anew. */
  readonly pending: RunBlock[];
  /** First runs of blocks that ended a thread. */
  readonly retried: Set<number>;
  deaths: number;
  /** When everybody was asked to stop. */
  stoppedAt: number | undefined;
  /** Ends the work, with an error of ours if there is one. */
  readonly finish: (problem?: unknown) => void;
}

interface Member {
  readonly worker: Worker;
  isReady: boolean;
  block: RunBlock | undefined;
  /** What it said before it ended. */
  lastWords: string | undefined;
}

function start(crew: Crew): void {
  const { plan, store } = crew.work;
  const [values, finals] = [store.values.buffer, store.finals.buffer];
  const workerData: EnsembleWorkerData = { plan, values, finals, stop: crew.stop };
  const worker = new Worker(crew.script, { workerData });
  const member: Member = { worker, isReady: false, block: undefined, lastWords: undefined };
  crew.members.add(member);
  worker.on("message", (reply: EnsembleReply) => hear(crew, member, reply));
  worker.on("error", (error: unknown) => {
    member.lastWords = error instanceof Error ? error.message : String(error);
  });
  worker.on("exit", (code) => bury(crew, member, code));
}

function hear(crew: Crew, member: Member, reply: EnsembleReply): void {
  if (!crew.members.has(member)) return;
  if (reply.kind === "ready") member.isReady = true;
  else {
    member.block = undefined;
    crew.work.ledger.deliver(reply.outcome);
    crew.work.reportProgress().catch(crew.finish);
  }
  distribute(crew);
}

/** Everybody who waits gets a block; if there is nothing left to do or to wait for, the work ends. */
function distribute(crew: Crew): void {
  for (const member of crew.members) {
    if (!member.isReady || member.block !== undefined) continue;
    member.block = nextBlock(crew);
    if (member.block !== undefined) member.worker.postMessage(member.block satisfies EnsembleRequest);
  }
  const isBusy = [...crew.members].some(({ block, isReady }) => block !== undefined || !isReady);
  if (crew.work.ledger.isComplete() || !isBusy) crew.finish();
}

function nextBlock({ stoppedAt, pending, work }: Crew): RunBlock | undefined {
  return stoppedAt === undefined ? (pending.shift() ?? work.ledger.next()) : undefined;
}

/** The block of a dead thread is made anew, once, by a new one. */
function bury(crew: Crew, member: Member, code: number): void {
  if (!crew.members.delete(member)) return;
  const { block, lastWords = `exit code ${code}` } = member;
  if (block !== undefined) {
    if (crew.retried.has(block.first) || crew.stoppedAt !== undefined)
      crew.work.ledger.giveUp(block, lastWords);
    else crew.pending.unshift(block);
    crew.retried.add(block.first);
  }
  if (++crew.deaths >= MOST_DEATHS) {
    for (let left = nextBlock(crew); left !== undefined; left = nextBlock(crew))
      crew.work.ledger.giveUp(left, lastWords);
  } else if (crew.stoppedAt === undefined) start(crew);
  distribute(crew);
}

function askWhetherToStop(crew: Crew): void {
  if (crew.stoppedAt === undefined && crew.work.control.isCancelled?.() === true) {
    crew.stoppedAt = performance.now();
    Atomics.store(new Int32Array(crew.stop), 0, 1);
    distribute(crew);
  }
  if (crew.stoppedAt !== undefined && performance.now() - crew.stoppedAt > GRACE_MILLISECONDS) crew.finish();
}

async function dismiss({ members }: Crew): Promise<void> {
  const last = [...members];
  members.clear();
  await Promise.all(last.map(({ worker }) => worker.terminate()));
}
