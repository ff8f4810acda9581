// A family of auxiliary variables without those that are not needed.

import type { ProductId } from "./product-table.js";
import type { Obligation, SearchContext } from "./search-context.js";
import { type ChosenSets, choose, copyOfSets, openObligations, stateOf, unchoose } from "./search-state.js";

/**
 * Without products that the given obligations do not need, those of the highest degree first, as far as the work goes.
 * @param start products that stay
 */
export function withoutNeedless(
  context: SearchContext,
  met: readonly Obligation[],
  { sets, until, start }: { readonly sets: ChosenSets; readonly until: number; readonly start?: ChosenSets },
): ChosenSets {
  const { table, work } = context;
  const state = stateOf(context, sets);
  const byDegree = (a: ProductId, b: ProductId): number => table.degreeOf(b) - table.degreeOf(a);
  for (const [phase, set] of sets.entries()) {
    for (const product of [...set].sort(byDegree)) {
      if (work.done > until) return copyOfSets(state);
      if (start?.[phase]?.has(product) === true) continue;
      unchoose(context, state, phase, product);
      if (openObligations(context, met, state).length > 0) choose(context, state, phase, product);
    }
  }
  return copyOfSets(state);
}
