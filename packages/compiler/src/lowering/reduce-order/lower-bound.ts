// How many products must at least be added to meet what is open, as in Bychkov and Pogudin 2021: m new products meet at
// most m·M obligations together with known quantities, where M is the most that one of them meets, and m(m + 1)/2 among
// themselves.

import type { ProductId } from "./product-table.js";
import type { Obligation, SearchContext } from "./search-context.js";
import { COST_OF_VARIABLE, type SearchState } from "./search-state.js";

/** What the open obligations will add to the cost at least; infinite if one of them cannot be met. */
export function leastAddedCost(
  context: SearchContext,
  state: SearchState,
  open: readonly Obligation[],
): number {
  const byPhase = new Map<number, Obligation[]>();
  for (const one of open) {
    if (one.rest === undefined) return Number.POSITIVE_INFINITY;
    const own = byPhase.get(one.phase);
    if (own === undefined) byPhase.set(one.phase, [one]);
    else own.push(one);
  }
  let uses = 0;
  let variables = 0;
  for (const [phase, own] of byPhase) {
    const count = leastAdditions(context, state.sets[phase]!, own);
    uses += count;
    // Variables of other phases can be read in this one without being new.
    variables = Math.max(variables, count - (state.phasesOf.size - state.sets[phase]!.size));
  }
  return variables * COST_OF_VARIABLE + uses;
}

function leastAdditions(
  context: SearchContext,
  set: ReadonlySet<ProductId>,
  open: readonly Obligation[],
): number {
  const single = new Set(open.flatMap(({ rest, limit }) => (limit === 1 ? [rest!] : [])));
  const isEstimable = open.every(({ limit }) => limit <= 2);
  if (!isEstimable) return Math.max(1, single.size);
  const most = mostMetByOne(context, set, open);
  let count = 1;
  while (count * most + (count * (count + 1)) / 2 < open.length) count++;
  return Math.max(count, single.size);
}

/** The most obligations that one new product meets with known quantities, not with itself. */
function mostMetByOne(
  { table, work }: SearchContext,
  set: ReadonlySet<ProductId>,
  open: readonly Obligation[],
): number {
  const met = new Map<ProductId, number>();
  let most = 1;
  const count = (product: ProductId): void => {
    const sum = (met.get(product) ?? 0) + 1;
    met.set(product, sum);
    if (sum > most) most = sum;
    work.done++;
  };
  const isKnown = (product: ProductId): boolean => table.degreeOf(product) <= 1 || set.has(product);
  for (const { rest, limit } of open) {
    count(rest!);
    const splits = limit === 2 ? table.splitsOf(rest!) : undefined;
    if (splits === undefined) continue;
    for (let index = 0; index < splits.parts.length; index++) {
      const [part, other] = [splits.parts[index]!, splits.rests[index]!];
      work.done += 2;
      if (isKnown(part)) count(other);
      if (isKnown(other)) count(part);
    }
  }
  return most;
}
