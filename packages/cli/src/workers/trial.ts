// Whether threads are worth it: jobs are done here for a short time, and what is left is estimated from that.

/** Work that is done piece by piece. */
export interface TriedJobs<Job> {
  /** Undefined if none is left. */
  readonly next: () => Job | undefined;
  /** Does a job, unless it is told to stop before its end: then it returns false, and the job counts as not begun. */
  readonly run: (job: Job, shouldStop: () => boolean) => Promise<boolean>;
  /** How much of the work is done, from 0 to 1. */
  readonly share: () => number;
  readonly isCancelled: () => boolean;
}

/** How a trial ended. */
export interface Trial<Job> {
  /** The job that took longer than a trial may. */
  readonly returned: Job | undefined;
  /** How long this thread would still take. */
  readonly millisecondsLeft: number;
}

/** This thread tries for so long how fast it is. */
const TRIAL_MILLISECONDS = 150;
/** Starting threads pays where one would still take so long: each needs about 100 ms until its first job. */
const WORTHWHILE_MILLISECONDS = 500;

/** True if starting threads saves time. */
export function wantsThreads({ returned, millisecondsLeft }: Trial<unknown>): boolean {
  return returned !== undefined || millisecondsLeft >= WORTHWHILE_MILLISECONDS;
}

/** Does jobs here for a short time. */
export async function tryHere<Job>({ next, run, share, isCancelled }: TriedJobs<Job>): Promise<Trial<Job>> {
  const start = performance.now();
  const elapsed = () => performance.now() - start;
  const isTooLong = () => elapsed() > TRIAL_MILLISECONDS + WORTHWHILE_MILLISECONDS;
  while (elapsed() < TRIAL_MILLISECONDS && !isCancelled()) {
    const job = next();
    if (job === undefined) break;
    const isDone = await run(job, () => isTooLong() || isCancelled());
    if (!isDone && !isCancelled()) return { returned: job, millisecondsLeft: Number.POSITIVE_INFINITY };
  }
  const done = share();
  return { returned: undefined, millisecondsLeft: done === 0 || isCancelled() ? 0 : (elapsed() * (1 - done)) / done };
}
