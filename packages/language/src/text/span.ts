// Half-open range of UTF-16 code units in one source text.

/** A half-open range `[start, end)` of UTF-16 offsets; `start === end` marks a place between two characters. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The smallest span that covers both arguments. */
export function spanUnion(first: Span, second: Span): Span {
  return { start: Math.min(first.start, second.start), end: Math.max(first.end, second.end) };
}

/** True if `inner` lies inside `outer` (both may touch). */
export function spanContains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
