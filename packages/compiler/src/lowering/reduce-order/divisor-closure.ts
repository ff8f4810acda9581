// The way out when the search finds nothing within its budget: all divisors of all products that occur. It always ends;
// without absolute values it always meets every obligation, since (m/q)·n is a product of two of them for q' ∋ n.

import { degreeOfProduct, divisorsOf, type PowerProduct, productKey } from "./power-product.js";
import {
  type AuxiliarySets,
  type Obligation,
  openObligations,
  type SearchContext,
} from "./search-context.js";

/** Products that are made at most; beyond it the order is not reduced. */
const LARGEST_CLOSURE = 400;

/** The given sets with all divisors, undefined if they are too many or do not suffice. */
export function divisorClosure(
  context: SearchContext,
  group: readonly Obligation[],
  sets: AuxiliarySets,
): AuxiliarySets | undefined {
  const closed = sets.map((set, phase) => closureIn(context, group, phase, set));
  const isSmall = closed.every((set) => set.size <= LARGEST_CLOSURE);
  return isSmall && openObligations(context, group, closed).length === 0 ? closed : undefined;
}

function closureIn(
  context: SearchContext,
  group: readonly Obligation[],
  phase: number,
  start: ReadonlyMap<string, PowerProduct>,
): ReadonlyMap<string, PowerProduct> {
  const { derivatives } = context.phases[phase]!;
  const closed = new Map(start);
  const seen = new Set<string>();
  const waiting = group.filter((obligation) => obligation.phase === phase).map(({ product }) => product);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(productKey(next)) || closed.size > LARGEST_CLOSURE) continue;
    seen.add(productKey(next));
    for (const divisor of divisorsOf(next).filter(context.isOffered)) {
      if (degreeOfProduct(divisor) < 2 || context.derived(phase, divisor) === undefined) continue;
      closed.set(productKey(divisor), divisor);
    }
    for (const { name } of next)
      for (const { variables } of derivatives.get(name) ?? [])
        if (variables.length > 0) waiting.push(variables);
  }
  return closed;
}
