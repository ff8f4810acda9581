// A prepared system of mass action → the tables that the common module walks through, and where they stand.
import { numberComponents } from "../../elimination/strong-components.js";
import type { PreparedSystem } from "../../equations/prepared-system.js";
import { starts } from "../loops/table-writer.js";
import { createMemoryLayout } from "../memory-layout.js";
import { splitQuadratures } from "../quadratures.js";
import { CONTROL_INTEGERS, CONTROL_NUMBERS } from "../solve-kernel.js";
import { CORE_VECTORS, ROW_VECTORS } from "../system-layout.js";
import { controlConstants } from "./write-common-module.js";

/** What is written into memory once, and the values of the module's constants. */
export interface CommonTables {
  readonly constants: Readonly<Record<string, number>>;
  readonly tables: readonly { readonly address: number; readonly values: Int32Array | Float64Array }[];
  readonly bytes: number;
}

/** Lays out a system with a core and without laws. */
export function commonTables(system: PreparedSystem): CommonTables {
  const { program, coreSize, fluxes, terms, products, reactions } = system;
  const items = itemTables(system);
  const tables: Readonly<Record<string, Int32Array | Float64Array>> = {
    FACTOR_START: fluxes.start,
    FACTOR: fluxes.species,
    CONTRIBUTION_TERM: terms.contributionTerm,
    CONTRIBUTION_REACTION: terms.contributionReaction,
    CONTRIBUTION_CHANGE: terms.contributionChange,
    TERM_START: terms.rowStart,
    TERM_SLOT: terms.slot,
    LEFT: products.left,
    RIGHT: products.right,
    ...items.tables,
    ...slopeTables(system),
  };
  const slots = products.first + products.left.length;
  const spaces = {
    STATE: program.species.length,
    RATE_CONSTANTS: reactions.length,
    FLUX_FACTOR: reactions.length,
    COEFFICIENT: terms.slot.length + 1,
    SLOTS: slots,
    ENTRY: coreSize,
    SPECIES: coreSize,
    G_SPECIES: system.unknowns.length - coreSize,
  };
  const counts = {
    REACTIONS: reactions.length,
    CONTRIBUTIONS: terms.contributionTerm.length,
    TERMS: terms.slot.length,
    ONE: system.unknowns.length,
    FIRST_PRODUCT: products.first,
    PRODUCTS: products.left.length,
    RATE_PRODUCTS: system.rateProductCount,
    ITEMS: items.count,
  };
  const sizes = { core: coreSize, rows: system.unknowns.length - coreSize, items: items.count };
  return layOut(tables, { ...spaces, ...vectorSizes(sizes) }, { ...counts, ...sizeConstants(sizes) });
}

interface Sizes {
  readonly core: number;
  readonly rows: number;
  readonly items: number;
}

function vectorSizes({ core, rows, items }: Sizes): Readonly<Record<string, number>> {
  const sizes: Record<string, number> = { ZERO: Math.max(rows, items), SUMS: items, SUM_ERRORS: items };
  for (const name of [...CORE_VECTORS, "ABSOLUTE", "RELATIVE", "ROW_SUMS"]) sizes[name] = core;
  for (const name of ROW_VECTORS) sizes[name] = rows;
  return sizes;
}

function sizeConstants({ core, rows, items }: Sizes): Readonly<Record<string, number>> {
  const bytesOf = (elements: number): number => 16 * Math.ceil(elements / 2);
  return {
    CORE: core,
    ROWS: rows,
    CORE_BYTES: bytesOf(core),
    G_BYTES: bytesOf(rows),
    SUM_BYTES: bytesOf(items),
  };
}

function layOut(
  tables: Readonly<Record<string, Int32Array | Float64Array>>,
  spaces: Readonly<Record<string, number>>,
  counts: Readonly<Record<string, number>>,
): CommonTables {
  const memory = createMemoryLayout();
  memory.reserve(8 * CONTROL_NUMBERS.length + 4 * CONTROL_INTEGERS.length);
  const constants: Record<string, number> = { ...controlConstants(), ...counts };
  for (const name in spaces) constants[name] = memory.reserve(16 * Math.ceil(spaces[name]! / 2));
  const filled: { address: number; values: Int32Array | Float64Array }[] = [];
  for (const name in tables) {
    const values = tables[name]!;
    const address = memory.reserve(values.byteLength);
    constants[name] = address;
    filled.push({ address, values });
  }
  return { constants, tables: filled, bytes: memory.size() };
}

/** What is integrated, and how rows are combined from it; the term behind the last has the coefficient 1. */
function itemTables(system: PreparedSystem): {
  readonly count: number;
  readonly tables: Readonly<Record<string, Int32Array>>;
} {
  const { terms, unknowns, coreSize } = system;
  if (unknowns.length === coreSize) return { count: 0, tables: NO_ITEMS };
  const ownTerms = Int32Array.from(terms.slot.keys());
  const {
    items,
    rows,
    terms: moving,
    steady,
    byProducts,
  } = splitQuadratures(system, ownTerms, new Int8Array(terms.slot.length).fill(1));
  const one = terms.slot.length;
  const itemOfSlot = new Map(items.map((list, item) => [list[0]!.slot, item]));
  const itemOfList = new Map(items.map((list, item) => [list, item]));
  const parts = rows.map((_, row) => {
    const list = moving[row]!;
    if (byProducts)
      return list.map(({ coefficient, slot }) => ({ term: coefficient, item: itemOfSlot.get(slot)! }));
    return list.length === 0 ? [] : [{ term: one, item: itemOfList.get(list)! }];
  });
  const flatItems = items.flat();
  const flatParts = parts.flat();
  return {
    count: items.length,
    tables: {
      ITEM_START: starts(items),
      ITEM_SLOT: Int32Array.from(flatItems, ({ slot }) => slot),
      ITEM_TERM: Int32Array.from(flatItems, ({ coefficient }) => (coefficient < 0 ? one : coefficient)),
      ROW_START: starts(parts),
      ROW_ITEM: Int32Array.from(flatParts, ({ item }) => item),
      ROW_TERM: Int32Array.from(flatParts, ({ term }) => term),
      STEADY_START: starts(steady),
      STEADY_TERM: Int32Array.from(steady.flat(), ({ coefficient }) => coefficient),
    },
  };
}

const NOTHING = new Int32Array(0);
const NO_ITEMS = {
  ITEM_START: NOTHING,
  ITEM_SLOT: NOTHING,
  ITEM_TERM: NOTHING,
  ROW_START: NOTHING,
  ROW_ITEM: NOTHING,
  ROW_TERM: NOTHING,
  STEADY_START: NOTHING,
  STEADY_TERM: NOTHING,
};

/** What rows of the Jacobian are made of, within components. */
function slopeTables({
  jacobianParts,
  coreSize,
}: PreparedSystem): Readonly<Record<string, Int32Array | Float64Array>> {
  const { column, term, slot, multiplicity } = jacobianParts;
  const start = jacobianParts.start.subarray(0, coreSize + 1);
  const { componentOf } = numberComponents(start, column);
  const count = start[coreSize]!;
  const startOf = new Int32Array(coreSize + 1);
  const columnOf = new Int32Array(count);
  const termOf = new Int32Array(count);
  const slotOf = new Int32Array(count);
  const multiplicityOf = new Float64Array(count);
  let parts = 0;
  for (let row = 0; row < coreSize; row++) {
    const component = componentOf[row]!;
    for (let part = start[row]!; part < start[row + 1]!; part++) {
      if (componentOf[column[part]!] !== component) continue;
      columnOf[parts] = column[part]!;
      termOf[parts] = term[part]!;
      slotOf[parts] = slot[part]!;
      multiplicityOf[parts++] = multiplicity[part]!;
    }
    startOf[row + 1] = parts;
  }
  return {
    PART_START: startOf,
    PART_COLUMN: columnOf.subarray(0, parts),
    PART_TERM: termOf.subarray(0, parts),
    PART_SLOT: slotOf.subarray(0, parts),
    PART_MULTIPLICITY: multiplicityOf.subarray(0, parts),
  };
}
