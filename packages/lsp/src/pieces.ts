// Long work, done piece by piece so that others are let in: everything that waits is late by one stretch at most.

/** Work that may be interrupted wherever it yields; with the result at the end. */
export type Pieces<Result> = Generator<void, Result>;

/** For so long nothing else is let in, if the pieces are not longer. */
const LONGEST_STRETCH_MILLISECONDS = 6;

/** Works for one stretch, which a piece may end before its time; returns what the last piece of it gave. */
export function stretchOf<Piece, Result>(
  pieces: Iterator<Piece, Result>,
  endsStretch: (piece: Piece) => boolean = () => false,
): IteratorResult<Piece, Result> {
  const start = performance.now();
  let next = pieces.next();
  while (
    next.done !== true &&
    !endsStretch(next.value) &&
    performance.now() - start < LONGEST_STRETCH_MILLISECONDS
  )
    next = pieces.next();
  return next;
}

/** All pieces, with others let in after each stretch. The work ends where `yieldControl` fails. */
export async function inTurns<Result>(
  pieces: Iterator<void, Result>,
  yieldControl: (() => Promise<void>) | undefined,
): Promise<Result> {
  for (;;) {
    const { done, value } = stretchOf(pieces);
    if (done === true) return value;
    await yieldControl?.();
  }
}
