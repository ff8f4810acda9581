// Hands out addresses of a module's memory, one region after the other.

/** Regions start at multiples of this many bytes, so that no two share a cache line. */
const ALIGNMENT = 64;

export interface MemoryLayout {
  /** The address of a new region; its rest up to the next multiple of 16 bytes may be read and written as well. */
  readonly reserve: (bytes: number) => number;
  /** Bytes handed out so far. */
  readonly size: () => number;
}

/** An empty memory whose first bytes stay unused: address 0 is nobody's. */
export function createMemoryLayout(): MemoryLayout {
  let next = ALIGNMENT;
  return {
    reserve: (bytes) => {
      const address = next;
      next = Math.ceil((next + Math.max(16, bytes)) / ALIGNMENT) * ALIGNMENT;
      return address;
    },
    size: () => next,
  };
}
