// Long work, done piece by piece so that others are let in: everything that waits is late by one stretch at most.

/** Work that may be interrupted wherever it yields; with the result at the end. */
export type Pieces<Result> = Generator<void, Result>;

/** For so long nothing else is let in, if the pieces are not longer. */
export const LONGEST_STRETCH_MILLISECONDS = 6;

/** All pieces, with others let in after each stretch. The work ends where `yieldControl` fails. */
export async function inTurns<Result>(
  pieces: Iterator<void, Result>,
  yieldControl: (() => Promise<void>) | undefined,
): Promise<Result> {
  let start = performance.now();
  for (;;) {
    const { done, value } = pieces.next();
    if (done === true) return value;
    if (performance.now() - start < LONGEST_STRETCH_MILLISECONDS) continue;
    await yieldControl?.();
    start = performance.now();
  }
}
