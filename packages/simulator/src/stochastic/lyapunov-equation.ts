// Solves A·X + X·Aᵀ = R for X by the squared Smith method, where all eigenvalues of A have positive real parts.
// Source: R. A. Smith, SIAM J. Appl. Math. 16 (1968) 198; squaring makes its convergence quadratic.

import { neverStops, type StopQuestion } from "./stop-question.js";

/** Square matrices, row by row. */
export type Matrix = Float64Array;

/** Doublings of the number of terms; so many are enough for a ratio of eigenvalues of 10²⁰. */
const MOST_DOUBLINGS = 48;
const NEGLIGIBLE = 1e-15;

/** The order of the matrices, and whether to go on. */
export interface LyapunovSetting {
  readonly size: number;
  readonly stop?: StopQuestion;
}

/**
 * Overwrites `right` with the solution. False if there is none, no convergence, or the calculation was stopped; `right` is
 * then lost.
 */
export function solveLyapunov(
  a: Matrix,
  right: Matrix,
  { size, stop = neverStops }: LyapunovSetting,
): boolean {
  // X = U·X·Uᵀ + Y with U = (A + p)⁻¹(A − p) and Y = 2p(A + p)⁻¹R(A + p)⁻ᵀ, for any p > 0.
  const shift = Math.sqrt(0.5 * Math.max(0.5, rowSumNorm(a, size)));
  const inverse = Float64Array.from(a);
  for (let i = 0; i < size; i++) inverse[i * size + i] = inverse[i * size + i]! + shift;
  if (!invert(inverse, size, stop)) return false;
  let power: Matrix = inverse.map((value, at) => (at % (size + 1) === 0 ? 1 : 0) - 2 * shift * value);
  const sum = timesTransposed(times(inverse, right, size, stop), inverse, size, stop);
  for (let at = 0; at < sum.length; at++) sum[at] = 2 * shift * sum[at]!;
  for (let doubling = 0; doubling < MOST_DOUBLINGS; doubling++) {
    const more = timesTransposed(times(power, sum, size, stop), power, size, stop);
    if (stop.isStopped()) return false;
    let largest = 0;
    let largestMore = 0;
    for (let at = 0; at < sum.length; at++) {
      sum[at] = sum[at]! + more[at]!;
      largest = Math.max(largest, Math.abs(sum[at]!));
      largestMore = Math.max(largestMore, Math.abs(more[at]!));
    }
    if (!(largest < Number.POSITIVE_INFINITY)) return false;
    if (largestMore <= NEGLIGIBLE * largest) {
      right.set(sum);
      return true;
    }
    power = times(power, power, size, stop);
  }
  return false;
}

/** a·b; without its last rows if it is to stop. */
export function times(a: Matrix, b: Matrix, size: number, stop = neverStops): Matrix {
  const product = new Float64Array(size * size);
  for (let i = 0; i < size && !stop.isDue(size * size); i++) {
    for (let k = 0; k < size; k++) {
      const factor = a[i * size + k]!;
      if (factor === 0) continue;
      for (let j = 0; j < size; j++)
        product[i * size + j] = product[i * size + j]! + factor * b[k * size + j]!;
    }
  }
  return product;
}

/** a·bᵀ; without its last rows if it is to stop. */
export function timesTransposed(a: Matrix, b: Matrix, size: number, stop = neverStops): Matrix {
  const product = new Float64Array(size * size);
  for (let i = 0; i < size && !stop.isDue(size * size); i++) {
    for (let j = 0; j < size; j++) {
      let sum = 0;
      for (let k = 0; k < size; k++) sum += a[i * size + k]! * b[j * size + k]!;
      product[i * size + j] = sum;
    }
  }
  return product;
}

function rowSumNorm(a: Matrix, size: number): number {
  let largest = 0;
  for (let i = 0; i < size; i++) {
    let sum = 0;
    for (let j = 0; j < size; j++) sum += Math.abs(a[i * size + j]!);
    largest = Math.max(largest, sum);
  }
  return largest;
}

/** By Gauss and Jordan with row pivots, in place; false if the matrix is singular, or it is to stop. */
function invert(a: Matrix, size: number, stop: StopQuestion): boolean {
  const rows = Int32Array.from({ length: size }, (_, i) => i);
  for (let k = 0; k < size; k++) {
    if (stop.isDue(size * size)) return false;
    let pivot = k;
    for (let i = k + 1; i < size; i++)
      if (Math.abs(a[i * size + k]!) > Math.abs(a[pivot * size + k]!)) pivot = i;
    const value = a[pivot * size + k]!;
    if (!(Math.abs(value) > 0)) return false;
    if (pivot !== k) swapRows(a, rows, { size, first: k, second: pivot });
    a[k * size + k] = 1;
    for (let j = 0; j < size; j++) a[k * size + j] = a[k * size + j]! / value;
    for (let i = 0; i < size; i++) {
      const factor = a[i * size + k]!;
      if (i === k || factor === 0) continue;
      a[i * size + k] = 0;
      for (let j = 0; j < size; j++) a[i * size + j] = a[i * size + j]! - factor * a[k * size + j]!;
    }
  }
  // The inverse of the matrix with other rows has its columns in another order.
  const row = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) row[rows[j]!] = a[i * size + j]!;
    a.set(row, i * size);
  }
  return true;
}

function swapRows(
  a: Matrix,
  rows: Int32Array,
  { size, first, second }: { readonly size: number; readonly first: number; readonly second: number },
): void {
  const row = a.slice(first * size, (first + 1) * size);
  a.copyWithin(first * size, second * size, (second + 1) * size);
  a.set(row, second * size);
  [rows[first], rows[second]] = [rows[second]!, rows[first]!];
}
