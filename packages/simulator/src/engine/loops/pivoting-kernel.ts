// Elimination with row exchanges, as loops over full blocks: for steps at which the sparse elimination, whose pivots stay
// on the diagonal, would lose what it is to compute. Entries of the Jacobian are those of the sparse elimination before.
// G. Golub and C. Van Loan, Matrix Computations, 3.4: partial pivoting.
import type { SystemStructure } from "../system-structure.js";

/** Numbers that all full blocks of a system may have together: 16 MB. */
const MOST_NUMBERS = 2 ** 21;

/** Whether a system's strongly connected blocks are small enough to be eliminated as full matrices. */
export function canExchangeRows({ elimination }: SystemStructure): boolean {
  return denseStarts(elimination().blockStart).at(-1)! <= MOST_NUMBERS;
}

/** Where each block's full matrix begins, and how many numbers all have together. */
export function denseStarts(blockStart: Int32Array): readonly number[] {
  const starts = [0];
  for (let block = 0; block + 1 < blockStart.length; block++)
    starts.push(starts[block]! + (blockStart[block + 1]! - blockStart[block]!) ** 2);
  return starts;
}

/** `factorExchanging(diagonal)`: 0 if the matrix is singular; `solveExchanging(vector)`. */
export const PIVOTING_KERNEL = `
func factorExchanging(diagonal: f64): i32 {
  for (let block: i32 = 0; block < BLOCKS; block = block + 1) {
    let first: i32 = i32[(block << 2) + BLOCK_START];
    let size: i32 = i32[(block << 2) + BLOCK_START + 4] - first;
    let base: i32 = (i32[(block << 2) + DENSE_START] << 3) + DENSE;
    fillBlock(first, size, base, diagonal);
    for (let k: i32 = 0; k < size; k = k + 1) {
      let pivot: i32 = largestBelow(k, size, base);
      i32[(first + k << 2) + EXCHANGED] = pivot;
      if (pivot != k) { exchange(k, pivot, size, base); }
      let row: i32 = k * size * 8 + base;
      let inverse: f64 = 1.0 / f64[(k << 3) + row];
      if (!(abs(inverse) < 1e999)) { return 0; }
      for (let i: i32 = k + 1; i < size; i = i + 1) {
        let target: i32 = i * size * 8 + base;
        let multiplier: f64 = f64[(k << 3) + target] * inverse;
        if (multiplier != 0.0) {
          f64[(k << 3) + target] = multiplier;
          subtractFull(target + (k + 1 << 3), row + (k + 1 << 3), size - k - 1, multiplier);
        }
      }
    }
  }
  return 1;
}

func fillBlock(first: i32, size: i32, base: i32, diagonal: f64) {
  fill(base, 0, 8 * size * size);
  for (let place: i32 = first; place < first + size; place = place + 1) {
    let row: i32 = (place - first) * size * 8 + base;
    f64[(place - first << 3) + row] = diagonal;
    let end: i32 = i32[(place << 2) + INNER_START + 4];
    for (let k: i32 = i32[(place << 2) + INNER_START]; k < end; k = k + 1) {
      let cell: i32 = (i32[(k << 2) + INNER_PLACE] - first << 3) + row;
      f64[cell] = f64[cell] - f64[(i32[(k << 2) + INNER_ENTRY] << 3) + ENTRY];
    }
  }
}

func largestBelow(k: i32, size: i32, base: i32): i32 {
  let pivot: i32 = k;
  let largest: f64 = 0.0;
  for (let i: i32 = k; i < size; i = i + 1) {
    let value: f64 = abs(f64[(i * size + k << 3) + base]);
    if (value > largest) {
      largest = value;
      pivot = i;
    }
  }
  return pivot;
}

func exchange(one: i32, other: i32, size: i32, base: i32) {
  let a: i32 = one * size * 8 + base;
  let b: i32 = other * size * 8 + base;
  for (let j: i32 = 0; j < size; j = j + 1) {
    let value: f64 = f64[a];
    f64[a] = f64[b];
    f64[b] = value;
    a = a + 8;
    b = b + 8;
  }
}

func subtractFull(target: i32, source: i32, count: i32, multiplier: f64) {
  let pair: v128 = splat(multiplier);
  let end: i32 = target + (count << 3);
  while (target + 8 < end) {
    v128[target] = v128[target] - pair * v128[source];
    target = target + 16;
    source = source + 16;
  }
  if (target < end) { f64[target] = f64[target] - multiplier * f64[source]; }
}

func solveExchanging(vector: i32) {
  for (let block: i32 = 0; block < BLOCKS; block = block + 1) {
    let first: i32 = i32[(block << 2) + BLOCK_START];
    let size: i32 = i32[(block << 2) + BLOCK_START + 4] - first;
    let base: i32 = (i32[(block << 2) + DENSE_START] << 3) + DENSE;
    let solved: i32 = (first << 3) + SOLVED;
    for (let k: i32 = 0; k < size; k = k + 1) {
      let place: i32 = first + k;
      let sum: f64 = f64[(i32[(place << 2) + ORDER] << 3) + vector];
      let end: i32 = i32[(place << 2) + BEFORE_START + 4];
      for (let e: i32 = i32[(place << 2) + BEFORE_START]; e < end; e = e + 1) {
        sum = sum + f64[(i32[(e << 2) + BEFORE_ENTRY] << 3) + ENTRY] * f64[(i32[(e << 2) + BEFORE_COLUMN] << 3) + vector];
      }
      f64[(k << 3) + solved] = sum;
    }
    for (let k: i32 = 0; k < size; k = k + 1) {
      let pivot: i32 = i32[(first + k << 2) + EXCHANGED];
      let value: f64 = f64[(pivot << 3) + solved];
      f64[(pivot << 3) + solved] = f64[(k << 3) + solved];
      let row: i32 = k * size * 8 + base;
      for (let j: i32 = 0; j < k; j = j + 1) { value = value - f64[(j << 3) + row] * f64[(j << 3) + solved]; }
      f64[(k << 3) + solved] = value;
    }
    for (let k: i32 = size - 1; k >= 0; k = k - 1) {
      let value: f64 = f64[(k << 3) + solved];
      let row: i32 = k * size * 8 + base;
      for (let j: i32 = k + 1; j < size; j = j + 1) { value = value - f64[(j << 3) + row] * f64[(j << 3) + solved]; }
      value = value / f64[(k << 3) + row];
      f64[(k << 3) + solved] = value;
      f64[(i32[(first + k << 2) + ORDER] << 3) + vector] = value;
    }
  }
}
`;

/** How the sparse elimination is secured: by row exchanges, by asking for them (status `unprepared`), or not at all. */
export type Securing = "present" | "on-demand" | "none";

/** `factorSafely(y, diagonal)`: whether systems can be solved; `solveSafely(vector)`. */
export function securedElimination(securing: Securing): string {
  const otherwise = { present: "return exchangeRows(diagonal);", "on-demand": "i32[UNSOUND] = 1;", none: "" };
  const exchange = `
func exchangeRows(diagonal: f64): i32 {
  i32[EXCHANGES] = 1;
  return factorExchanging(diagonal);
}`;
  return `
func factorSafely(y: i32, diagonal: f64): i32 {
  factor(y, diagonal);
  i32[EXCHANGES] = 0;
  if (isSound()) { return 1; }
  ${otherwise[securing]}
  ${securing === "present" ? "" : "return 0;"}
}
${securing === "present" ? exchange : ""}

func solveSafely(vector: i32) {
  ${securing === "present" ? "if (i32[EXCHANGES]) { solveExchanging(vector); return; }" : ""}
  solve(vector);
}
`;
}
