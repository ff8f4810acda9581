// Active reactions → terms of the right-hand side: equal products of a row are one term, whose coefficient many reactions
// may add up to.
import type { ActiveReactions, SpeciesChange } from "./active-reactions.js";
import type { ProductTableBuilder } from "./product-table.js";
import type { SlotLayout } from "./slot-layout.js";
import { type Lists, sortedBy } from "./sorted-by.js";

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

/** What the fluxes of reactions are, besides their constant factors: products of unknowns or laws. */
export interface FluxSources {
  /** By active reaction: the unknowns that it multiplies, in ascending order; none for a law. */
  readonly factors: Lists;
  readonly slot: Int32Array;
  /** The first so many products are enough for reactions that change a species of the core. */
  readonly coreProductCount: number;
}

/** Finds the products that fluxes are made of; those of laws stand in slots of their own. */
export function collectFluxes(
  { reactions, coreSize }: ActiveReactions,
  layout: SlotLayout,
  products: ProductTableBuilder,
): FluxSources {
  const start = new Int32Array(reactions.length + 1);
  for (let r = 0; r < reactions.length; r++) start[r + 1] = start[r]! + reactions[r]!.factors.length;
  const items = new Int32Array(start[reactions.length]!);
  const slot = new Int32Array(reactions.length);
  for (let r = 0; r < reactions.length; r++) {
    const active = reactions[r]!;
    const end = start[r + 1]!;
    for (let k = start[r]!; k < end; k++) {
      const factor = layout.unknownOf[active.factors[k - start[r]!]!]!;
      let place = k;
      for (; place > start[r]! && items[place - 1]! > factor; place--) items[place] = items[place - 1]!;
      items[place] = factor;
    }
  }
  const changesCore = (changes: readonly SpeciesChange[]): boolean => {
    for (const change of changes) if (layout.unknownOf[change[0]]! < coreSize) return true;
    return false;
  };
  const findSlots = (ofCore: boolean): void => {
    for (let r = 0; r < reactions.length; r++) {
      const { changes, hasVaryingLaw } = reactions[r]!;
      if (changesCore(changes) !== ofCore) continue;
      slot[r] = hasVaryingLaw ? layout.laws.get(r)!.slot : products.slotOf(items, start[r]!, start[r + 1]!);
    }
  };
  findSlots(true);
  const coreProductCount = products.count();
  if (layout.oneSlot > coreSize) findSlots(false);
  return { factors: { start, items }, slot, coreProductCount };
}

/** Terms by rows, each row's in the order in which reactions first contribute to them; and by term its first reaction. */
export function collectTerms(
  { reactions, unknowns }: ActiveReactions,
  { unknownOf }: SlotLayout,
  { slot: slotOf }: FluxSources,
): { readonly terms: RateTerms; readonly reactionOf: Int32Array } {
  let count = 0;
  for (const { changes } of reactions) count += changes.length;
  const row = new Int32Array(count);
  const reaction = new Int32Array(count);
  const change = new Float64Array(count);
  let met = 0;
  for (let r = 0; r < reactions.length; r++)
    for (const [species, amount] of reactions[r]!.changes) {
      row[met] = unknownOf[species]!;
      reaction[met] = r;
      change[met++] = amount;
    }
  const byRow = sortedBy(row, unknowns.length);
  const rowStart = new Int32Array(unknowns.length + 1);
  const termOf = new Int32Array(count);
  const reactionOf = new Int32Array(count);
  // Where a product stands in the row that is being looked at, if it was met there.
  let slots = 0;
  for (const slot of slotOf) if (slot >= slots) slots = slot + 1;
  const lastTerm = new Int32Array(slots).fill(-1);
  let terms = 0;
  for (let target = 0; target < unknowns.length; target++) {
    for (let k = byRow.start[target]!; k < byRow.start[target + 1]!; k++) {
      const contribution = byRow.items[k]!;
      const slot = slotOf[reaction[contribution]!]!;
      if (lastTerm[slot]! < rowStart[target]!) {
        reactionOf[terms] = reaction[contribution]!;
        lastTerm[slot] = terms++;
      }
      termOf[contribution] = lastTerm[slot]!;
    }
    rowStart[target + 1] = terms;
  }
  return {
    terms: {
      ...inOrderOfTerms(terms, { termOf, reaction, change }),
      rowStart,
      slot: slotsOf(reactionOf, terms, slotOf),
    },
    reactionOf: reactionOf.subarray(0, terms),
  };
}

function slotsOf(reactionOf: Int32Array, terms: number, slotOf: Int32Array): Int32Array {
  const slot = new Int32Array(terms);
  for (let term = 0; term < terms; term++) slot[term] = slotOf[reactionOf[term]!]!;
  return slot;
}

interface Contributions {
  readonly termOf: Int32Array;
  readonly reaction: Int32Array;
  readonly change: Float64Array;
}

function inOrderOfTerms(
  terms: number,
  { termOf, reaction, change }: Contributions,
): Pick<RateTerms, "coefficients" | "contributionTerm" | "contributionReaction" | "contributionChange"> {
  const { items } = sortedBy(termOf, terms);
  const contributionTerm = new Int32Array(items.length);
  const contributionReaction = new Int32Array(items.length);
  const contributionChange = new Float64Array(items.length);
  for (let k = 0; k < items.length; k++) {
    const contribution = items[k]!;
    contributionTerm[k] = termOf[contribution]!;
    contributionReaction[k] = reaction[contribution]!;
    contributionChange[k] = change[contribution]!;
  }
  return {
    coefficients: new Float64Array(terms),
    contributionTerm,
    contributionReaction,
    contributionChange,
  };
}
