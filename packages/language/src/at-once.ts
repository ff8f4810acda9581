// Work that can be done piece by piece, done in one go.

/** The result of all pieces, for callers who need it now. */
export function atOnce<Result>(pieces: Iterator<void, Result>): Result {
  for (;;) {
    const { done, value } = pieces.next();
    if (done === true) return value;
  }
}
