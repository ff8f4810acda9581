// Products of concentrations, shared: A·B·C is computed as (A·B)·C, and A·B once however many rates need it.

/** Products in the order of their evaluation: slots[first + k] = slots[left[k]]·slots[right[k]]. */
export interface ProductTable {
  readonly first: number;
  readonly left: Int32Array;
  readonly right: Int32Array;
}

/** Collects products; asking for a product twice gives the same slot. */
export interface ProductTableBuilder {
  /** The slot of the product of `factors[from]` … `factors[end − 1]`, slots in ascending order, without `factors[without]`. */
  slotOf(factors: Int32Array, from: number, end: number, without?: number): number;
  /** How many products there are so far. */
  count(): number;
  build(): ProductTable;
}

/** Two slots make one exact number. */
const MOST_SLOTS = 2 ** 26;

/** New products are given the slots from `first` on; the empty product is found in `oneSlot`. */
export function createProductTable(first: number, oneSlot: number): ProductTableBuilder {
  const slots = new Map<number, number>();
  const left: number[] = [];
  const right: number[] = [];
  const productOf = (leftSlot: number, rightSlot: number): number => {
    const key = leftSlot * MOST_SLOTS + rightSlot;
    const known = slots.get(key);
    if (known !== undefined) return known;
    const slot = first + left.length;
    left.push(leftSlot);
    right.push(rightSlot);
    slots.set(key, slot);
    return slot;
  };
  return {
    slotOf: (factors, from, end, without = -1) => {
      let slot = -1;
      for (let k = from; k < end; k++)
        if (k !== without) slot = slot < 0 ? factors[k]! : productOf(slot, factors[k]!);
      return slot < 0 ? oneSlot : slot;
    },
    count: () => left.length,
    build: () => ({ first, left: Int32Array.from(left), right: Int32Array.from(right) }),
  };
}
