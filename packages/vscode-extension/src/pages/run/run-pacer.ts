// A slider that moves asks for more runs than can be made: at most one goes on and one waits, and the latest values win.

/** Starts runs when their time has come. */
export interface RunPacer {
  /** There are new values. They are run at once if nothing runs, otherwise as soon as possible. */
  readonly valuesChanged: () => void;
  /** A run has begun, which has the newest values. */
  readonly begun: () => void;
  /** The run has ended by itself. */
  readonly ended: () => void;
  /** Nothing is wanted any more. */
  readonly forget: () => void;
}

/** What a pacer paces. */
export interface PacedRuns {
  readonly isBusy: () => boolean;
  /** Cancels what runs and begins anew with the newest values. */
  readonly start: () => void;
}

/**
 * A run with values that are outdated may go on for so long: its results show what the slider does while it still moves.
 * Then it is cancelled, since somebody waits for those of the newest values.
 */
export const PATIENCE_MILLISECONDS = 250;

/** Nothing runs yet. */
export function createRunPacer({ isBusy, start }: PacedRuns): RunPacer {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const forget = (): void => {
    clearTimeout(waiting);
    waiting = undefined;
  };
  return {
    forget,
    begun: forget,
    valuesChanged: () => {
      if (isBusy()) waiting ??= setTimeout(start, PATIENCE_MILLISECONDS);
      else start();
    },
    ended: () => {
      if (waiting !== undefined) start();
    },
  };
}
