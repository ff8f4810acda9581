// The way out when the search finds nothing within its budget: all divisors of all products that occur. It always ends;
// without absolute values it always meets every obligation, since (m/q)·n is a product of two of them for q' ∋ n.

import type { ProductId } from "./product-table.js";
import type { Obligation, SearchContext } from "./search-context.js";
import { type ChosenSets, openObligations, stateOf } from "./search-state.js";

/** Products that are made at most; beyond it the order is not reduced. */
const LARGEST_CLOSURE = 400;

/** The given sets with all divisors, undefined if they are too many or do not suffice. */
export function divisorClosure(
  context: SearchContext,
  group: readonly Obligation[],
  sets: ChosenSets,
): ChosenSets | undefined {
  const closed = sets.map((set, phase) => closureIn(context, group, phase, set));
  const isSmall = closed.every((set) => set.size <= LARGEST_CLOSURE);
  return isSmall && openObligations(context, group, stateOf(context, closed)).length === 0
    ? closed
    : undefined;
}

function closureIn(
  context: SearchContext,
  group: readonly Obligation[],
  phase: number,
  start: ReadonlySet<ProductId>,
): ReadonlySet<ProductId> {
  const { table, isUsable, termsOf } = context;
  const closed = new Set(start);
  const seen = new Set<ProductId>();
  const waiting = group.flatMap((one) => (one.phase === phase ? [one.product] : []));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next) || closed.size > LARGEST_CLOSURE) continue;
    seen.add(next);
    for (const divisor of [next, ...(table.splitsOf(next)?.restOf.keys() ?? [])])
      if (isUsable(phase, divisor)) closed.add(divisor);
    for (const variable of table.variablesIn(next)) waiting.push(...termsOf(phase, variable));
  }
  return closed;
}
