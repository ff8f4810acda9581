// The pattern of a sparse matrix → the order in which a system with it is solved: strongly connected blocks one after
// the other (block-triangular form), and within a block pivots on the diagonal by Markowitz's rule, with their fill-in.
//
// R. Tarjan, "Depth-first search and linear graph algorithms", SIAM Journal on Computing 1 (1972) 146;
// H. Markowitz, "The elimination form of the inverse and its application to linear programming", Management Science 3
// (1957) 255.

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
  /** Multiplications of one factorisation and one solution. */
  readonly factorCost: number;
  readonly solveCost: number;
}

/** `columns[i]`: the columns of row i, the diagonal excepted, which is always full. */
export function orderElimination(columns: readonly (readonly number[])[]): EliminationOrder {
  const blocks = strongComponents(columns).map((rows) => orderBlock(rows, columns));
  let factorCost = 0;
  let solveCost = 0;
  for (const { lower, upper, before, order } of blocks) {
    const positions = new Map(order.map((row, position) => [row, position]));
    order.forEach((_, position) => {
      solveCost += lower[position]!.length + upper[position]!.length + before[position]!.length + 1;
      for (const column of lower[position]!) factorCost += 1 + upper[positions.get(column)!]!.length;
    });
  }
  return { blocks, factorCost, solveCost };
}

/** Tarjan's algorithm without recursion. A component follows all that its rows refer to. */
function strongComponents(columns: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const size = columns.length;
  const index = new Int32Array(size).fill(-1);
  const low = new Int32Array(size);
  const isOpen = new Uint8Array(size);
  const nextEdge = new Int32Array(size);
  const open: number[] = [];
  const components: number[][] = [];
  let count = 0;
  for (let root = 0; root < size; root++) {
    if (index[root]! >= 0) continue;
    const path = [root];
    while (path.length > 0) {
      const vertex = path.at(-1)!;
      if (index[vertex]! < 0) {
        index[vertex] = low[vertex] = count++;
        open.push(vertex);
        isOpen[vertex] = 1;
      }
      const edges = columns[vertex]!;
      if (nextEdge[vertex]! < edges.length) {
        const target = edges[nextEdge[vertex]!++]!;
        if (index[target]! < 0) path.push(target);
        else if (isOpen[target] === 1) low[vertex] = Math.min(low[vertex]!, index[target]!);
        continue;
      }
      path.pop();
      const parent = path.at(-1);
      if (parent !== undefined) low[parent] = Math.min(low[parent]!, low[vertex]!);
      if (low[vertex] !== index[vertex]) continue;
      const component: number[] = [];
      let member: number;
      do {
        member = open.pop()!;
        isOpen[member] = 0;
        component.push(member);
      } while (member !== vertex);
      components.push(component.sort((a, b) => a - b));
    }
  }
  return components;
}

function orderBlock(rows: readonly number[], columns: readonly (readonly number[])[]): EliminationBlock {
  const members = new Set(rows);
  const before = new Map(rows.map((row) => [row, columns[row]!.filter((column) => !members.has(column))]));
  if (rows.length === 1) {
    return { order: rows, lower: [[]], upper: [[]], before: [before.get(rows[0]!)!] };
  }
  const right = new Map(
    rows.map((row) => [
      row,
      new Set(columns[row]!.filter((column) => column !== row && members.has(column))),
    ]),
  );
  const below = new Map(rows.map((row) => [row, new Set<number>()]));
  for (const [row, set] of right) for (const column of set) below.get(column)!.add(row);
  const lower = new Map(rows.map((row) => [row, [] as number[]]));
  const upper = new Map<number, readonly number[]>();
  const order: number[] = [];
  const remaining = new Set(rows);
  while (remaining.size > 0) {
    const pivot = cheapestPivot(remaining, right, below);
    remaining.delete(pivot);
    order.push(pivot);
    const across = right.get(pivot)!;
    const down = below.get(pivot)!;
    upper.set(pivot, [...across]);
    for (const row of down) {
      lower.get(row)!.push(pivot);
      const pattern = right.get(row)!;
      pattern.delete(pivot);
      for (const column of across) {
        if (column === row) continue;
        pattern.add(column);
        below.get(column)!.add(row);
      }
    }
    for (const column of across) below.get(column)!.delete(pivot);
  }
  const position = new Map(order.map((row, k) => [row, k]));
  const sorted = (list: readonly number[]): readonly number[] =>
    [...list].sort((a, b) => position.get(a)! - position.get(b)!);
  return {
    order,
    lower: order.map((row) => lower.get(row)!),
    upper: order.map((row) => sorted(upper.get(row)!)),
    before: order.map((row) => before.get(row)!),
  };
}

/** The pivot with the fewest products of a column entry and a row entry. */
function cheapestPivot(
  remaining: ReadonlySet<number>,
  right: ReadonlyMap<number, ReadonlySet<number>>,
  below: ReadonlyMap<number, ReadonlySet<number>>,
): number {
  let best = -1;
  let lowest = Number.POSITIVE_INFINITY;
  for (const row of remaining) {
    const cost = right.get(row)!.size * below.get(row)!.size;
    if (cost >= lowest) continue;
    best = row;
    lowest = cost;
    if (cost === 0) break;
  }
  return best;
}
