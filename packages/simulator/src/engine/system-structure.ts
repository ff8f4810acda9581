// A prepared system → what the code generators need to know of its structure.
import { findActiveReactions } from "../active-reactions.js";
import type { PreparedSystem } from "../prepared-system.js";
import { type EliminationOrder, orderElimination } from "./elimination-order.js";
import { type Quadratures, splitQuadratures } from "./quadratures.js";
import { type SharedCoefficients, shareCoefficients } from "./shared-coefficients.js";

/** A system with everything that was found out about its structure. */
export interface SystemStructure {
  readonly system: PreparedSystem;
  readonly coefficients: SharedCoefficients;
  readonly quadratures: Quadratures;
  readonly elimination: EliminationOrder | undefined;
  /** By active reaction: its index in the program. */
  readonly reactions: Int32Array;
}

/** Finds shared coefficients, integrals, and the order of elimination of the core. */
export function structureOf(system: PreparedSystem, phase: number | undefined): SystemStructure {
  const coefficients = shareCoefficients(system);
  const indexOf = new Map(system.program.reactions.map((reaction, index) => [reaction, index]));
  const { reactions } = findActiveReactions(system.program, phase);
  return {
    system,
    coefficients,
    quadratures: splitQuadratures(system, coefficients.ofTerm, coefficients.signOfTerm),
    elimination: system.coreSize === 0 ? undefined : eliminationOf(system),
    reactions: Int32Array.from(reactions, ({ reaction }) => indexOf.get(reaction)!),
  };
}

function eliminationOf({ coreSize, jacobian }: PreparedSystem): EliminationOrder {
  const columns = Array.from({ length: coreSize }, () => new Set<number>());
  jacobian.row.forEach((row, entry) => {
    const column = jacobian.column[entry]!;
    if (row < coreSize && row !== column) columns[row]!.add(column);
  });
  return orderElimination(columns.map((set) => [...set].sort((a, b) => a - b)));
}
