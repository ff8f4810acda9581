// Propensities of mass action → the tables that the kernel of the exact method reads, and where they lie in its memory.
import { createMemoryLayout } from "../engine/memory-layout.js";
import { BLOCK, type PropensitySystem } from "./propensity-system.js";

/**
 * Where everything lies, in bytes, and how much there is. By reaction: shares (A), records {constant in units, addresses
 * of the factors} (K), constants (CONSTANTS) and the addresses of the scripts (SCRIPT). A script says what an event
 * does: the two addresses at which its parts end, changes {amount, address of the count}, dependents (8·reaction).
 * Counts (X) are followed by a 1, which stands for factors that are not there; STRIDE bytes behind it lies the same less
 * 1, then less 2, and so on, for the falling factorials.
 */
export interface ExactTables {
  readonly constants: Readonly<Record<string, number>>;
  readonly memoryBytes: number;
  /** How many counts each reaction multiplies, the missing ones included. */
  readonly factors: number;
  readonly blocks: number;
  readonly groups: number;
  /** Samples that are held until someone fetches them. */
  readonly sampleCapacity: number;
}

/** More molecules in a reaction than this are left to the interpreter. */
export const MOST_FACTORS = 4;
/** Bytes for the samples that are held, as far as one sample does not need more. */
const SAMPLE_BYTES = 1 << 18;
/** Events for which random numbers are drawn at a time. */
export const BATCH = 64;
const HEADER = 16;
const CHANGE = 16;

/** Plans the memory for a system with so many species and requested times. */
export function layOutExactTables(system: PropensitySystem, species: number, times: number): ExactTables {
  const { reactions, factors: multiplied, changed, dependents } = system;
  const blocks = system.blockSums.length;
  const groups = system.groupSums.length;
  const factors = reactions.reduce(
    (most, _, r) => Math.max(most, multiplied.start[r + 1]! - multiplied.start[r]!),
    2,
  );
  const sampleCapacity = Math.max(1, Math.min(times, Math.floor(SAMPLE_BYTES / (8 * species + 8))));
  const memory = createMemoryLayout();
  const stride = 8 * (species + 1);
  const constants = {
    TIME: memory.reserve(8),
    END: memory.reserve(8),
    LAST_SAMPLE: memory.reserve(8),
    SAMPLE: memory.reserve(8),
    NEXT: memory.reserve(4),
    ROWS: memory.reserve(4),
    DRAW: memory.reserve(4),
    FIRED: memory.reserve(4),
    STATE: memory.reserve(32),
    BATCH_STATE: memory.reserve(32),
    DRAWS: memory.reserve(16 * BATCH),
    TOTAL: memory.reserve(8),
    UNIT: memory.reserve(8),
    CONSTANTS: memory.reserve(8 * reactions.length),
    G: memory.reserve(8 * groups),
    B: memory.reserve(8 * BLOCK * groups),
    A: memory.reserve(8 * BLOCK * blocks),
    X: memory.reserve(stride * factors),
    K: memory.reserve(recordBytes(factors) * reactions.length),
    SCRIPT: memory.reserve(4 * reactions.length),
    SCRIPTS: memory.reserve(
      reactions.length * (HEADER + 16) + changed.items.length * CHANGE + 4 * dependents.items.length,
    ),
    TIMES: memory.reserve(8 * (times + 1)),
    SAMPLES: memory.reserve(8 * species * sampleCapacity),
    STRIDE: stride,
    SPECIES_BYTES: 8 * species,
    REACTION_BYTES: 8 * reactions.length,
    BLOCK_BYTES: 8 * BLOCK * groups,
    GROUP_BYTES: 8 * groups,
    CAPACITY: sampleCapacity,
    BATCH_BYTES: 16 * BATCH,
  };
  return { constants, memoryBytes: memory.size(), factors, blocks, groups, sampleCapacity };
}

/** Size of a record: the constant, then the addresses of two factors, or of four. */
export function recordBytes(factors: number): number {
  return factors <= 2 ? 16 : 32;
}

/** Writes what stays the same as long as the system does. */
export function fillExactTables(
  buffer: ArrayBufferLike,
  tables: ExactTables,
  system: PropensitySystem,
): void {
  const numbers = new Float64Array(buffer);
  const integers = new Int32Array(buffer);
  const { X, K, STRIDE, SPECIES_BYTES, SCRIPT, SCRIPTS } = tables.constants as Record<string, number>;
  for (let j = 0; j < tables.factors; j++) numbers[(X! + j * STRIDE! + SPECIES_BYTES!) / 8] = 1;
  const size = recordBytes(tables.factors);
  let script = SCRIPTS!;
  for (let r = 0; r < system.reactions.length; r++) {
    const first = system.factors.start[r]!;
    const order = system.factors.start[r + 1]! - first;
    for (let j = 0; j < tables.factors; j++) {
      const address =
        j < order
          ? X! + 8 * system.factors.items[first + j]! + STRIDE! * system.factorOffsets[first + j]!
          : X! + SPECIES_BYTES!;
      integers[(K! + size * r + 8) / 4 + j] = address;
    }
    integers[SCRIPT! / 4 + r] = script;
    script = writeScript(script, r);
  }

  function writeScript(start: number, reaction: number): number {
    const { changed, changes, dependents } = system;
    let at = start + HEADER;
    for (let i = changed.start[reaction]!; i < changed.start[reaction + 1]!; i++) {
      numbers[at / 8] = changes[i]!;
      integers[at / 4 + 2] = X! + 8 * changed.items[i]!;
      at += CHANGE;
    }
    integers[start / 4] = at;
    for (let i = dependents.start[reaction]!; i < dependents.start[reaction + 1]!; i++) {
      integers[at / 4] = 8 * dependents.items[i]!;
      at += 4;
    }
    integers[start / 4 + 1] = at;
    return Math.ceil(at / 16) * 16;
  }
}
