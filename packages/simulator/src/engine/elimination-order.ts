// The pattern of a sparse matrix → the order in which a system with it is solved: strongly connected blocks one after
// the other (block-triangular form), and within a block pivots on the diagonal in an order that fills in little.
import { minimumDegreeOrder } from "./minimum-degree.js";
import { strongComponents } from "./strong-components.js";

/** One block: row i of the factored matrix has non-zeros in the columns of `lower[i]`, i itself and `upper[i]`. */
export interface EliminationBlock {
  /** Matrix rows in the order of their elimination. */
  readonly order: readonly number[];
  /** By position in `order`: columns in ascending order of elimination. */
  readonly lower: readonly (readonly number[])[];
  readonly upper: readonly (readonly number[])[];
  /** By position: columns of earlier blocks. */
  readonly before: readonly (readonly number[])[];
}

export interface EliminationOrder {
  readonly blocks: readonly EliminationBlock[];
  /** Multiplications of one factorisation. */
  readonly factorCost: number;
}

/** `columns[i]`: the columns of row i, the diagonal excepted, which is always full. */
export function orderElimination(columns: readonly (readonly number[])[]): EliminationOrder {
  const blocks = strongComponents(columns).map((rows) => orderBlock(rows, columns));
  let factorCost = 0;
  for (const { lower, upper, order } of blocks) {
    const positions = new Map(order.map((row, position) => [row, position]));
    for (const position of order.keys()) {
      for (const column of lower[position]!) factorCost += 1 + upper[positions.get(column)!]!.length;
    }
  }
  return { blocks, factorCost };
}

function orderBlock(rows: readonly number[], columns: readonly (readonly number[])[]): EliminationBlock {
  if (rows.length === 1) return { order: rows, lower: [[]], upper: [[]], before: [columns[rows[0]!]!] };
  const local = new Map(rows.map((row, index) => [row, index]));
  const inner = rows.map((row) =>
    columns[row]!.flatMap((column) => (column !== row && local.has(column) ? [local.get(column)!] : [])),
  );
  const neighbours = rows.map(() => new Set<number>());
  inner.forEach((list, row) => {
    for (const column of list) {
      neighbours[row]!.add(column);
      neighbours[column]!.add(row);
    }
  });
  const order = minimumDegreeOrder(neighbours);
  const { lower, upper } = fillIn(order, inner);
  const named = (lists: readonly (readonly number[])[]): readonly (readonly number[])[] =>
    lists.map((places) => places.map((place) => rows[order[place]!]!));
  return {
    order: order.map((index) => rows[index]!),
    lower: named(lower),
    upper: named(upper),
    before: order.map((index) => columns[rows[index]!]!.filter((column) => !local.has(column))),
  };
}

/** The patterns of both factors, row by row in the order of elimination; all by place in that order. */
function fillIn(
  order: readonly number[],
  columns: readonly (readonly number[])[],
): { readonly lower: readonly (readonly number[])[]; readonly upper: readonly (readonly number[])[] } {
  const size = order.length;
  const placeOf = new Int32Array(size);
  order.forEach((row, place) => {
    placeOf[row] = place;
  });
  const lower: number[][] = [];
  const upper: number[][] = [];
  const rowOf = new Int32Array(size).fill(-1);
  for (let place = 0; place < size; place++) {
    rowOf[place] = place;
    let lowest = place;
    for (const column of columns[order[place]!]!) {
      rowOf[placeOf[column]!] = place;
      lowest = Math.min(lowest, placeOf[column]!);
    }
    const before: number[] = [];
    for (let pivot = lowest; pivot < place; pivot++) {
      if (rowOf[pivot] !== place) continue;
      before.push(pivot);
      for (const column of upper[pivot]!) rowOf[column] = place;
    }
    const after: number[] = [];
    for (let column = place + 1; column < size; column++) if (rowOf[column] === place) after.push(column);
    lower.push(before);
    upper.push(after);
  }
  return { lower, upper };
}
