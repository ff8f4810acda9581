// Terms of the right-hand side → the Jacobian and the derivatives with respect to time, as sums over the terms.
import { readsTime } from "./active-reactions.js";
import type { ProductTableBuilder } from "./product-table.js";
import { type FluxSource, type RateTerms, sortedBy } from "./rate-terms.js";

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

/** ∂f/∂t = Σ coefficient·slot over these terms. */
export interface TimeTerms {
  readonly row: Int32Array;
  readonly term: Int32Array;
  readonly slot: Int32Array;
}

/** Contributions to entries of the Jacobian, one after the other. */
interface JacobianParts {
  readonly row: number[];
  readonly column: number[];
  readonly term: number[];
  readonly multiplicity: number[];
  readonly slot: number[];
}

/** Differentiates every term by every unknown that it reads, and by the time; `sources` are those of the terms. */
export function differentiateTerms(
  { rowStart }: RateTerms,
  sources: readonly FluxSource[],
  products: ProductTableBuilder,
): { readonly jacobian: SparseJacobian; readonly timeTerms: TimeTerms } {
  const parts: JacobianParts = { row: [], column: [], term: [], multiplicity: [], slot: [] };
  const timeTerms = { row: [] as number[], term: [] as number[], slot: [] as number[] };
  const size = rowStart.length - 1;
  for (let row = 0; row < size; row++) {
    for (let term = rowStart[row]!; term < rowStart[row + 1]!; term++) {
      const { factors, law } = sources[term]!;
      const add = (column: number, multiplicity: number, slot: number): void => {
        parts.row.push(row);
        parts.column.push(column);
        parts.term.push(term);
        parts.multiplicity.push(multiplicity);
        parts.slot.push(slot);
      };
      addProductSlopes(factors, products, add);
      if (law === undefined) continue;
      for (const [k, column] of law.variables.entries()) add(column, 1, law.slot + 1 + k);
      if (!readsTime(law.code)) continue;
      timeTerms.row.push(row);
      timeTerms.term.push(term);
      timeTerms.slot.push(law.slot + 1 + law.variables.length);
    }
  }
  return {
    jacobian: jacobianFromParts(parts, size),
    timeTerms: {
      row: Int32Array.from(timeTerms.row),
      term: Int32Array.from(timeTerms.term),
      slot: Int32Array.from(timeTerms.slot),
    },
  };
}

/** ∂(A·A·B)/∂A = 2·A·B: each factor once, with how often it stands there and the slot of the others. */
function addProductSlopes(
  factors: readonly number[],
  products: ProductTableBuilder,
  add: (column: number, multiplicity: number, slot: number) => void,
): void {
  for (let first = 0; first < factors.length; ) {
    const column = factors[first]!;
    let end = first + 1;
    while (factors[end] === column) end++;
    const rest = factors.filter((_, k) => k !== first);
    add(column, end - first, products.slotOf(rest));
    first = end;
  }
}

function jacobianFromParts(parts: JacobianParts, size: number): SparseJacobian {
  // By column, then by row: as both sorts keep the order of equals, parts stand by row and column.
  const { order: byColumn } = sortedBy(parts.column, size);
  const { order: byRow } = sortedBy(
    Array.from(byColumn, (part) => parts.row[part]!),
    size,
  );
  const row: number[] = [];
  const column: number[] = [];
  const partEntry = new Int32Array(parts.row.length);
  for (const place of byRow) {
    const part = byColumn[place]!;
    const last = row.length - 1;
    if (row[last] !== parts.row[part] || column[last] !== parts.column[part]) {
      row.push(parts.row[part]!);
      column.push(parts.column[part]!);
    }
    partEntry[part] = row.length - 1;
  }
  return {
    row: Int32Array.from(row),
    column: Int32Array.from(column),
    values: new Float64Array(row.length),
    partEntry,
    partTerm: Int32Array.from(parts.term),
    partMultiplicity: Float64Array.from(parts.multiplicity),
    partSlot: Int32Array.from(parts.slot),
  };
}
