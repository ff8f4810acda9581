// Propensities of mass action → the tables that the kernel of the exact method reads, and where they lie in its memory.
import { createMemoryLayout, type MemoryLayout } from "../engine/memory-layout.js";
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
  const { reactions, factors: multiplied } = system;
  const factors = reactions.reduce(
    (most, _, r) => Math.max(most, multiplied.start[r + 1]! - multiplied.start[r]!),
    2,
  );
  const size: TableSize = {
    species,
    factors,
    times,
    blocks: system.blockSums.length,
    groups: system.groupSums.length,
    sampleCapacity: Math.max(1, Math.min(times, Math.floor(SAMPLE_BYTES / (8 * species + 8)))),
  };
  const memory = createMemoryLayout();
  const constants = {
    ...reserveControl(memory),
    ...reserveTables(memory, system, size),
    STRIDE: strideOf(species),
    SPECIES_BYTES: 8 * species,
    REACTION_BYTES: 8 * reactions.length,
    BLOCK_BYTES: 8 * BLOCK * size.groups,
    GROUP_BYTES: 8 * size.groups,
    CAPACITY: size.sampleCapacity,
    BATCH_BYTES: 16 * BATCH,
  };
  return { ...size, constants, memoryBytes: memory.size() };
}

interface TableSize {
  readonly species: number;
  readonly times: number;
  readonly factors: number;
  readonly blocks: number;
  readonly groups: number;
  readonly sampleCapacity: number;
}

/** The counts and the number 1. */
function strideOf(species: number): number {
  return 8 * (species + 1);
}

function reserveControl({ reserve }: MemoryLayout): Record<string, number> {
  return {
    TIME: reserve(8),
    END: reserve(8),
    LAST_SAMPLE: reserve(8),
    SAMPLE: reserve(8),
    NEXT: reserve(4),
    ROWS: reserve(4),
    DRAW: reserve(4),
    FIRED: reserve(4),
    STATE: reserve(32),
    BATCH_STATE: reserve(32),
    DRAWS: reserve(16 * BATCH),
    TOTAL: reserve(8),
    UNIT: reserve(8),
  };
}

function reserveTables(
  { reserve }: MemoryLayout,
  system: PropensitySystem,
  size: TableSize,
): Record<string, number> {
  const { species, times, factors, blocks, groups, sampleCapacity } = size;
  const { changed, dependents } = system;
  const reactions = system.reactions.length;
  return {
    CONSTANTS: reserve(8 * reactions),
    G: reserve(8 * groups),
    B: reserve(8 * BLOCK * groups),
    A: reserve(8 * BLOCK * blocks),
    X: reserve(strideOf(species) * factors),
    K: reserve(recordBytes(factors) * reactions),
    SCRIPT: reserve(4 * reactions),
    SCRIPTS: reserve(reactions * (HEADER + 16) + changed.items.length * CHANGE + 4 * dependents.items.length),
    TIMES: reserve(8 * (times + 1)),
    SAMPLES: reserve(8 * species * sampleCapacity),
  };
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
  const views = { numbers: new Float64Array(buffer), integers: new Int32Array(buffer) };
  const { numbers, integers } = views;
  const { constants, factors } = tables;
  const place = (name: string): number => constants[name]!;
  const one = place("X") + place("SPECIES_BYTES");
  for (let j = 0; j < factors; j++) numbers[(one + j * place("STRIDE")) / 8] = 1;
  let script = place("SCRIPTS");
  for (let r = 0; r < system.reactions.length; r++) {
    const first = system.factors.start[r]!;
    const order = system.factors.start[r + 1]! - first;
    const record = (place("K") + recordBytes(factors) * r + 8) / 4;
    for (let j = 0; j < factors; j++) {
      const falling = place("STRIDE") * system.factorOffsets[first + j]!;
      integers[record + j] = j < order ? place("X") + 8 * system.factors.items[first + j]! + falling : one;
    }
    integers[place("SCRIPT") / 4 + r] = script;
    script = writeScript(views, system, { reaction: r, counts: place("X"), at: script });
  }
}

/** Writes what an event of the reaction does, at an address; returns the next free one. */
function writeScript(
  { numbers, integers }: { readonly numbers: Float64Array; readonly integers: Int32Array },
  { changed, changes, dependents }: PropensitySystem,
  script: { readonly reaction: number; readonly counts: number; readonly at: number },
): number {
  const { reaction, counts } = script;
  let at = script.at + HEADER;
  for (let i = changed.start[reaction]!; i < changed.start[reaction + 1]!; i++) {
    numbers[at / 8] = changes[i]!;
    integers[at / 4 + 2] = counts + 8 * changed.items[i]!;
    at += CHANGE;
  }
  integers[script.at / 4] = at;
  for (let i = dependents.start[reaction]!; i < dependents.start[reaction + 1]!; i++) {
    integers[at / 4] = 8 * dependents.items[i]!;
    at += 4;
  }
  integers[script.at / 4 + 1] = at;
  return Math.ceil(at / 16) * 16;
}
