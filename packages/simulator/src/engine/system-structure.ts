// A prepared system → what the code generators need to know of its structure.
import { findActiveReactions } from "../equations/active-reactions.js";
import type { PreparedSystem } from "../equations/prepared-system.js";
import { type EliminationOrder, orderElimination } from "./elimination-order.js";
import { type Quadratures, splitQuadratures } from "./quadratures.js";
import { type SharedCoefficients, shareCoefficients } from "./shared-coefficients.js";
import { strongComponents } from "./strong-components.js";

/** A system with everything that was found out about its structure. */
export interface SystemStructure {
  readonly system: PreparedSystem;
  readonly coefficients: SharedCoefficients;
  readonly quadratures: Quadratures;
  /** By unknown of the core: the number of the strongly connected component it belongs to. */
  readonly componentOf: Int32Array;
  /** How linear systems of the core are solved; found when first asked for, since that takes time. */
  readonly elimination: () => EliminationOrder;
  /** By active reaction: its index in the program. */
  readonly reactions: Int32Array;
}

/** Finds shared coefficients, integrals, and what the core's unknowns depend on. */
export function structureOf(system: PreparedSystem, phase: number | undefined): SystemStructure {
  const coefficients = shareCoefficients(system);
  const indexOf = new Map(system.program.reactions.map((reaction, index) => [reaction, index]));
  const { reactions } = findActiveReactions(system.program, phase);
  const columns = columnsOf(system);
  let elimination: EliminationOrder | undefined;
  return {
    system,
    coefficients,
    quadratures: splitQuadratures(system, coefficients.ofTerm, coefficients.signOfTerm),
    componentOf: componentsOf(columns),
    elimination: () => {
      elimination ??= orderElimination(columns);
      return elimination;
    },
    reactions: Int32Array.from(reactions, ({ reaction }) => indexOf.get(reaction)!),
  };
}

/** Columns of each row of the core's Jacobian, the diagonal excepted. */
function columnsOf({ coreSize, jacobian }: PreparedSystem): readonly (readonly number[])[] {
  const columns = Array.from({ length: coreSize }, () => new Set<number>());
  jacobian.row.forEach((row, entry) => {
    const column = jacobian.column[entry]!;
    if (row < coreSize && row !== column) columns[row]!.add(column);
  });
  return columns.map((set) => [...set].sort((a, b) => a - b));
}

function componentsOf(columns: readonly (readonly number[])[]): Int32Array {
  const componentOf = new Int32Array(columns.length);
  strongComponents(columns).forEach((rows, component) => {
    for (const row of rows) componentOf[row] = component;
  });
  return componentOf;
}
