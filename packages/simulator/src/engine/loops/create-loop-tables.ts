// Tables of a system → places in memory. A system is compiled anew when it is given the implicit method; its tables are not
// made anew.
import type { MemoryLayout } from "../memory-layout.js";
import type { SystemAddresses } from "../straight/code-target.js";
import type { SystemStructure } from "../system-structure.js";
import { type TableKind, writeTables } from "./loop-tables.js";
import type { LoopTables } from "./table-writer.js";

/** Reserves memory for tables of a system and fills them. */
export function createLoopTables(
  memory: MemoryLayout,
  structure: SystemStructure,
  { kinds, addresses }: { readonly kinds: readonly TableKind[]; readonly addresses: SystemAddresses },
): LoopTables {
  const integers: { address: number; values: Int32Array }[] = [];
  const numbers: { address: number; values: Float64Array }[] = [];
  const constants: Record<string, number> = {};
  for (const kind of TABLE_KINDS.filter((each) => kinds.includes(each))) {
    for (const { name, values, elements } of tablesOf(structure, kind, addresses)) {
      if (values instanceof Int32Array) {
        constants[name] = memory.reserve(4 * values.length);
        integers.push({ address: constants[name], values });
      } else if (values instanceof Float64Array) {
        constants[name] = memory.reserve(8 * values.length);
        numbers.push({ address: constants[name], values });
      } else if (values === undefined) constants[name] = memory.reserve(8 * elements);
      else constants[name] = values;
    }
  }
  return { integers, numbers, constants };
}

const TABLE_KINDS: readonly TableKind[] = [
  "rates",
  "entries",
  "balanced-rates",
  "stages",
  "elimination",
  "pivoting",
];

/** A table, a constant, or working storage of so many doubles. */
interface Table {
  readonly name: string;
  readonly values: Int32Array | Float64Array | number | undefined;
  readonly elements: number;
}

const known = new WeakMap<SystemStructure, Map<string, readonly Table[]>>();

/** Tables are the same whenever the system is compiled, unless what is fixed in laws stands elsewhere: made once. */
function tablesOf(structure: SystemStructure, kind: TableKind, addresses: SystemAddresses): readonly Table[] {
  const ofStructure = known.get(structure) ?? new Map<string, readonly Table[]>();
  known.set(structure, ofStructure);
  const key = `${kind} ${addresses.fixed - addresses.rateConstants}`;
  const before = ofStructure.get(key);
  if (before !== undefined) return before;
  const tables: Table[] = [];
  writeTables(
    {
      integers: (name, values) => tables.push({ name, values: Int32Array.from(values), elements: 0 }),
      numbers: (name, values) => tables.push({ name, values: Float64Array.from(values), elements: 0 }),
      space: (name, elements) => tables.push({ name, values: undefined, elements }),
      constant: (name, value) => tables.push({ name, values: value, elements: 0 }),
    },
    structure,
    { kind, addresses },
  );
  ofStructure.set(key, tables);
  return tables;
}
