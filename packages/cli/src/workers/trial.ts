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
  /** Starting threads pays where one would still take so long. */
  readonly worthwhileMilliseconds: number;
}

/** How a trial ended. */
export interface Trial<Job> {
  /** The job that took longer than a trial may. */
  readonly returned: Job | undefined;
  /** True if starting threads saves time. */
  readonly wantsThreads: boolean;
}

/** This thread tries for so long how fast it is. */
const TRIAL_MILLISECONDS = 150;

/** Does jobs here for a short time. */
export async function tryHere<Job>(jobs: TriedJobs<Job>): Promise<Trial<Job>> {
  const { next, run, share, isCancelled, worthwhileMilliseconds } = jobs;
  const start = performance.now();
  const elapsed = () => performance.now() - start;
  const isTooLong = () => elapsed() > TRIAL_MILLISECONDS + worthwhileMilliseconds;
  while (elapsed() < TRIAL_MILLISECONDS && !isCancelled()) {
    const job = next();
    if (job === undefined) break;
    const isDone = await run(job, () => isTooLong() || isCancelled());
    if (!isDone && !isCancelled()) return { returned: job, wantsThreads: true };
  }
  const done = share();
  const millisecondsLeft = done === 0 ? 0 : (elapsed() * (1 - done)) / done;
  return {
    returned: undefined,
    wantsThreads: !isCancelled() && millisecondsLeft >= worthwhileMilliseconds,
  };
}
