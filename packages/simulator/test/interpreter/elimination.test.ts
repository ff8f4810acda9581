import fc from "fast-check";
import { expect, test } from "vitest";
import { factorizeDense, solveDense } from "../../src/interpreter/dense-elimination.js";
import { eliminate, planElimination, substitute } from "../../src/interpreter/sparse-elimination.js";

interface Matrix {
  readonly n: number;
  readonly diagonal: readonly number[];
  readonly entries: readonly { readonly row: number; readonly column: number; readonly value: number }[];
}

/** Random sparse matrices with a full diagonal. */
const matrices: fc.Arbitrary<Matrix> = fc.integer({ min: 1, max: 12 }).chain((n) =>
  fc.record({
    n: fc.constant(n),
    diagonal: fc.array(fc.double({ min: 0.5, max: 4, noNaN: true }), { minLength: n, maxLength: n }),
    entries: fc
      .uniqueArray(
        fc.record({
          row: fc.nat(n - 1),
          column: fc.nat(n - 1),
          value: fc.double({ min: -2, max: 2, noNaN: true }),
        }),
        { maxLength: 2 * n, selector: ({ row, column }) => row * n + column },
      )
      .map((entries) => entries.filter(({ row, column }) => row !== column)),
  }),
);

/** |A·x − b| relative to |A|·|x|. */
function residual({ n, diagonal, entries }: Matrix, x: Float64Array, b: Float64Array): number {
  const left = Float64Array.from({ length: n }, (_, i) => diagonal[i]! * x[i]! - b[i]!);
  for (const { row, column, value } of entries) left[row]! += value * x[column]!;
  const size = 4 * Math.max(...x.map(Math.abs));
  return Math.max(...left.map(Math.abs)) / Math.max(size, 1e-300);
}

function solveSparse({ n, diagonal, entries }: Matrix, b: Float64Array): Float64Array | undefined {
  const plan = planElimination(
    n,
    Int32Array.from(entries, ({ row }) => row),
    Int32Array.from(entries, ({ column }) => column),
  )!;
  const numbers = new Float64Array(plan.entryCount);
  diagonal.forEach((value, i) => {
    numbers[plan.diagonal[i]!] = value;
  });
  entries.forEach(({ value }, e) => {
    numbers[plan.places[e]!] = value;
  });
  const x = Float64Array.from(b);
  if (!eliminate(plan, numbers)) return undefined;
  substitute(plan, numbers, x);
  return x;
}

test("sparse elimination solves, or refuses", () => {
  let refused = 0;
  fc.assert(
    fc.property(matrices, (matrix) => {
      const b = Float64Array.from({ length: matrix.n }, (_, i) => i + 1);
      const x = solveSparse(matrix, b);
      if (x === undefined) refused++;
      else expect(residual(matrix, x, b)).toBeLessThan(1e-9);
    }),
    { numRuns: 2000, seed: 1 },
  );
  expect(refused).toBeLessThan(400);
});

test("dense elimination solves what is not singular", () => {
  fc.assert(
    fc.property(matrices, ({ n, diagonal, entries }) => {
      const matrix = new Float64Array(n * n);
      for (let i = 0; i < n; i++) matrix[i * n + i] = diagonal[i]!;
      for (const { row, column, value } of entries) matrix[row * n + column] = value;
      const b = Float64Array.from({ length: n }, (_, i) => i + 1);
      const x = Float64Array.from(b);
      const pivots = new Int32Array(n);
      if (!factorizeDense(matrix, n, pivots)) return;
      solveDense(matrix, n, pivots, x);
      expect(residual({ n, diagonal, entries }, x, b)).toBeLessThan(1e-12);
    }),
    { numRuns: 2000, seed: 2 },
  );
});

test("an arrow is eliminated without fill-in, whichever way it points", () => {
  const n = 20;
  const spokes = Array.from({ length: n - 1 }, (_, i) => i + 1);
  const plan = planElimination(
    n,
    Int32Array.from([...spokes, ...spokes.map(() => 0)]),
    Int32Array.from([...spokes.map(() => 0), ...spokes]),
  )!;
  expect(plan.entryCount).toBe(3 * n - 2);
  expect(plan.operationCount).toBe(n - 1);
});

test("a pivot of 0 is refused", () => {
  const swap: Matrix = {
    n: 2,
    diagonal: [0, 0],
    entries: [
      { row: 0, column: 1, value: 1 },
      { row: 1, column: 0, value: 1 },
    ],
  };
  expect(solveSparse(swap, Float64Array.of(1, 2))).toBeUndefined();
});
