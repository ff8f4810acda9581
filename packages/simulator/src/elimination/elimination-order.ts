// The pattern of a sparse matrix → the order in which a system with it is solved: strongly connected blocks one after
// the other (block-triangular form), and within a block pivots on the diagonal in an order that fills in little.
import { postorder } from "./elimination-tree.js";
import { type FactorLimits, findFillIn } from "./fill-in.js";
import { type Lists, listAt, listsFrom } from "./lists.js";
import { minimumDegreeOrder } from "./minimum-degree.js";
import { strongComponents } from "./strong-components.js";

/** A place is a row's (and a column's) number in the order of elimination, counted through all blocks. */
export interface EliminationOrder {
  /** Matrix row by place. */
  readonly order: Int32Array;
  /** The first place of each block, and the number of places. */
  readonly blockStart: Int32Array;
  /** By place: the places before and after it, within its block, in which its row of the factors has entries; ascending. */
  readonly lower: Lists;
  readonly upper: Lists;
  /** By place: matrix columns of earlier blocks. */
  readonly before: Lists;
  /** Multiplications of one factorisation. */
  readonly factorCost: number;
}

/**
 * More than this is not tried: 1 GB for factors and where their entries stand, and some 10 s for one factorisation. A
 * network that exceeds it has thousands of species of which each acts on each other.
 */
const LARGEST_FACTORS: FactorLimits = { entries: 6e7, multiplications: 1e10 };

/**
 * `columns[i]`: the columns of row i, the diagonal excepted, which is always full. Undefined if the factors exceed the
 * limits.
 */
export function orderElimination(
  columns: readonly (readonly number[])[],
  limits: FactorLimits = LARGEST_FACTORS,
): EliminationOrder | undefined {
  const components = strongComponents(columns);
  const order = new Int32Array(columns.length);
  const blockStart = new Int32Array(components.length + 1);
  const blockOf = new Int32Array(columns.length);
  for (const [block, rows] of components.entries()) {
    order.set(rows.length === 1 ? rows : orderBlock(rows, columns), blockStart[block]!);
    blockStart[block + 1] = blockStart[block]! + rows.length;
    for (const row of rows) blockOf[row] = block;
  }
  const placeOf = new Int32Array(columns.length);
  order.forEach((row, place) => {
    placeOf[row] = place;
  });
  const rows = [...order];
  const isInside = (row: number) => (column: number) => blockOf[column] === blockOf[row];
  const inner = rows.map((row) => columns[row]!.filter(isInside(row)).map((column) => placeOf[column]!));
  const before = rows.map((row) => columns[row]!.filter((column) => !isInside(row)(column)));
  const pattern = findFillIn(listsFrom(inner), limits);
  return pattern && { order, blockStart, before: listsFrom(before), ...pattern };
}

/** Rows of a strongly connected block in the order of their elimination. */
function orderBlock(rows: readonly number[], columns: readonly (readonly number[])[]): readonly number[] {
  const local = new Map(rows.map((row, index) => [row, index]));
  const neighbours = rows.map(() => new Set<number>());
  rows.forEach((row, index) => {
    for (const column of columns[row]!) {
      const other = local.get(column);
      if (other === undefined || other === index) continue;
      neighbours[index]!.add(other);
      neighbours[other]!.add(index);
    }
  });
  return [...postorder(minimumDegreeOrder(neighbours), neighbours)].map((index) => rows[index]!);
}

/** One block by matrix rows: row i of the factors has non-zeros in the columns of `lower[i]`, i itself and `upper[i]`. */
export interface EliminationBlock {
  /** Matrix rows in the order of their elimination. */
  readonly order: readonly number[];
  /** By position in `order`: columns in ascending order of elimination. */
  readonly lower: readonly (readonly number[])[];
  readonly upper: readonly (readonly number[])[];
  /** By position: columns of earlier blocks. */
  readonly before: readonly (readonly number[])[];
}

/** The blocks of an elimination one by one, for code that is written out. */
export function blocksOf(elimination: EliminationOrder): readonly EliminationBlock[] {
  const { order, blockStart, lower, upper, before } = elimination;
  const rowsOf = (lists: Lists, place: number) => listAt(lists, place).map((other) => order[other]!);
  return Array.from({ length: blockStart.length - 1 }, (_, block) => {
    const first = blockStart[block]!;
    const places = Array.from({ length: blockStart[block + 1]! - first }, (_, k) => first + k);
    return {
      order: places.map((place) => order[place]!),
      lower: places.map((place) => rowsOf(lower, place)),
      upper: places.map((place) => rowsOf(upper, place)),
      before: places.map((place) => listAt(before, place)),
    };
  });
}
