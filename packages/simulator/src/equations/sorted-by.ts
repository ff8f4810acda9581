// Sorting by small whole numbers.

/** Lists of numbers, one after the other: list i is `items[start[i]]` … `items[start[i + 1] − 1]`. */
export interface Lists {
  readonly start: Int32Array;
  readonly items: Int32Array;
}

/** Indices by their values, which are whole numbers below `count`; indices of equal values stay in their order. */
export function sortedBy(values: Int32Array, count: number): Lists {
  const start = new Int32Array(count + 1);
  const length = values.length;
  for (let index = 0; index < length; index++) start[values[index]! + 1]!++;
  for (let value = 0; value < count; value++) start[value + 1]! += start[value]!;
  const next = start.slice();
  const items = new Int32Array(length);
  for (let index = 0; index < length; index++) items[next[values[index]!]!++] = index;
  return { start, items };
}
