// The equations of a prepared system as straight-line functions of a module.
import type { CodeTarget } from "./code-target.js";
import { addFactor, addSolve } from "./elimination-code.js";
import { addAccumulate, addAccumulateLinear, addExpand } from "./quadrature-code.js";
import { addBind, addRates } from "./rates-code.js";

/**
 * Adds, each name with the prefix:
 * `bind()`, `rates(y, target)`, `accumulate(y, weight, errorWeight)`, `expand(target, base, sums, length)`; with an
 * elimination order also `factor(y, diagonal)`, `solve(vector)` and `accumulateLinear(at, y, k, weight, errorWeight)`.
 */
export function addSystemCode(target: CodeTarget): void {
  addBind(target);
  addRates(target);
  addAccumulate(target);
  addExpand(target);
  if (target.structure.elimination === undefined) return;
  addFactor(target, target.structure.elimination);
  addSolve(target, target.structure.elimination);
  addAccumulateLinear(target);
}
