// Many lists of numbers in two arrays.

/** List i is `values[start[i]]` … `values[start[i + 1] − 1]`. */
export interface Lists {
  readonly start: Int32Array;
  readonly values: Int32Array;
}

/** The lists in their order. */
export function listsFrom(lists: readonly ArrayLike<number>[]): Lists {
  const start = new Int32Array(lists.length + 1);
  for (const [index, list] of lists.entries()) start[index + 1] = start[index]! + list.length;
  const values = new Int32Array(start[lists.length]!);
  for (const [index, list] of lists.entries()) values.set(list, start[index]!);
  return { start, values };
}

/** List i as an array of its own. */
export function listAt({ start, values }: Lists, index: number): readonly number[] {
  return [...values.subarray(start[index]!, start[index + 1]!)];
}

/** In list k of the result stand, ascending, the numbers of all lists with a k; k is below `size`. */
export function transposed({ start, values }: Lists, size: number): Lists {
  const newStart = new Int32Array(size + 1);
  for (const value of values) newStart[value + 1]!++;
  for (let k = 0; k < size; k++) newStart[k + 1]! += newStart[k]!;
  const next = newStart.slice(0, size);
  const newValues = new Int32Array(values.length);
  for (let list = 0; list + 1 < start.length; list++)
    for (let k = start[list]!; k < start[list + 1]!; k++) newValues[next[values[k]!]!++] = list;
  return { start: newStart, values: newValues };
}

/** A list of numbers that grows. `values()` holds until the next push. */
export function createNumberList(): {
  readonly push: (value: number) => void;
  readonly count: () => number;
  readonly values: () => Int32Array;
} {
  let values = new Int32Array(1024);
  let count = 0;
  return {
    push: (value) => {
      if (count === values.length) {
        const larger = new Int32Array(2 * count);
        larger.set(values);
        values = larger;
      }
      values[count++] = value;
    },
    count: () => count,
    values: () => values,
  };
}
