// The equations of a prepared system as straight-line functions of a module.
import { addBalancedRates, addRateSlopes } from "./balanced-rates.js";
import type { CodeTarget } from "./code-target.js";
import { addFactor, addRowSums, addSolve } from "./elimination-code.js";
import { addAccumulate, addExpand } from "./quadrature-code.js";
import { addBind, addRates } from "./rates-code.js";

/**
 * Adds, each name with the prefix: `bind()`, `rates(y, target)`, `accumulate(y, weight, errorWeight)`,
 * `expand(target, base, sums, length)`, for a core `rowSums(y)`, and if rates can be balanced
 * `balancedRates(y, target)` and `rateSlopes(y, change, target)`.
 */
export function addRatesCode(target: CodeTarget): void {
  addBind(target);
  addRates(target);
  if (target.isBalanced) {
    addBalancedRates(target);
    addRateSlopes(target);
  }
  addAccumulate(target);
  addExpand(target);
  if (target.structure.system.coreSize > 0) addRowSums(target);
}

/** Adds `factor(y, diagonal)` and `solve(vector)`. */
export function addEliminationCode(target: CodeTarget): void {
  addFactor(target);
  addSolve(target);
}
