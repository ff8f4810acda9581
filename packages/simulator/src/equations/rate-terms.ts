// Active reactions → terms of the right-hand side: equal products of a row are one term, whose coefficient many reactions
// may add up to.
import type { Code } from "../bytecode/bytecode-format.js";
import type { ActiveReaction, ActiveReactions } from "./active-reactions.js";
import type { ProductTableBuilder } from "./product-table.js";
import type { SlotLayout } from "./slot-layout.js";

/** Terms of the right-hand side by rows, and how the reactions add up to their coefficients. */
export interface RateTerms {
  readonly rowStart: Int32Array;
  readonly slot: Int32Array;
  readonly coefficients: Float64Array;
  /** coefficients[contributionTerm[c]] += contributionChange[c]·flux factor of contributionReaction[c] */
  readonly contributionTerm: Int32Array;
  readonly contributionReaction: Int32Array;
  readonly contributionChange: Float64Array;
}

/** What a reaction's flux is, besides its constant factor: a product of unknowns (given by unknown numbers) or a law. */
export interface FluxSource {
  readonly slot: number;
  /** In ascending order; empty for a law. */
  readonly factors: readonly number[];
  readonly law: LawSource | undefined;
}

/** The unknowns that a law reads, by number, where its value goes, and what it computes. */
export interface LawSource {
  readonly variables: readonly number[];
  readonly slot: number;
  readonly code: Code;
}

/** Terms by rows, each row's in the order in which reactions first contribute to them; and by term where it comes from. */
export function collectTerms(
  { reactions, unknowns }: ActiveReactions,
  layout: SlotLayout,
  products: ProductTableBuilder,
): { readonly terms: RateTerms; readonly sources: readonly FluxSource[] } {
  const fluxes = reactions.map((active) => fluxOfReaction(active, layout, products));
  // Terms in the order in which they are met, and contributions with the terms that they belong to.
  const metAs = new Map<number, number>();
  const rowOf: number[] = [];
  const fluxOf: number[] = [];
  const contributions = { term: [] as number[], reaction: [] as number[], change: [] as number[] };
  reactions.forEach(({ changes }, reaction) => {
    const { slot } = fluxes[reaction]!;
    for (const [species, change] of changes) {
      const row = layout.unknownOf.get(species)!;
      const key = slot * unknowns.length + row;
      let term = metAs.get(key);
      if (term === undefined) {
        term = rowOf.length;
        metAs.set(key, term);
        rowOf.push(row);
        fluxOf.push(reaction);
      }
      contributions.term.push(term);
      contributions.reaction.push(reaction);
      contributions.change.push(change);
    }
  });
  const { starts: rowStart, order } = sortedBy(rowOf, unknowns.length);
  const sources = Array.from(order, (term) => fluxes[fluxOf[term]!]!);
  const placeOf = new Int32Array(order.length);
  order.forEach((term, place) => {
    placeOf[term] = place;
  });
  const places = contributions.term.map((term) => placeOf[term]!);
  const { order: byTerm } = sortedBy(places, order.length);
  const terms: RateTerms = {
    rowStart,
    slot: Int32Array.from(sources, ({ slot }) => slot),
    coefficients: new Float64Array(order.length),
    contributionTerm: Int32Array.from(byTerm, (contribution) => places[contribution]!),
    contributionReaction: Int32Array.from(byTerm, (contribution) => contributions.reaction[contribution]!),
    contributionChange: Float64Array.from(byTerm, (contribution) => contributions.change[contribution]!),
  };
  return { terms, sources };
}

function fluxOfReaction(
  active: ActiveReaction,
  layout: SlotLayout,
  products: ProductTableBuilder,
): FluxSource {
  const factors = active.factors.map((species) => layout.unknownOf.get(species)!).sort((a, b) => a - b);
  const prepared = layout.laws.get(active);
  if (prepared === undefined) return { slot: products.slotOf(factors), factors, law: undefined };
  const variables = active.variables.map((species) => layout.unknownOf.get(species)!);
  const law = { variables, slot: prepared.slot, code: active.reaction.rate.code };
  return { slot: prepared.slot, factors, law };
}

/**
 * Indices by ascending value, those of equal values in their order, where values are whole numbers below `count`; and where
 * the indices of each value start.
 */
export function sortedBy(
  values: ArrayLike<number>,
  count: number,
): { readonly starts: Int32Array; readonly order: Int32Array } {
  const starts = new Int32Array(count + 1);
  for (const value of Array.from(values)) starts[value + 1]!++;
  for (let value = 0; value < count; value++) starts[value + 1]! += starts[value]!;
  const next = starts.slice();
  const order = new Int32Array(values.length);
  for (let index = 0; index < values.length; index++) order[next[values[index]!]!++] = index;
  return { starts, order };
}
