// Depth-first search over the ways to split open products in two, with a bound on the cost. The work is counted.

import { leastAddedCost } from "./lower-bound.js";
import type { ProductId } from "./product-table.js";
import type { Obligation, SearchContext } from "./search-context.js";
import type { Choice } from "./search-state.js";
import {
  type ChosenSets,
  copyOfSets,
  costOf,
  isCovered,
  openAfter,
  openObligations,
  type SearchState,
  stateOf,
  withChosen,
} from "./search-state.js";

/** `moving`: products without standing factors first; `open`: what leaves least to be met first. */
export type Preference = "moving" | "open";

export interface SearchLimits {
  readonly preference: Preference;
  /** Only what costs less is looked for. */
  readonly below: number;
  /** Operations that may be done in all, as counted by the context. */
  readonly until: number;
  readonly stop: "at-first" | "at-best";
}

export interface SearchResult {
  readonly sets: ChosenSets | undefined;
  readonly cost: number;
  /** False if something was not looked at that might cost less. */
  readonly complete: boolean;
}

/** The cheapest family found that contains the given one and meets the obligations of the group. */
export function branchAndBound(
  context: SearchContext,
  group: readonly Obligation[],
  start: ChosenSets,
  { preference, below, until, stop }: SearchLimits,
): SearchResult {
  const state = stateOf(context, start);
  const seen = new Set<string>();
  let best: ChosenSets | undefined;
  let cost = below;
  let complete = true;
  /** True if the search is over. */
  const visit = (open: readonly Obligation[]): boolean => {
    if (context.work.done > until) {
      complete = false;
      return true;
    }
    if (open.length === 0) {
      if (costOf(state) < cost) [best, cost] = [copyOfSets(state), costOf(state)];
      return stop === "at-first";
    }
    const narrowest = narrowestOf(context, open);
    if (narrowest === undefined) {
      complete = false;
      return false;
    }
    for (const child of childrenOf(context, state, { open, narrowest, preference, below: cost })) {
      if (child.bound >= cost) continue;
      const isOver = () => isNew(keyOf(state), seen) && visit(child.open);
      if (withChosen(context, state, child.chosen, isOver)) return true;
    }
    return false;
  };
  const open = openObligations(context, group, state);
  if (costOf(state) + leastAddedCost(context, state, open) < cost) visit(open);
  return { sets: best, cost, complete };
}

function isNew(key: string, seen: Set<string>): boolean {
  const isSeen = seen.has(key);
  seen.add(key);
  return !isSeen;
}

function keyOf({ sets }: SearchState): string {
  return sets.map((set) => [...set].sort((a, b) => a - b).join()).join(";");
}

/** The obligation with the fewest splits; undefined if one has more than can be looked at. */
function narrowestOf({ table }: SearchContext, open: readonly Obligation[]): Obligation | undefined {
  let best: Obligation | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  for (const one of open) {
    const choices = one.limit === 1 ? 0 : table.splitsOf(one.rest!)?.parts.length;
    if (choices === undefined) return undefined;
    if (choices < fewest) [best, fewest] = [one, choices];
  }
  return best;
}

interface Child {
  readonly chosen: Choice;
  readonly open: readonly Obligation[];
  /** What it will cost at least. */
  readonly bound: number;
}

/** What ways to meet an obligation are compared by. */
interface Comparison {
  readonly open: readonly Obligation[];
  readonly preference: Preference;
  readonly below: number;
}

type OrderedChild = Child & { readonly order: readonly number[] };

/** The ways to meet one obligation, most promising first. */
function childrenOf(
  context: SearchContext,
  state: SearchState,
  { narrowest, ...comparison }: Comparison & { readonly narrowest: Obligation },
): readonly Child[] {
  const { phase } = narrowest;
  return additionsFor(context, state.sets[phase]!, narrowest)
    .flatMap((products) => {
      const chosen = { phase, products };
      return withChosen(context, state, chosen, () => childOf(context, state, chosen, comparison) ?? []);
    })
    .sort((a, b) => compareOrders(a.order, b.order));
}

/** Undefined if it costs too much. */
function childOf(
  context: SearchContext,
  state: SearchState,
  chosen: Choice,
  { open, preference, below }: Comparison,
): OrderedChild | undefined {
  const cost = costOf(state);
  if (cost >= below) return undefined;
  const { products } = chosen;
  const left = openAfter(context, state, open, chosen);
  const bound = cost + (left.length === 0 ? 0 : leastAddedCost(context, state, left));
  const standing = preference === "moving" ? sumOf(products, context.standingDegree) : 0;
  const [uses, degree] = [sumOf(products, context.uses), sumOf(products, context.table.degreeOf)];
  const order = [state.phasesOf.size, products.length, standing, -uses, left.length, cost, degree];
  return bound >= below ? undefined : { chosen, open: left, bound, order };
}

function compareOrders(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((value, place) => value !== b[place]);
  return index < 0 ? 0 : a[index]! - b[index]!;
}

function sumOf(products: readonly ProductId[], numberOf: (product: ProductId) => number): number {
  return products.reduce((sum, product) => sum + numberOf(product), 0);
}

/** One or two new products, each choice of which meets the obligation. */
function additionsFor(
  context: SearchContext,
  set: ReadonlySet<ProductId>,
  { phase, rest: product, limit }: Obligation,
): readonly (readonly ProductId[])[] {
  if (product === undefined) return [];
  const isUsable = (one: ProductId): boolean => context.isUsable(phase, one);
  const additions: (readonly ProductId[])[] = isUsable(product) ? [[product]] : [];
  const splits = limit > 1 ? context.table.splitsOf(product) : undefined;
  for (const [index, part] of (splits?.parts ?? []).entries()) {
    const rest = splits!.rests[index]!;
    context.work.done++;
    const partIsEnough = isUsable(part) && (part === rest || isCovered(context, set, rest, limit - 1));
    const restIsEnough = isUsable(rest) && part !== rest && isCovered(context, set, part, limit - 1);
    if (partIsEnough) additions.push([part]);
    if (restIsEnough) additions.push([rest]);
    if (!partIsEnough && !restIsEnough && isUsable(part) && isUsable(rest)) additions.push([part, rest]);
  }
  return additions;
}
