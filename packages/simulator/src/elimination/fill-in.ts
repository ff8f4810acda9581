// Which entries the factors of a sparse matrix have: row by row, each row as what its entries reach through the rows
// before it. J. Gilbert and T. Peierls, "Sparse partial pivoting in time proportional to arithmetic operations", SIAM
// Journal on Scientific and Statistical Computing 9 (1988) 862, for a fixed order; with symmetric pruning: S. Eisenstat and
// J. Liu, "Exploiting structural symmetry in unsymmetric sparse symbolic factorization", SIAM Journal on Matrix Analysis
// and Applications 13 (1992) 202.
import { createNumberList, type Lists, transposed } from "./lists.js";

/** Both factors without the diagonal: columns of each row, ascending. */
export interface FactorPattern {
  readonly lower: Lists;
  readonly upper: Lists;
  /** Multiplications of one factorisation. */
  readonly factorCost: number;
}

/** What the factors may cost at most. */
export interface FactorLimits {
  readonly entries: number;
  readonly multiplications: number;
}

/** The pattern of a matrix with a full diagonal, `columns` of row i in any order; undefined if it costs too much. */
export function findFillIn(columns: Lists, limits: FactorLimits): FactorPattern | undefined {
  const size = columns.start.length - 1;
  const lower = createNumberList();
  const upper = createNumberList();
  const rows: Rows = {
    lower,
    upper,
    lowerStart: new Int32Array(size + 1),
    upperStart: new Int32Array(size + 1),
    searchEnd: new Int32Array(size),
    isPruned: new Uint8Array(size),
    mark: new Int32Array(size).fill(-1),
  };
  let factorCost = 0;
  for (let row = 0; row < size; row++) {
    reach(rows, columns, row);
    rows.lowerStart[row + 1] = lower.count();
    rows.upperStart[row + 1] = upper.count();
    rows.searchEnd[row] = upper.count();
    for (let k = rows.lowerStart[row]!; k < lower.count(); k++) {
      const pivot = lower.values()[k]!;
      factorCost += 1 + rows.upperStart[pivot + 1]! - rows.upperStart[pivot]!;
      if (rows.isPruned[pivot] === 0) prune(rows, pivot, row);
    }
    if (lower.count() + upper.count() > limits.entries || factorCost > limits.multiplications)
      return undefined;
  }
  return {
    lower: sorted({ start: rows.lowerStart, values: lower.values().subarray(0, lower.count()) }, size),
    upper: sorted({ start: rows.upperStart, values: upper.values().subarray(0, upper.count()) }, size),
    factorCost,
  };
}

type NumberList = ReturnType<typeof createNumberList>;

interface Rows {
  readonly lower: NumberList;
  readonly upper: NumberList;
  readonly lowerStart: Int32Array;
  readonly upperStart: Int32Array;
  /** Up to where the columns of an upper row are looked through; the rest is found by another way. */
  readonly searchEnd: Int32Array;
  readonly isPruned: Uint8Array;
  readonly mark: Int32Array;
}

function reach(
  { lower, upper, upperStart, searchEnd, mark }: Rows,
  { start, values }: Lists,
  row: number,
): void {
  mark[row] = row;
  let next = lower.count();
  const add = (column: number): void => {
    if (mark[column] === row) return;
    mark[column] = row;
    (column < row ? lower : upper).push(column);
  };
  for (let k = start[row]!; k < start[row + 1]!; k++) add(values[k]!);
  // The lower list is at the same time the queue of rows that are still to be looked through.
  for (; next < lower.count(); next++) {
    const pivot = lower.values()[next]!;
    for (let k = upperStart[pivot]!; k < searchEnd[pivot]!; k++) add(upper.values()[k]!);
  }
}

/** Where both entries of a pair exist, the later row contains what the pivot's row has beyond it. */
function prune({ upper, upperStart, searchEnd, isPruned }: Rows, pivot: number, row: number): void {
  const values = upper.values();
  const start = upperStart[pivot]!;
  const end = searchEnd[pivot]!;
  if (values.subarray(start, end).indexOf(row) < 0) return;
  isPruned[pivot] = 1;
  let kept = start;
  for (let k = start; k < end; k++) {
    const column = values[k]!;
    if (column > row) continue;
    values[k] = values[kept]!;
    values[kept++] = column;
  }
  searchEnd[pivot] = kept;
}

/** Twice transposed, lists are in ascending order, in a time that does not depend on what they look like. */
function sorted(lists: Lists, size: number): Lists {
  return transposed(transposed(lists, size), size);
}
