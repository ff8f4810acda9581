// Values that are made once, when they are needed.

/** A value that is made when it is asked for first. */
export function memoised<Value>(compute: () => Value): () => Value {
  let result: { readonly value: Value } | undefined;
  return () => {
    result ??= { value: compute() };
    return result.value;
  };
}

/** A value that is made piece by piece by whoever goes on, or at once for somebody who needs it now. */
export interface InPieces<Value> {
  /** Makes the next piece; true if it was the last one. */
  readonly goOn: () => boolean;
  readonly result: () => Value;
}

/** Begins when a piece or the result is asked for. */
export function inPieces<Value>(begin: () => Iterator<void, Value>): InPieces<Value> {
  let result: { readonly value: Value } | undefined;
  let begun: Iterator<void, Value> | undefined;
  const goOn = (): boolean => {
    if (result !== undefined) return true;
    const pieces = begun ?? begin();
    begun = undefined; // after a failure it begins anew
    const next = pieces.next();
    if (next.done === true) result = { value: next.value };
    else begun = pieces;
    return result !== undefined;
  };
  return {
    goOn,
    result: () => {
      while (!goOn());
      return result!.value;
    },
  };
}
