import fc from "fast-check";
import { expect, test } from "vitest";
import { type EliminationOrder, orderElimination } from "../../src/elimination/elimination-order.js";
import { postorder } from "../../src/elimination/elimination-tree.js";
import { findFillIn } from "../../src/elimination/fill-in.js";
import { type Lists, listAt, listsFrom, transposed } from "../../src/elimination/lists.js";
import { minimumDegreeOrder } from "../../src/elimination/minimum-degree.js";

const NO_LIMITS = { entries: Number.POSITIVE_INFINITY, multiplications: Number.POSITIVE_INFINITY };

/** Columns of each row of a random sparse matrix, the diagonal excepted. */
const patterns: fc.Arbitrary<readonly (readonly number[])[]> = fc
  .integer({ min: 1, max: 25 })
  .chain((size) =>
    fc
      .array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 3 * size })
      .map((pairs) =>
        Array.from({ length: size }, (_, row) => [
          ...new Set(pairs.flatMap(([i, j]) => (i === row && j !== row ? [j] : []))),
        ]),
      ),
  );

/** The pattern of both factors by elimination with a full table of what is not zero. */
function eliminated(columns: readonly (readonly number[])[]): boolean[][] {
  const size = columns.length;
  const full = columns.map((list, row) =>
    Array.from({ length: size }, (_, column) => column === row || list.includes(column)),
  );
  for (let pivot = 0; pivot < size; pivot++)
    for (let row = pivot + 1; row < size; row++)
      if (full[row]![pivot]!)
        for (let column = pivot + 1; column < size; column++) full[row]![column] ||= full[pivot]![column]!;
  return full;
}

function neighboursOf(columns: readonly (readonly number[])[]): Set<number>[] {
  const neighbours = columns.map(() => new Set<number>());
  columns.forEach((list, row) => {
    for (const column of list) {
      neighbours[row]!.add(column);
      neighbours[column]!.add(row);
    }
  });
  return neighbours;
}

function rowsOf(lists: Lists): readonly (readonly number[])[] {
  return Array.from({ length: lists.start.length - 1 }, (_, row) => listAt(lists, row));
}

test("fill-in is that of elimination, and so is what it costs", () => {
  fc.assert(
    fc.property(patterns, (columns) => {
      const expected = eliminated(columns);
      const { lower, upper, factorCost } = findFillIn(listsFrom(columns), NO_LIMITS)!;
      const places = [...columns.keys()];
      expect(rowsOf(lower)).toEqual(
        places.map((row) => places.filter((column) => column < row && expected[row]![column])),
      );
      const above = places.map((row) => places.filter((column) => column > row && expected[row]![column]));
      expect(rowsOf(upper)).toEqual(above);
      const products = rowsOf(lower).flatMap((pivots) => pivots.map((pivot) => 1 + above[pivot]!.length));
      expect(factorCost).toBe(products.reduce((sum, count) => sum + count, 0));
    }),
    { numRuns: 300, seed: 1 },
  );
});

test("an order names each row once, its blocks need only earlier ones, its factors hold the matrix", () => {
  fc.assert(
    fc.property(patterns, (columns) => {
      const found: EliminationOrder = orderElimination(columns)!;
      expect([...found.order].sort((a, b) => a - b)).toEqual([...columns.keys()]);
      const blockOf = new Map<number, number>();
      for (let block = 0; block + 1 < found.blockStart.length; block++)
        for (let place = found.blockStart[block]!; place < found.blockStart[block + 1]!; place++)
          blockOf.set(found.order[place]!, block);
      for (const [place, row] of found.order.entries()) {
        const before = listAt(found.before, place);
        for (const column of before) expect(blockOf.get(column)).toBeLessThan(blockOf.get(row)!);
        const inFactors = [...listAt(found.lower, place), ...listAt(found.upper, place)];
        const known = new Set([...before, ...inFactors.map((other) => found.order[other]!)]);
        for (const column of columns[row]!) expect(known).toContain(column);
      }
    }),
    { numRuns: 300, seed: 2 },
  );
});

test("a postorder costs as much as the order that it was made of", () => {
  fc.assert(
    fc.property(patterns, (columns) => {
      const neighbours = neighboursOf(columns);
      const costOf = (order: Int32Array): number => {
        const placeOf = new Map([...order].map((row, place) => [row, place]));
        const moved = [...order].map((row) => [...neighbours[row]!].map((other) => placeOf.get(other)!));
        return findFillIn(listsFrom(moved), NO_LIMITS)!.factorCost;
      };
      const order = minimumDegreeOrder(neighbours);
      expect(costOf(postorder(order, neighbours))).toBe(costOf(order));
    }),
    { numRuns: 300, seed: 3 },
  );
});

test("transposing twice sorts", () => {
  const lists = listsFrom([[2, 0], [], [1, 2, 0]]);
  expect(rowsOf(transposed(lists, 3))).toEqual([[0, 2], [2], [0, 2]]);
  expect(rowsOf(transposed(transposed(lists, 3), 3))).toEqual([[0, 2], [], [0, 1, 2]]);
});

/** Cells of a grid, each with a number of species, connected within the cell and, species by species, to the next cells. */
function grid(width: number, height: number, species: number): number[][] {
  const index = (i: number, j: number, k: number): number => (i * height + j) * species + k;
  const cells = Array.from({ length: width * height }, (_, cell) => [
    Math.floor(cell / height),
    cell % height,
  ]);
  return cells.flatMap(([i, j]) =>
    Array.from({ length: species }, (_, k) => [
      ...Array.from({ length: species }, (_, other) => index(i!, j!, other)).filter(
        (_, other) => other !== k,
      ),
      ...[
        [i! - 1, j!],
        [i! + 1, j!],
        [i!, j! - 1],
        [i!, j! + 1],
      ]
        .filter(([a, b]) => a! >= 0 && a! < width && b! >= 0 && b! < height)
        .map(([a, b]) => index(a!, b!, k)),
    ]),
  );
}

/** Every vertex knows the first one besides its neighbours on a line. */
function lineWithHub(size: number): number[][] {
  const line = grid(size, 1, 1).map((columns, row) => (row > 1 ? [...columns, 0] : columns));
  line[0] = Array.from({ length: size - 1 }, (_, k) => k + 1);
  return line;
}

// The bound for the grid is what nested dissection takes, 829/84 multiplications times the cube of its width for a symmetric
// factorisation (A. George, "Nested dissection of a regular finite element mesh", SIAM Journal on Numerical Analysis 10
// (1973) 345), twice that without symmetry, and 2³ times that for two species.
test.each([
  { name: "a line of 50 000 cells with two species", columns: () => grid(50_000, 1, 2), most: 7e5 },
  { name: "a line with a hub", columns: () => lineWithHub(30_000), most: 3e5 },
  {
    name: "a grid of 128 × 128 cells with two species",
    columns: () => grid(128, 128, 2),
    most: (829 / 84) * 128 ** 3 * 2 * 2 ** 3,
  },
])("$name is ordered within seconds, and eliminated with few operations", ({ columns, most }) => {
  const order = orderElimination(columns());
  expect(order!.factorCost).toBeLessThan(most);
});

test("factors that are too large are given up early", () => {
  const full = Array.from({ length: 200 }, (_, row) =>
    Array.from({ length: 200 }, (_, column) => column).filter((column) => column !== row),
  );
  expect(orderElimination(full, { entries: 39_000, multiplications: 1e9 })).toBeUndefined();
  expect(orderElimination(full, { entries: 40_000, multiplications: 1e6 })).toBeUndefined();
  expect(orderElimination(full, { entries: 40_000, multiplications: 1e9 })!.lower.values).toHaveLength(
    19_900,
  );
});
