// Notices when nothing has been asked for a while: there is time for what nobody should have to wait for.

/** What has to be told, so that pauses are noticed. */
export interface Pauses {
  /** Something has been asked, or is being worked on. */
  readonly busy: () => void;
  /** No pause is told from now on. */
  readonly end: () => void;
}

/** How long nothing must have happened: less than lies between the keys of somebody who types steadily. */
export const PAUSE_MILLISECONDS = 50;

/** Calls `inPause` once in every pause; `letOthersIn` has that handled which has arrived in the meantime. */
export function createPauses(inPause: () => void, letOthersIn: () => Promise<void>): Pauses {
  let latest = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let hasEnded = false;

  const wait = (milliseconds: number): void => {
    timer = setTimeout(look, milliseconds);
    timer.unref?.();
  };
  // Timers that are late come before messages: behind a long piece of work it only looks as if nobody had asked anything.
  const look = async (): Promise<void> => {
    const seen = latest;
    await letOthersIn();
    timer = undefined;
    if (hasEnded) return;
    const missing = PAUSE_MILLISECONDS - (performance.now() - latest);
    if (seen !== latest || missing > 0) wait(Math.max(missing, 1));
    else inPause();
  };

  return {
    busy: () => {
      latest = performance.now();
      if (timer === undefined && !hasEnded) wait(PAUSE_MILLISECONDS);
    },
    end: () => {
      hasEnded = true;
      clearTimeout(timer);
    },
  };
}
