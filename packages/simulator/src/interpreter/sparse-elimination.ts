// Gaussian elimination for a fixed pattern of non-zero entries: the order of the pivots and the entries of both factors are
// found once per system, so that a factorisation touches nothing but non-zero numbers. Pivots stay on the diagonal;
// `eliminate` refuses where that would lose accuracy, and the caller then takes the dense method with row exchanges.
import { type EliminationOrder, orderElimination } from "../elimination/elimination-order.js";

/**
 * A planned elimination. All entries of the matrix, fill-in included, stand in one array of `entryCount` numbers: row by
 * row in the order of elimination; of each row first those in columns of earlier blocks, which stay as they are, then
 * those before the diagonal, the diagonal, and those after it.
 */
export interface EliminationPlan {
  readonly entryCount: number;
  /** Products that the factorisation subtracts. */
  readonly operationCount: number;
  /** Place of diagonal entry i, by row. */
  readonly diagonal: Int32Array;
  /** Place of each entry of the pattern that the plan was made for. */
  readonly places: Int32Array;
  /** Rows in the order of their elimination, and the first position of each block. */
  readonly order: Int32Array;
  readonly blockStart: Int32Array;
  /** By position: where the row's entries begin, those before the diagonal, and the diagonal. */
  readonly rowStart: Int32Array;
  readonly lowerStart: Int32Array;
  readonly diagonalAt: Int32Array;
  /** By place: the position of the entry's column. */
  readonly column: Int32Array;
  /** By position; a row that is being eliminated; a vector that is being substituted. */
  readonly row: Float64Array;
  readonly vector: Float64Array;
}

/** A multiplier above this is a pivot too small to be relied on. */
const LARGEST_MULTIPLIER = 100;

/**
 * Plans the elimination of an n × n matrix with a full diagonal and the given further entries; undefined if the factors
 * would be too large.
 */
export function planElimination(
  n: number,
  rows: Int32Array,
  columns: Int32Array,
): EliminationPlan | undefined {
  const others = Array.from({ length: n }, (): number[] => []);
  for (const [e, row] of rows.entries()) if (columns[e] !== row) others[row]!.push(columns[e]!);
  const elimination = orderElimination(others);
  return elimination && layOutPlan(elimination, rows, columns);
}

function layOutPlan(elimination: EliminationOrder, rows: Int32Array, columns: Int32Array): EliminationPlan {
  const { order, blockStart, lower, upper, before, factorCost } = elimination;
  const n = order.length;
  const positionOf = new Int32Array(n);
  for (const [position, row] of order.entries()) positionOf[row] = position;
  const entryCount = n + lower.values.length + upper.values.length + before.values.length;
  const column = new Int32Array(entryCount);
  const rowStart = new Int32Array(n + 1);
  const lowerStart = new Int32Array(n);
  const diagonalAt = new Int32Array(n);
  let next = 0;
  for (let position = 0; position < n; position++) {
    for (let k = before.start[position]!; k < before.start[position + 1]!; k++)
      column[next++] = positionOf[before.values[k]!]!;
    lowerStart[position] = next;
    for (let k = lower.start[position]!; k < lower.start[position + 1]!; k++)
      column[next++] = lower.values[k]!;
    diagonalAt[position] = next;
    column[next++] = position;
    for (let k = upper.start[position]!; k < upper.start[position + 1]!; k++)
      column[next++] = upper.values[k]!;
    rowStart[position + 1] = next;
  }
  return {
    entryCount,
    operationCount: factorCost - lower.values.length,
    diagonal: Int32Array.from(positionOf, (position) => diagonalAt[position]!),
    places: placesOf({ rowStart, column, positionOf }, rows, columns),
    order,
    blockStart,
    rowStart,
    lowerStart,
    diagonalAt,
    column,
    row: new Float64Array(n),
    vector: new Float64Array(n),
  };
}

/** Where the entries of the pattern stand. */
function placesOf(
  { rowStart, column, positionOf }: Pick<EliminationPlan, "rowStart" | "column"> & { positionOf: Int32Array },
  rows: Int32Array,
  columns: Int32Array,
): Int32Array {
  const entriesAt = Array.from({ length: positionOf.length }, (): number[] => []);
  for (const [e, row] of rows.entries()) entriesAt[positionOf[row]!]!.push(e);
  const placeInRow = new Int32Array(positionOf.length);
  const places = new Int32Array(rows.length);
  for (const [position, entries] of entriesAt.entries()) {
    for (let k = rowStart[position]!; k < rowStart[position + 1]!; k++) placeInRow[column[k]!] = k;
    for (const e of entries) places[e] = placeInRow[positionOf[columns[e]!]!]!;
  }
  return places;
}

/**
 * Factors the entries in place; pivots become their inverses. False if a pivot is zero or, unless the largest multiplier
 * is given otherwise, too small for its column.
 */
export function eliminate(
  plan: EliminationPlan,
  entries: Float64Array,
  largestMultiplier = LARGEST_MULTIPLIER,
): boolean {
  const { order, rowStart, lowerStart, diagonalAt, column, row } = plan;
  for (let position = 0; position < order.length; position++) {
    const from = lowerStart[position]!;
    const diagonal = diagonalAt[position]!;
    const end = rowStart[position + 1]!;
    for (let k = from; k < end; k++) row[column[k]!] = entries[k]!;
    for (let k = from; k < diagonal; k++) {
      const pivot = column[k]!;
      const multiplier = row[pivot]! * entries[diagonalAt[pivot]!]!;
      if (!(Math.abs(multiplier) <= largestMultiplier)) return false;
      entries[k] = multiplier;
      for (let u = diagonalAt[pivot]! + 1; u < rowStart[pivot + 1]!; u++)
        row[column[u]!] = row[column[u]!]! - multiplier * entries[u]!;
    }
    const inverse = 1 / row[position]!;
    if (!(Math.abs(inverse) < Number.POSITIVE_INFINITY)) return false;
    entries[diagonal] = inverse;
    for (let k = diagonal + 1; k < end; k++) entries[k] = row[column[k]!]!;
  }
  return true;
}

/** Replaces the right-hand side at the start of `vector` by the solution, with entries factored by `eliminate`. */
export function substitute(plan: EliminationPlan, entries: Float64Array, vector: Float64Array): void {
  const { order, blockStart, rowStart, diagonalAt, column, vector: solved } = plan;
  for (let block = 0; block + 1 < blockStart.length; block++) {
    const first = blockStart[block]!;
    const end = blockStart[block + 1]!;
    for (let position = first; position < end; position++) {
      let sum = vector[order[position]!]!;
      for (let k = rowStart[position]!; k < diagonalAt[position]!; k++)
        sum -= entries[k]! * solved[column[k]!]!;
      solved[position] = sum;
    }
    for (let position = end - 1; position >= first; position--) {
      let sum = solved[position]!;
      for (let k = diagonalAt[position]! + 1; k < rowStart[position + 1]!; k++)
        sum -= entries[k]! * solved[column[k]!]!;
      solved[position] = sum * entries[diagonalAt[position]!]!;
      vector[order[position]!] = solved[position]!;
    }
  }
}
