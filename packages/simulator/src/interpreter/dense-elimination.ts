// Gaussian elimination of a small full matrix with row exchanges, for systems that are not sparse and for the steps in
// which the sparse method would lose accuracy.

/** Factors the row-major n × n matrix in place, exchanging rows so that multipliers stay below 1; false if singular. */
export function factorizeDense(matrix: Float64Array, n: number, pivots: Int32Array): boolean {
  for (let k = 0; k < n; k++) {
    const pivot = largestInColumn(matrix, n, k);
    pivots[k] = pivot;
    if (pivot !== k) exchangeRows(matrix, n, k, pivot);
    const inverse = 1 / matrix[k * n + k]!;
    if (!(Math.abs(inverse) < Number.POSITIVE_INFINITY)) return false;
    for (let i = k + 1; i < n; i++) {
      const entry = matrix[i * n + k]!;
      if (entry === 0) continue;
      const multiplier = entry * inverse;
      matrix[i * n + k] = multiplier;
      for (let j = k + 1, a = i * n + j, b = k * n + j; j < n; j++, a++, b++) {
        matrix[a] = matrix[a]! - multiplier * matrix[b]!;
      }
    }
  }
  return true;
}

/** Replaces the right-hand side at the start of `vector` by the solution. */
export function solveDense(matrix: Float64Array, n: number, pivots: Int32Array, vector: Float64Array): void {
  for (let k = 0; k < n; k++) {
    const pivot = pivots[k]!;
    const value = vector[pivot]!;
    if (pivot !== k) {
      vector[pivot] = vector[k]!;
      vector[k] = value;
    }
    if (value === 0) continue;
    for (let i = k + 1; i < n; i++) vector[i] = vector[i]! - matrix[i * n + k]! * value;
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = vector[i]!;
    for (let j = i + 1; j < n; j++) sum -= matrix[i * n + j]! * vector[j]!;
    vector[i] = sum / matrix[i * n + i]!;
  }
}

function largestInColumn(matrix: Float64Array, n: number, k: number): number {
  let pivot = k;
  let largest = Math.abs(matrix[k * n + k]!);
  for (let i = k + 1; i < n; i++) {
    const size = Math.abs(matrix[i * n + k]!);
    if (size > largest) {
      largest = size;
      pivot = i;
    }
  }
  return pivot;
}

/** Exchanges two rows from column k on; the multipliers before stay, as `solveDense` expects. */
function exchangeRows(matrix: Float64Array, n: number, k: number, pivot: number): void {
  for (let j = k; j < n; j++) {
    const value = matrix[k * n + j]!;
    matrix[k * n + j] = matrix[pivot * n + j]!;
    matrix[pivot * n + j] = value;
  }
}
