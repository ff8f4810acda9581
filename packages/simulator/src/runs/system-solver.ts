// The equations of one phase, solved over stretches of time: by generated code where the engine knows how, otherwise by
// the interpreter. Which of them is decided by the program alone, so that a run is the same however it is cut up.
import { createEngineSolver } from "../engine/engine-solver.js";
import type { PreparedSystem } from "../equations/prepared-system.js";
import { interpretStretch } from "../interpreter/interpret-stretch.js";
import { createOdeSolver, type OdeSolver, type Tolerances } from "../interpreter/ode-solver.js";
import type { SystemSolver } from "../interpreter/stretch.js";

/** Prepares the solution of a system; the first stretch generates its code. */
export function createSystemSolver(system: PreparedSystem, tolerances: Tolerances): SystemSolver {
  let interpreter: OdeSolver | undefined;
  const interpret: SystemSolver = (stretch) => {
    interpreter ??= createOdeSolver(system, tolerances);
    return interpretStretch(interpreter, stretch);
  };
  return createEngineSolver({ system, tolerances }, interpret) ?? interpret;
}
