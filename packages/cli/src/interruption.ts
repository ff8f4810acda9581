// Ctrl-C and --timeout → one question that long work asks from time to time: is there a reason to stop?

import { stopRequested } from "./own-thread.js";

export type StopReason = "interrupted" | "timeout";

/** Why work should stop, if it should. */
export interface Interruption {
  /** The reason to stop now; undefined while there is none. Cheap: ask it often. */
  reason(): StopReason | undefined;
  /** Lets what was written reach the terminal; at most every 50 ms, otherwise it returns at once. */
  breathe(): Promise<void> | undefined;
}

const BREATH_MILLISECONDS = 50;

/** `timeoutSeconds` counts from this call. */
export function watchInterruption(timeoutSeconds: number | undefined): Interruption {
  const start = performance.now();
  const deadline = timeoutSeconds === undefined ? Number.POSITIVE_INFINITY : start + timeoutSeconds * 1000;
  let lastBreath = start;
  return {
    reason: () => (stopRequested() ? "interrupted" : performance.now() >= deadline ? "timeout" : undefined),
    breathe: () => {
      if (performance.now() - lastBreath < BREATH_MILLISECONDS) return undefined;
      return new Promise((resolve) =>
        setImmediate(() => {
          lastBreath = performance.now();
          resolve();
        }),
      );
    },
  };
}
