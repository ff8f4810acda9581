// Values by key, of which those that were asked for least recently go first when they are too large together.

/** What is remembered, as long as there is room. */
export interface BoundedMap<Value> {
  readonly get: (key: string) => Value | undefined;
  /** Returns the keys that had to go. The newest value stays, however large it is. */
  readonly set: (key: string, value: Value) => readonly string[];
  readonly delete: (key: string) => void;
}

/** `mostTogether` is compared with the sum of `sizeOf`, such as characters. */
export function createBoundedMap<Value>(
  mostTogether: number,
  sizeOf: (value: Value) => number,
): BoundedMap<Value> {
  const known = new Map<string, Value>();
  let together = 0;
  const remove = (key: string): void => {
    const value = known.get(key);
    if (value === undefined) return;
    together -= sizeOf(value);
    known.delete(key);
  };
  return {
    get: (key) => {
      const value = known.get(key);
      if (value === undefined) return undefined;
      known.delete(key); // a map keeps the order in which things came
      known.set(key, value);
      return value;
    },
    set: (key, value) => {
      remove(key);
      known.set(key, value);
      together += sizeOf(value);
      const gone: string[] = [];
      for (const oldest of known.keys()) {
        if (together <= mostTogether || oldest === key) break;
        remove(oldest);
        gone.push(oldest);
      }
      return gone;
    },
    delete: remove,
  };
}
