// Jobs on threads. A thread that dies costs nothing but time, unless a job kills two: then it is given up.

import { Worker } from "node:worker_threads";

/** What is to be done, one piece after the other. */
export interface Jobs<Job, Outcome> {
  /** The next one to do; undefined if there is none now, or none any more. */
  readonly next: () => Job | undefined;
  readonly isComplete: () => boolean;
  /** Takes what came of a job; the promise is watched, not awaited. */
  readonly accept: (job: Job, outcome: Outcome) => Promise<void>;
  /** Takes a job that nobody can do. */
  readonly giveUp: (job: Job, reason: string) => void;
  /** Takes which shares of the jobs in hand are done. */
  readonly onShares?: (shares: readonly number[]) => void;
  readonly isCancelled: () => boolean;
}

/** From a thread. It is sent a job after it is ready, and the next one after each outcome. */
export type ThreadReply<Outcome> =
  | { readonly kind: "ready" }
  | { readonly kind: "share"; readonly share: number }
  | { readonly kind: "outcome"; readonly outcome: Outcome };

/** Who does the jobs. */
export interface CrewOptions<Job> {
  readonly threads: number;
  /** What a thread runs. */
  readonly script: URL;
  /** What it is started with; `stop` is one 32-bit number that all threads see: 1 asks to stop. */
  readonly workerData: (stop: SharedArrayBuffer) => unknown;
  /** Jobs that were begun elsewhere and have to be done anew. */
  readonly returned: readonly Job[];
}

/** Asks whether to stop so often. */
const QUESTION_MILLISECONDS = 50;
/** After a request to stop, threads have so long to deliver what they have. */
const GRACE_MILLISECONDS = 2000;
/** After so many deaths everything that is left is given up. */
const MOST_DEATHS = 16;

/** Does jobs until none is left or it is cancelled. Throws what `accept` throws. */
export async function workInThreads<Job, Outcome>(
  jobs: Jobs<Job, Outcome>,
  { threads, script, workerData, returned }: CrewOptions<Job>,
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const stop = new SharedArrayBuffer(4);
    const crew: Crew<Job, Outcome> = {
      jobs,
      hire: () => new Worker(script, { workerData: workerData(stop) }),
      stop,
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

interface Crew<Job, Outcome> {
  readonly jobs: Jobs<Job, Outcome>;
  readonly hire: () => Worker;
  /** One 32-bit number that all threads see: 1 asks to stop. */
  readonly stop: SharedArrayBuffer;
  readonly members: Set<Member<Job>>;
  /** Jobs to be done anew. */
  readonly pending: Job[];
  /** Jobs that ended a thread. */
  readonly retried: Set<Job>;
  deaths: number;
  /** When everybody was asked to stop. */
  stoppedAt: number | undefined;
  /** Ends the work, with an error of ours if there is one. */
  readonly finish: (problem?: unknown) => void;
}

interface Member<Job> {
  readonly worker: Worker;
  isReady: boolean;
  job: Job | undefined;
  /** How much of the job is done. */
  share: number;
  /** What it said before it ended. */
  lastWords: string | undefined;
}

function start<Job, Outcome>(crew: Crew<Job, Outcome>): void {
  const worker = crew.hire();
  const member: Member<Job> = { worker, isReady: false, job: undefined, share: 0, lastWords: undefined };
  crew.members.add(member);
  worker.on("message", (reply: ThreadReply<Outcome>) => hear(crew, member, reply));
  worker.on("error", (error: unknown) => {
    member.lastWords = error instanceof Error ? error.message : String(error);
  });
  worker.on("exit", (code) => bury(crew, member, code));
}

function hear<Job, Outcome>(
  crew: Crew<Job, Outcome>,
  member: Member<Job>,
  reply: ThreadReply<Outcome>,
): void {
  if (!crew.members.has(member)) return;
  switch (reply.kind) {
    case "ready":
      member.isReady = true;
      break;
    case "share":
      member.share = reply.share;
      crew.jobs.onShares?.([...crew.members].map(({ share }) => share));
      return;
    case "outcome": {
      const { job } = member;
      Object.assign(member, { job: undefined, share: 0 });
      if (job !== undefined) crew.jobs.accept(job, reply.outcome).catch(crew.finish);
    }
  }
  distribute(crew);
}

/** Everybody who waits gets a job; if there is nothing left to do or to wait for, the work ends. */
function distribute<Job, Outcome>(crew: Crew<Job, Outcome>): void {
  for (const member of crew.members) {
    if (!member.isReady || member.job !== undefined) continue;
    member.job = nextJob(crew);
    if (member.job !== undefined) member.worker.postMessage(member.job);
  }
  const isBusy = [...crew.members].some(({ job, isReady }) => job !== undefined || !isReady);
  if (crew.jobs.isComplete() || !isBusy) crew.finish();
}

function nextJob<Job, Outcome>({ stoppedAt, pending, jobs }: Crew<Job, Outcome>): Job | undefined {
  return stoppedAt === undefined ? (pending.shift() ?? jobs.next()) : undefined;
}

/** The job of a dead thread is done anew, once, by a new one. */
function bury<Job, Outcome>(crew: Crew<Job, Outcome>, member: Member<Job>, code: number): void {
  if (!crew.members.delete(member)) return;
  const { job, lastWords = `exit code ${code}` } = member;
  if (job !== undefined) {
    if (crew.retried.has(job) || crew.stoppedAt !== undefined) crew.jobs.giveUp(job, lastWords);
    else crew.pending.unshift(job);
    crew.retried.add(job);
  }
  if (++crew.deaths >= MOST_DEATHS) {
    for (let left = nextJob(crew); left !== undefined; left = nextJob(crew))
      crew.jobs.giveUp(left, lastWords);
  } else if (crew.stoppedAt === undefined) start(crew);
  distribute(crew);
}

function askWhetherToStop<Job, Outcome>(crew: Crew<Job, Outcome>): void {
  if (crew.stoppedAt === undefined && crew.jobs.isCancelled()) {
    crew.stoppedAt = performance.now();
    Atomics.store(new Int32Array(crew.stop), 0, 1);
    distribute(crew);
  }
  if (crew.stoppedAt !== undefined && performance.now() - crew.stoppedAt > GRACE_MILLISECONDS) crew.finish();
}

async function dismiss<Job, Outcome>({ members }: Crew<Job, Outcome>): Promise<void> {
  const last = [...members];
  members.clear();
  await Promise.all(last.map(({ worker }) => worker.terminate()));
}
