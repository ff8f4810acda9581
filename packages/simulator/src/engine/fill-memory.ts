// What a module finds in its memory before its first solve.

import { stiffnessLimit, type Tolerances } from "../interpreter/ode-solver.js";
import type { LoopTables } from "./loops/table-writer.js";
import type { Lanes } from "./straight/straight-line-functions.js";
import type { SystemStructure } from "./system-structure.js";

/** The same memory, as numbers and as integers. */
interface MemoryViews {
  readonly numbers: Float64Array;
  readonly integers: Int32Array;
}

/** Writes tables to their addresses. */
export function fillTables({ numbers, integers }: MemoryViews, tables: LoopTables): void {
  for (const { address, values } of tables.integers) integers.set(values, address / 4);
  for (const { address, values } of tables.numbers) numbers.set(values, address / 8);
}

interface Bounds {
  readonly structure: SystemStructure;
  readonly constants: Readonly<Record<string, number>>;
  readonly tolerances: Tolerances;
  readonly lanes: Lanes;
}

/** Writes the error bounds of a system, and which species its unknowns are. */
export function fillTolerances(
  { numbers, integers }: MemoryViews,
  { structure, constants, tolerances, lanes }: Bounds,
): void {
  const { absolute, relative, bySpecies } = tolerances;
  const { unknowns, coreSize } = structure.system;
  const elements = [...unknowns].flatMap((species) =>
    Array.from({ length: lanes }, (_, lane) => lanes * species + lane),
  );
  const core = elements.slice(0, lanes * coreSize);
  const rows = elements.slice(lanes * coreSize);
  const fill = (name: string, bytes: string, value: number, given: ArrayLike<number> | undefined) => {
    const from = constants[name]! / 8;
    numbers.fill(value, from, from + constants[bytes]! / 8);
    const list = name.startsWith("G") ? rows : core;
    if (given === undefined) return;
    for (const [k, element] of list.entries()) numbers[from + k] = given[Math.floor(element / lanes)]!;
  };
  fill("ABSOLUTE", "CORE_BYTES", absolute, bySpecies?.absolute);
  fill("RELATIVE", "CORE_BYTES", relative, bySpecies?.relative);
  fill("G_ABSOLUTE", "G_BYTES", absolute, bySpecies?.absolute);
  fill("G_RELATIVE", "G_BYTES", relative, bySpecies?.relative);
  integers.set(core, constants["SPECIES"]! / 4);
  integers.set(rows, constants["G_SPECIES"]! / 4);
  numbers[constants["STIFF_LIMIT"]! / 8] = stiffnessLimit(tolerances);
}
