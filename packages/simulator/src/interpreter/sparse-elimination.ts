// Gaussian elimination for a fixed pattern of non-zero entries: the order of the pivots and every single operation are
// found once per system, so that a factorisation touches nothing but non-zero numbers. Pivots stay on the diagonal;
// `eliminate` refuses where that would lose accuracy, and the caller then takes the dense method with row exchanges.

/** A recorded elimination. All entries of the matrix, fill-in included, stand in one array of `entryCount` numbers. */
export interface EliminationPlan {
  readonly entryCount: number;
  /** Operations of the factorisation (multiplications and subtractions). */
  readonly operationCount: number;
  /** Place of diagonal entry i, by row. */
  readonly diagonal: Int32Array;
  /** Place of each entry of the pattern that the plan was made for. */
  readonly places: Int32Array;
  /** Rows in the order of their elimination. */
  readonly order: Int32Array;
  /** Multipliers below each pivot: place and row, by position in the order. */
  readonly lower: Lists;
  /** Entries right of each pivot: place and column, by position in the order. */
  readonly upper: Lists;
  /** For each multiplier in turn, the places from which its products are subtracted, one for each upper entry. */
  readonly targets: Int32Array;
}

interface Lists {
  readonly start: Int32Array;
  readonly place: Int32Array;
  readonly index: Int32Array;
}

/** A multiplier above this is a pivot too small to be relied on. */
const LARGEST_MULTIPLIER = 100;

/** Plans the elimination of an n × n matrix with a full diagonal and the given further entries. */
export function planElimination(n: number, rows: Int32Array, columns: Int32Array): EliminationPlan {
  const rowPattern = Array.from({ length: n }, (_, i) => new Set([i]));
  const columnPattern = Array.from({ length: n }, (_, i) => new Set([i]));
  const connect = (i: number, j: number): void => {
    rowPattern[i]!.add(j);
    columnPattern[j]!.add(i);
  };
  for (const [e, row] of rows.entries()) connect(row, columns[e]!);
  const remaining = new Set(rowPattern.keys());
  const order: number[] = [];
  const below: number[][] = [];
  const right: number[][] = [];
  while (remaining.size > 0) {
    const pivot = cheapestPivot(remaining, rowPattern, columnPattern);
    remaining.delete(pivot);
    order.push(pivot);
    below.push([...columnPattern[pivot]!].filter((i) => remaining.has(i)).sort((a, b) => a - b));
    right.push([...rowPattern[pivot]!].filter((j) => remaining.has(j)).sort((a, b) => a - b));
    for (const i of below.at(-1)!) for (const j of right.at(-1)!) connect(i, j);
  }
  return layOutPlan({ n, rows, columns, rowPattern, order, below, right });
}

/** Markowitz's rule: the pivot that makes the fewest products. */
function cheapestPivot(
  remaining: ReadonlySet<number>,
  rows: readonly Set<number>[],
  columns: readonly Set<number>[],
): number {
  const count = (set: ReadonlySet<number>): number => {
    let size = -1;
    for (const i of set) if (remaining.has(i)) size++;
    return size;
  };
  let best = -1;
  let lowest = Number.POSITIVE_INFINITY;
  for (const candidate of remaining) {
    const cost = count(rows[candidate]!) * count(columns[candidate]!);
    if (cost < lowest) {
      lowest = cost;
      best = candidate;
    }
  }
  return best;
}

interface Elimination {
  readonly n: number;
  readonly rows: Int32Array;
  readonly columns: Int32Array;
  readonly rowPattern: readonly Set<number>[];
  readonly order: readonly number[];
  readonly below: readonly (readonly number[])[];
  readonly right: readonly (readonly number[])[];
}

function layOutPlan({ n, rows, columns, rowPattern, order, below, right }: Elimination): EliminationPlan {
  const places = new Map<number, number>();
  rowPattern.forEach((row, i) => {
    for (const j of row) places.set(i * n + j, places.size);
  });
  const placeOf = (i: number, j: number): number => places.get(i * n + j)!;
  const targets = order.flatMap((_, k) => below[k]!.flatMap((i) => right[k]!.map((j) => placeOf(i, j))));
  return {
    entryCount: places.size,
    operationCount: targets.length,
    diagonal: Int32Array.from({ length: n }, (_, i) => placeOf(i, i)),
    places: Int32Array.from(rows, (row, e) => placeOf(row, columns[e]!)),
    order: Int32Array.from(order),
    lower: listsFrom(below, (k, i) => placeOf(i, order[k]!)),
    upper: listsFrom(right, (k, j) => placeOf(order[k]!, j)),
    targets: Int32Array.from(targets),
  };
}

function listsFrom(
  lists: readonly (readonly number[])[],
  placeOf: (k: number, index: number) => number,
): Lists {
  const start = new Int32Array(lists.length + 1);
  lists.forEach((list, k) => {
    start[k + 1] = start[k]! + list.length;
  });
  return {
    start,
    place: Int32Array.from(lists.flatMap((list, k) => list.map((index) => placeOf(k, index)))),
    index: Int32Array.from(lists.flat()),
  };
}

/** Factors the entries in place; pivots become their inverses. False if a pivot is too small for its column. */
export function eliminate(plan: EliminationPlan, entries: Float64Array): boolean {
  const { order, diagonal, lower, upper, targets } = plan;
  let target = 0;
  for (let k = 0; k < order.length; k++) {
    const pivotPlace = diagonal[order[k]!]!;
    const inverse = 1 / entries[pivotPlace]!;
    if (!(Math.abs(inverse) < Number.POSITIVE_INFINITY)) return false;
    entries[pivotPlace] = inverse;
    const upperStart = upper.start[k]!;
    const upperEnd = upper.start[k + 1]!;
    for (let l = lower.start[k]!; l < lower.start[k + 1]!; l++) {
      const multiplier = entries[lower.place[l]!]! * inverse;
      if (!(Math.abs(multiplier) <= LARGEST_MULTIPLIER)) return false;
      entries[lower.place[l]!] = multiplier;
      for (let u = upperStart; u < upperEnd; u++) {
        const place = targets[target++]!;
        entries[place] = entries[place]! - multiplier * entries[upper.place[u]!]!;
      }
    }
  }
  return true;
}

/** Replaces the right-hand side at the start of `vector` by the solution, with entries factored by `eliminate`. */
export function substitute(plan: EliminationPlan, entries: Float64Array, vector: Float64Array): void {
  const { order, diagonal, lower, upper } = plan;
  for (let k = 0; k < order.length; k++) {
    const value = vector[order[k]!]!;
    for (let l = lower.start[k]!; l < lower.start[k + 1]!; l++) {
      const row = lower.index[l]!;
      vector[row] = vector[row]! - entries[lower.place[l]!]! * value;
    }
  }
  for (let k = order.length - 1; k >= 0; k--) {
    const row = order[k]!;
    let sum = vector[row]!;
    for (let u = upper.start[k]!; u < upper.start[k + 1]!; u++)
      sum -= entries[upper.place[u]!]! * vector[upper.index[u]!]!;
    vector[row] = sum * entries[diagonal[row]!]!;
  }
}
