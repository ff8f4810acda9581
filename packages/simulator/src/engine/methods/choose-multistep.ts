// Which systems are better solved by many steps that share a factorisation than by few that each need one.
import type { SystemStructure } from "../system-structure.js";

/** Solves that need fewer steps are over before short first steps have paid. */
export const ONE_STEPS_FIRST = 10;
/** Below this many coupled unknowns a step's own bookkeeping counts. */
const FEWEST_COUPLED = 256;
/** What has to be gained by the estimate, which knows nothing of the solution. */
const LEAST_GAIN = 0.8;

/**
 * Compares operations for equal errors, as measured on reaction–diffusion problems: differentiation formulas take 2.5 steps
 * where Rodas4 takes one, solve 1.25 linear systems in each, and factor once in ten steps.
 */
export function isMultistepQuicker(structure: SystemStructure): boolean {
  const { system, quadratures } = structure;
  if (system.coreSize < FEWEST_COUPLED) return false;
  const { lower, upper, factorCost } = structure.elimination();
  const unknowns = system.coreSize;
  const solution = lower.values.length + upper.values.length + unknowns;
  const rates = 2 * system.terms.rowStart[unknowns]!;
  const items = quadratures.items.reduce((sum, item) => sum + item.length, 0);
  const rows = quadratures.terms.reduce((sum, terms) => sum + terms.length, quadratures.rows.length);
  const oneStep = factorCost + 6 * (solution + rates) + 25 * unknowns + 12 * items + 2 * rows;
  const perStep = 1.25 * (solution + rates) + 12 * unknowns + 6 * items + 2 * rows;
  return 2.5 * perStep + 0.25 * factorCost < LEAST_GAIN * oneStep;
}
