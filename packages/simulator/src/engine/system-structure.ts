// A prepared system → what the code generators need to know of its structure.

import { type EliminationOrder, orderElimination } from "../elimination/elimination-order.js";
import { strongComponents } from "../elimination/strong-components.js";
import type { PreparedSystem } from "../equations/prepared-system.js";
import { InternalError } from "../internal-error.js";
import { type LawExpressions, lawExpressions } from "./laws/law-expressions.js";
import { type Quadratures, splitQuadratures } from "./quadratures.js";
import { type SharedCoefficients, shareCoefficients } from "./shared-coefficients.js";

/** A system with everything that was found out about its structure. */
export interface SystemStructure {
  readonly system: PreparedSystem;
  readonly coefficients: SharedCoefficients;
  readonly quadratures: Quadratures;
  /** By unknown of the core: the number of the strongly connected component it belongs to. */
  readonly componentOf: Int32Array;
  /** How linear systems of the core are solved; found when first asked for, since that takes time. */
  readonly elimination: () => EliminationOrder;
  /** Whether they can be solved: false if the factors would be too large. */
  readonly hasElimination: () => boolean;
  /** Rate laws other than mass action. */
  readonly laws: LawExpressions;
}

/** Finds shared coefficients, integrals, and what the core's unknowns depend on. */
export function structureOf(prepared: PreparedSystem): SystemStructure {
  const system = withCore(prepared);
  const coefficients = shareCoefficients(system);
  const columns = columnsOf(system);
  let found: { readonly elimination: EliminationOrder | undefined } | undefined;
  const findElimination = (): EliminationOrder | undefined => {
    found ??= { elimination: orderElimination(columns) };
    return found.elimination;
  };
  return {
    system,
    coefficients,
    quadratures: splitQuadratures(system, coefficients.ofTerm, coefficients.signOfTerm),
    componentOf: componentsOf(columns),
    elimination: () => {
      const elimination = findElimination();
      if (elimination === undefined) throw new InternalError("The factors of this system are too large");
      return elimination;
    },
    hasElimination: () => findElimination() !== undefined,
    laws: lawExpressions(system),
  };
}

/** Where nothing but the time is read, the unknowns are solved for all the same: someone has to choose the steps. */
function withCore(system: PreparedSystem): PreparedSystem {
  const isForced = system.coreSize === 0 && system.dependsOnTime;
  return isForced ? { ...system, coreSize: system.unknowns.length } : system;
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
