// What a module finds in its memory before its first solve.

import type { PreparedSystem } from "../equations/prepared-system.js";
import { balanceLimit, stiffnessLimit, type Tolerances } from "../interpreter/ode-solver.js";
import type { LoopTables } from "./loops/table-writer.js";
import type { Lanes } from "./straight/straight-line-functions.js";

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
  readonly system: Pick<PreparedSystem, "unknowns" | "coreSize">;
  readonly constants: Readonly<Record<string, number>>;
  readonly tolerances: Tolerances;
  readonly lanes: Lanes;
}

/** Writes the error bounds of a system, and which species its unknowns are. */
export function fillTolerances({ numbers, integers }: MemoryViews, bounds: Bounds): void {
  const { system, constants, tolerances, lanes } = bounds;
  const { absolute, relative, bySpecies } = tolerances;
  const core = system.unknowns.subarray(0, system.coreSize);
  const rows = system.unknowns.subarray(system.coreSize);
  const fill = (name: string, bytes: string, value: number, given: ArrayLike<number> | undefined) => {
    const from = constants[name]! / 8;
    numbers.fill(value, from, from + constants[bytes]! / 8);
    if (given === undefined) return;
    const list = name.startsWith("G") ? rows : core;
    for (let k = 0; k < lanes * list.length; k++) numbers[from + k] = given[list[Math.floor(k / lanes)]!]!;
  };
  fill("ABSOLUTE", "CORE_BYTES", absolute, bySpecies?.absolute);
  fill("RELATIVE", "CORE_BYTES", relative, bySpecies?.relative);
  fill("G_ABSOLUTE", "G_BYTES", absolute, bySpecies?.absolute);
  fill("G_RELATIVE", "G_BYTES", relative, bySpecies?.relative);
  integers.set(elementsOf(core, lanes), constants["SPECIES"]! / 4);
  integers.set(elementsOf(rows, lanes), constants["G_SPECIES"]! / 4);
  numbers[constants["STIFF_LIMIT"]! / 8] = stiffnessLimit(tolerances);
  numbers[constants["BALANCE_LIMIT"]! / 8] = balanceLimit(tolerances);
}

/** Of each species one element a lane. */
function elementsOf(species: Int32Array, lanes: Lanes): Int32Array {
  if (lanes === 1) return species;
  return Int32Array.from({ length: lanes * species.length }, (_, k) => lanes * species[k >> 1]! + (k & 1));
}
