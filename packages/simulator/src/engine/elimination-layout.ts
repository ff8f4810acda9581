// Where the implicit methods of systems have their numbers and tables, behind everything else.

import { createLoopTables } from "./loops/create-loop-tables.js";
import type { TableKind } from "./loops/loop-tables.js";
import type { LoopTables } from "./loops/table-writer.js";
import type { MemoryLayout } from "./memory-layout.js";
import { layOutDifferences, layOutMatrix, type SystemLayout } from "./system-layout.js";
import type { SystemPlan } from "./system-plan.js";

/** Where a system's numbers stand, and the tables that its loops walk through, if it has loops. */
export interface CompiledSystem extends SystemLayout {
  readonly tables: readonly LoopTables[];
}

/** A system without the implicit method. */
export interface BasicLayout {
  readonly layout: SystemLayout;
  readonly tables: LoopTables;
}

/** Adds the implicit methods of stiff systems, in the order in which they were called for. */
export function withEliminations(
  memory: MemoryLayout,
  plans: readonly SystemPlan[],
  { basic, stiff }: { readonly basic: readonly BasicLayout[]; readonly stiff: readonly number[] },
): readonly CompiledSystem[] {
  const systems = basic.map(({ layout, tables }): CompiledSystem => ({ ...layout, tables: [tables] }));
  for (const [turn, index] of stiff.entries()) {
    const isSecond = stiff.indexOf(index) < turn;
    systems[index] = isSecond
      ? withExchanges(memory, plans[index]!, systems[index]!)
      : withElimination(memory, plans[index]!, basic[index]!);
  }
  return systems;
}

function withElimination(
  memory: MemoryLayout,
  { structure, rates, lanes, firstElimination: elimination, multistepAfter, balance }: SystemPlan,
  { layout: basic, tables }: BasicLayout,
): CompiledSystem {
  if (elimination === undefined) return { ...basic, tables: [tables] };
  const layout = multistepAfter === undefined ? basic : layOutDifferences(memory, basic, structure);
  if (elimination === "written-out")
    return { ...layOutMatrix(memory, layout, { structure, lanes }), tables: [tables] };
  const kinds: TableKind[] = ["elimination"];
  if (rates === "written-out") kinds.push("entries");
  else if (balance === "present") kinds.push("balanced-rates");
  return {
    ...layout,
    tables: [tables, createLoopTables(memory, structure, { kinds, addresses: layout.addresses })],
  };
}

/** Row exchanges work on the tables of loops, whatever the elimination was written in before. */
function withExchanges(
  memory: MemoryLayout,
  { structure, rates, firstElimination }: SystemPlan,
  system: CompiledSystem,
): CompiledSystem {
  const kinds: TableKind[] = ["pivoting"];
  if (firstElimination === "written-out") kinds.push("elimination");
  if (firstElimination === "written-out" && rates === "written-out") kinds.push("entries");
  const tables = createLoopTables(memory, structure, { kinds, addresses: system.addresses });
  return { ...system, tables: [...system.tables, tables] };
}
