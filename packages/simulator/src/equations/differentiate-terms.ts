// Terms of the right-hand side → the Jacobian and the derivatives with respect to time, as sums over the terms.
import { type ActiveReactions, readsTime } from "./active-reactions.js";
import type { ProductTableBuilder } from "./product-table.js";
import type { FluxSources, RateTerms } from "./rate-terms.js";
import type { SlotLayout } from "./slot-layout.js";
import { sortedBy } from "./sorted-by.js";

/** The non-zero derivatives of the right-hand side, sorted by row and column; columns are below `coreSize`. */
export interface SparseJacobian {
  readonly row: Int32Array;
  readonly column: Int32Array;
  readonly values: Float64Array;
  /** values[partEntry[p]] += partMultiplicity[p]·coefficients[partTerm[p]]·slots[partSlot[p]] */
  readonly partEntry: Int32Array;
  readonly partTerm: Int32Array;
  readonly partMultiplicity: Float64Array;
  readonly partSlot: Int32Array;
}

/** What terms contribute to entries of the Jacobian, row by row, in the order of the terms. */
export interface JacobianParts {
  /** By row, and what follows the last. */
  readonly start: Int32Array;
  readonly column: Int32Array;
  readonly term: Int32Array;
  readonly multiplicity: Float64Array;
  readonly slot: Int32Array;
}

/** ∂f/∂t = Σ coefficient·slot over these terms. */
export interface TimeTerms {
  readonly row: Int32Array;
  readonly term: Int32Array;
  readonly slot: Int32Array;
}

/** Derivatives of the fluxes by reaction: of the unknown `column`, `multiplicity` times what stands in a slot. */
interface FluxSlopes {
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly column: Int32Array;
  readonly multiplicity: Float64Array;
  readonly slot: Int32Array;
}

/** What terms are made of; `reactionOf` by term. */
export interface TermSources {
  readonly active: ActiveReactions;
  readonly layout: SlotLayout;
  readonly fluxes: FluxSources;
  readonly reactionOf: Int32Array;
}

/** Differentiates every term by every unknown that it reads, and by the time. */
export function differentiateTerms(
  { rowStart }: RateTerms,
  sources: TermSources,
  products: ProductTableBuilder,
): { readonly parts: JacobianParts; readonly timeTerms: TimeTerms } {
  const { reactionOf } = sources;
  const slopes = fluxSlopes(sources, products);
  const size = rowStart.length - 1;
  const terms = rowStart[size]!;
  let count = 0;
  for (let term = 0; term < terms; term++)
    count += slopes.end[reactionOf[term]!]! - slopes.start[reactionOf[term]!]!;
  const start = new Int32Array(size + 1);
  const column = new Int32Array(count);
  const termOf = new Int32Array(count);
  const multiplicity = new Float64Array(count);
  const slot = new Int32Array(count);
  let part = 0;
  for (let target = 0; target < size; target++) {
    for (let term = rowStart[target]!; term < rowStart[target + 1]!; term++) {
      const reaction = reactionOf[term]!;
      for (let k = slopes.start[reaction]!; k < slopes.end[reaction]!; k++) {
        column[part] = slopes.column[k]!;
        termOf[part] = term;
        multiplicity[part] = slopes.multiplicity[k]!;
        slot[part++] = slopes.slot[k]!;
      }
    }
    start[target + 1] = part;
  }
  return {
    parts: { start, column, term: termOf, multiplicity, slot },
    timeTerms: timeTermsOf(rowStart, sources),
  };
}

/** In the order of the terms, which is that in which new products are numbered. */
function fluxSlopes(
  { active, layout, fluxes, reactionOf }: TermSources,
  products: ProductTableBuilder,
): FluxSlopes {
  const { reactions } = active;
  const { start: factorStart, items: factors } = fluxes.factors;
  let most = factors.length;
  for (const reaction of layout.laws.keys()) most += reactions[reaction]!.variables.length;
  const start = new Int32Array(reactions.length).fill(-1);
  const end = new Int32Array(reactions.length);
  const column = new Int32Array(most);
  const multiplicity = new Float64Array(most);
  const slot = new Int32Array(most);
  const terms = reactionOf.length;
  let count = 0;
  for (let term = 0; term < terms; term++) {
    const reaction = reactionOf[term]!;
    if (start[reaction]! >= 0) continue;
    start[reaction] = count;
    const from = factorStart[reaction]!;
    const to = factorStart[reaction + 1]!;
    // ∂(A·A·B)/∂A = 2·A·B: each factor once, with how often it stands there and the slot of the others.
    for (let first = from; first < to; ) {
      let next = first + 1;
      while (next < to && factors[next] === factors[first]) next++;
      column[count] = factors[first]!;
      multiplicity[count] = next - first;
      slot[count++] = products.slotOf(factors, from, to, first);
      first = next;
    }
    const law = layout.laws.get(reaction);
    if (law !== undefined)
      for (const [k, species] of reactions[reaction]!.variables.entries()) {
        column[count] = layout.unknownOf[species]!;
        multiplicity[count] = 1;
        slot[count++] = law.slot + 1 + k;
      }
    end[reaction] = count;
  }
  return { start, end, column, multiplicity, slot };
}

/** Entries by row and column, and which entry each part belongs to. */
export function jacobianOf({
  start,
  column: columnOf,
  term,
  multiplicity,
  slot,
}: JacobianParts): SparseJacobian {
  const size = start.length - 1;
  const count = columnOf.length;
  const rowOf = new Int32Array(count);
  for (let row = 0; row < size; row++) rowOf.fill(row, start[row]!, start[row + 1]!);
  // By column, then by row: as both sorts keep the order of equals, parts stand by row and column.
  const { items: byColumn } = sortedBy(columnOf, size);
  const rows = new Int32Array(count);
  for (let place = 0; place < count; place++) rows[place] = rowOf[byColumn[place]!]!;
  const { items: byRow } = sortedBy(rows, size);
  const row = new Int32Array(count);
  const column = new Int32Array(count);
  const partEntry = new Int32Array(count);
  let last = -1;
  for (let k = 0; k < count; k++) {
    const part = byColumn[byRow[k]!]!;
    if (last < 0 || row[last] !== rowOf[part] || column[last] !== columnOf[part]) {
      last++;
      row[last] = rowOf[part]!;
      column[last] = columnOf[part]!;
    }
    partEntry[part] = last;
  }
  const entries = last + 1;
  return {
    row: row.slice(0, entries),
    column: column.slice(0, entries),
    values: new Float64Array(entries),
    partEntry,
    partTerm: term,
    partMultiplicity: multiplicity,
    partSlot: slot,
  };
}

function timeTermsOf(rowStart: Int32Array, { active, layout, reactionOf }: TermSources): TimeTerms {
  const row: number[] = [];
  const terms: number[] = [];
  const slot: number[] = [];
  if (layout.laws.size > 0)
    for (let target = 0; target < rowStart.length - 1; target++)
      for (let term = rowStart[target]!; term < rowStart[target + 1]!; term++) {
        const law = layout.laws.get(reactionOf[term]!);
        if (law === undefined) continue;
        const { reaction, variables } = active.reactions[reactionOf[term]!]!;
        if (!readsTime(reaction.rate.code)) continue;
        row.push(target);
        terms.push(term);
        slot.push(law.slot + 1 + variables.length);
      }
  return { row: Int32Array.from(row), term: Int32Array.from(terms), slot: Int32Array.from(slot) };
}
