// Edits → checks, coalesced: work starts at once and, while it runs, only the newest state of each document is
// remembered. There is no timer, so a pause in typing is never waited for.

/** A queue of documents to be checked. */
export interface Schedule {
  /** Has the document checked soon; asking again before its turn changes nothing. */
  readonly request: (uri: string) => void;
  /** Takes a document out of the queue. */
  readonly forget: (uri: string) => void;
}

/**
 * Runs `check` for one document after another. Control is yielded before each check, so that edits that have already
 * arrived are applied first. `check` reports its own failures; one that escapes goes to `report` and ends nothing.
 */
export function createSchedule(
  check: (uri: string) => Promise<void>,
  yieldControl: () => Promise<void>,
  report: (error: unknown) => void,
): Schedule {
  const waiting = new Set<string>();
  let isRunning = false;

  const run = async (): Promise<void> => {
    isRunning = true;
    try {
      await yieldControl();
      for (let [next] = waiting; next !== undefined; [next] = waiting) {
        waiting.delete(next);
        await check(next).catch(report);
        await yieldControl();
      }
    } finally {
      isRunning = false;
    }
  };

  return {
    request: (uri) => {
      waiting.add(uri);
      if (!isRunning) run().catch(report);
    },
    forget: (uri) => void waiting.delete(uri),
  };
}
