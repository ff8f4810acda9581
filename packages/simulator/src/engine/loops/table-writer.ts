// How tables of a system come into the module's memory.

/** Tables to be written into memory, and the constants under which kernels find them. */
export interface LoopTables {
  readonly integers: readonly { readonly address: number; readonly values: Int32Array }[];
  readonly numbers: readonly { readonly address: number; readonly values: Float64Array }[];
  readonly constants: Readonly<Record<string, number>>;
}

/** Where tables go, under the names by which kernels call them. */
export interface TableWriter {
  readonly integers: (name: string, values: ArrayLike<number>) => void;
  readonly numbers: (name: string, values: ArrayLike<number>) => void;
  /** Working storage of so many doubles. */
  readonly space: (name: string, elements: number) => void;
  readonly constant: (name: string, value: number) => void;
}

/** Where each list begins, and the number of all elements. */
export function starts(lists: readonly ArrayLike<unknown>[]): Int32Array {
  const result = new Int32Array(lists.length + 1);
  lists.forEach((list, index) => {
    result[index + 1] = result[index]! + list.length;
  });
  return result;
}
