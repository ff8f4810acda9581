// The point at which a search stands: the products chosen for each phase. It is changed in place and changed back.

import type { ProductId } from "./product-table.js";
import type { Obligation, SearchContext } from "./search-context.js";

/** For each phase the products that are read in it. */
export type ChosenSets = readonly ReadonlySet<ProductId>[];

export interface SearchState {
  readonly sets: readonly Set<ProductId>[];
  /** In how many phases a product is read. */
  readonly phasesOf: Map<ProductId, number>;
  /** In all phases together: how often products are read, and the terms of their derivatives. */
  upkeep: number;
}

/** A variable weighs more than what reads it and changes it. */
export const COST_OF_VARIABLE = 1_000_000;

export function stateOf(context: SearchContext, sets: ChosenSets): SearchState {
  const state: SearchState = { sets: sets.map(() => new Set()), phasesOf: new Map(), upkeep: 0 };
  for (const [phase, set] of sets.entries())
    for (const product of set) choose(context, state, phase, product);
  return state;
}

export function copyOfSets({ sets }: SearchState): ChosenSets {
  return sets.map((set) => new Set(set));
}

export function choose(context: SearchContext, state: SearchState, phase: number, product: ProductId): void {
  state.sets[phase]!.add(product);
  state.phasesOf.set(product, (state.phasesOf.get(product) ?? 0) + 1);
  state.upkeep += 1 + context.termCount(phase, product);
}

export function unchoose(
  context: SearchContext,
  state: SearchState,
  phase: number,
  product: ProductId,
): void {
  state.sets[phase]!.delete(product);
  const left = state.phasesOf.get(product)! - 1;
  if (left > 0) state.phasesOf.set(product, left);
  else state.phasesOf.delete(product);
  state.upkeep -= 1 + context.termCount(phase, product);
}

/** Products to be read in one phase. */
export interface Choice {
  readonly phase: number;
  readonly products: readonly ProductId[];
}

/** What `look` finds while the products are chosen. */
export function withChosen<Found>(
  context: SearchContext,
  state: SearchState,
  { phase, products }: Choice,
  look: () => Found,
): Found {
  for (const product of products) choose(context, state, phase, product);
  const found = look();
  for (const product of products) unchoose(context, state, phase, product);
  return found;
}

/** Fewest variables first, then fewest terms in their equations and fewest phases in which they are read. */
export function costOf({ phasesOf, upkeep }: SearchState): number {
  return phasesOf.size * COST_OF_VARIABLE + upkeep;
}

/** True if the product can be written as one of at most `limit` variables and chosen products. */
export function isCovered(
  context: SearchContext,
  set: ReadonlySet<ProductId>,
  product: ProductId,
  limit: number,
): boolean {
  const { table, work } = context;
  work.done++;
  if (table.degreeOf(product) <= limit) return true;
  if (limit < 1) return false;
  if (set.has(product)) return true;
  if (limit === 1) return false;
  const splits = table.splitsOf(product);
  if (splits === undefined) return false;
  const { parts, rests } = splits;
  for (let index = 0; index < parts.length; index++) {
    const [part, rest] = [parts[index]!, rests[index]!];
    work.done++;
    if (set.has(part) && isCovered(context, set, rest, limit - 1)) return true;
    if (set.has(rest) && isCovered(context, set, part, limit - 1)) return true;
  }
  return false;
}

export function isMet(context: SearchContext, { sets }: SearchState, obligation: Obligation): boolean {
  const { phase, rest, limit } = obligation;
  return rest !== undefined && isCovered(context, sets[phase]!, rest, limit);
}

/** True if a product chosen last meets what nothing met before. */
function isMetBy(
  context: SearchContext,
  { sets }: SearchState,
  { phase, rest, limit }: Obligation,
  product: ProductId,
): boolean {
  context.work.done++;
  if (rest === undefined) return false;
  if (rest === product) return true;
  if (limit < 2) return false;
  const left = context.table.splitsOf(rest)?.restOf.get(product);
  return left !== undefined && isCovered(context, sets[phase]!, left, limit - 1);
}

/** What the chosen products leave to be met, each once. */
export function openObligations(
  context: SearchContext,
  group: readonly Obligation[],
  state: SearchState,
): readonly Obligation[] {
  const all = new Set(group);
  for (const [phase, set] of state.sets.entries())
    for (const product of set) for (const one of context.derived(phase, product)) all.add(one);
  return [...all].filter((obligation) => !isMet(context, state, obligation));
}

/** What is left open when products have been chosen in one phase, with what their derivatives add. */
export function openAfter(
  context: SearchContext,
  state: SearchState,
  open: readonly Obligation[],
  { phase, products }: Choice,
): readonly Obligation[] {
  const left = open.filter(
    (one) => one.phase !== phase || !products.some((product) => isMetBy(context, state, one, product)),
  );
  const present = new Set(left);
  for (const product of products)
    for (const one of context.derived(phase, product))
      if (!present.has(one) && !isMet(context, state, one)) {
        present.add(one);
        left.push(one);
      }
  return left;
}
