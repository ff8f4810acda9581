// Linear systems (d·I − J)·x = b of the implicit method. Only the core unknowns, those that rates read, are coupled;
// the others follow by one multiplication each.

import type { PreparedSystem } from "../equations/prepared-system.js";
import { factorizeDense, solveDense } from "./dense-elimination.js";
import { type EliminationPlan, eliminate, planElimination, substitute } from "./sparse-elimination.js";

/** Storage for one factorisation; reused from step to step. */
export interface LinearSolver {
  readonly system: PreparedSystem;
  /** Undefined where the core is so full that the dense method is quicker. */
  readonly plan: EliminationPlan | undefined;
  readonly entries: Float64Array;
  /** Row-major core matrix (made when first needed) and row exchanges of the dense method. */
  matrix: Float64Array | undefined;
  readonly pivots: Int32Array;
  /** Number of Jacobian entries in core rows; the rest belongs to accumulating unknowns. */
  readonly coreEntries: number;
  diagonal: number;
  isDense: boolean;
}

/** The sparse method has to look up the place of every number. */
const COST_OF_LOOK_UP = 3;

/** Above this many unknowns a full matrix is not tried: it would take 100 MB, and minutes. */
const MOST_DENSE = 3500;

/** Undefined if the factors would be too large to be computed. */
export function createLinearSolver(system: PreparedSystem): LinearSolver | undefined {
  const { coreSize, jacobian } = system;
  const coreEntries = jacobian.row.filter((row) => row < coreSize).length;
  const plan = planElimination(
    coreSize,
    jacobian.row.slice(0, coreEntries),
    jacobian.column.slice(0, coreEntries),
  );
  if (plan === undefined && coreSize > MOST_DENSE) return undefined;
  const isSparse =
    plan !== undefined &&
    (coreSize > MOST_DENSE ||
      COST_OF_LOOK_UP * (plan.operationCount + plan.entryCount) < coreSize ** 3 / 3 + coreSize ** 2);
  return {
    system,
    plan: isSparse ? plan : undefined,
    entries: new Float64Array(isSparse ? plan.entryCount : 0),
    matrix: undefined,
    pivots: new Int32Array(coreSize),
    coreEntries,
    diagonal: 1,
    isDense: true,
  };
}

/** Factors diagonal·I − J with the Jacobian values of the system; false if it is singular. */
export function factorize(solver: LinearSolver, diagonal: number): boolean {
  const { system, plan, pivots, coreEntries } = solver;
  solver.diagonal = diagonal;
  solver.isDense = plan === undefined || !factorizeSparse(solver, plan, diagonal);
  if (!solver.isDense) return true;
  const n = system.coreSize;
  if (n > MOST_DENSE) return false;
  const { row, column, values } = system.jacobian;
  solver.matrix ??= new Float64Array(n * n);
  const { matrix } = solver;
  matrix.fill(0);
  for (let i = 0; i < n; i++) matrix[i * n + i] = diagonal;
  for (let e = 0; e < coreEntries; e++) {
    const position = row[e]! * n + column[e]!;
    matrix[position] = matrix[position]! - values[e]!;
  }
  return factorizeDense(matrix, n, pivots);
}

function factorizeSparse(
  { system, entries }: LinearSolver,
  plan: EliminationPlan,
  diagonal: number,
): boolean {
  const { values } = system.jacobian;
  entries.fill(0);
  for (const place of plan.diagonal) entries[place] = diagonal;
  // The places are those of the first Jacobian entries, which are the core's.
  let e = 0;
  for (const place of plan.places) entries[place] = entries[place]! - values[e++]!;
  // Where there is no other method, steps that become inaccurate show in their errors.
  return eliminate(plan, entries, system.coreSize > MOST_DENSE ? Number.MAX_VALUE : undefined);
}

/** Replaces the right-hand side in `vector` (all unknowns) by the solution. */
export function solveLinear(solver: LinearSolver, vector: Float64Array): void {
  const { system, plan, entries, matrix, pivots } = solver;
  if (matrix !== undefined && solver.isDense) solveDense(matrix, system.coreSize, pivots, vector);
  else if (plan !== undefined) substitute(plan, entries, vector);
  solveAccumulating(solver, vector);
}

/** Unknowns that nothing reads: x = (b + Σ J·x of the core)/d. */
function solveAccumulating({ system, coreEntries, diagonal }: LinearSolver, vector: Float64Array): void {
  const { row, column, values } = system.jacobian;
  for (let e = coreEntries; e < row.length; e++) {
    const i = row[e]!;
    vector[i] = vector[i]! + values[e]! * vector[column[e]!]!;
  }
  const inverse = 1 / diagonal;
  for (let i = system.coreSize; i < vector.length; i++) vector[i] = vector[i]! * inverse;
}
