// target = base + Σ weights[j]·vectors[j], the inner loop of both methods, by up to four vectors at a time: a loop over
// so few vectors inside the loop over the elements would cost more than the arithmetic.

/** Adds the first `weights.length` vectors, times their weights, to `base`, over all elements of `target`. */
export function weightedSum(
  target: Float64Array,
  base: Float64Array,
  weights: Float64Array,
  vectors: readonly Float64Array[],
): void {
  let from = 0;
  let source = base;
  for (; weights.length - from >= 4; from += 4) {
    addFour(target, source, from, weights, vectors);
    source = target;
  }
  const rest = weights.length - from;
  if (rest === 3) addThree(target, source, from, weights, vectors);
  else if (rest === 2) addTwo(target, source, from, weights, vectors);
  else if (rest === 1) addOne(target, source, weights[from]!, vectors[from]!);
}

/** target = base + weight·vector */
export function addOne(target: Float64Array, base: Float64Array, weight: number, vector: Float64Array): void {
  for (let i = 0; i < target.length; i++) target[i] = base[i]! + weight * vector[i]!;
}

/** target = source; a loop, since the built-in copy costs more for so few elements. */
export function copyVector(target: Float64Array, source: Float64Array): void {
  for (let i = 0; i < target.length; i++) target[i] = source[i]!;
}

type Sum = (
  target: Float64Array,
  base: Float64Array,
  from: number,
  weights: Float64Array,
  vectors: readonly Float64Array[],
) => void;

const addTwo: Sum = (target, base, from, weights, vectors) => {
  const w0 = weights[from]!;
  const w1 = weights[from + 1]!;
  const v0 = vectors[from]!;
  const v1 = vectors[from + 1]!;
  for (let i = 0; i < target.length; i++) target[i] = base[i]! + w0 * v0[i]! + w1 * v1[i]!;
};

const addThree: Sum = (target, base, from, weights, vectors) => {
  const w0 = weights[from]!;
  const w1 = weights[from + 1]!;
  const w2 = weights[from + 2]!;
  const v0 = vectors[from]!;
  const v1 = vectors[from + 1]!;
  const v2 = vectors[from + 2]!;
  for (let i = 0; i < target.length; i++) target[i] = base[i]! + w0 * v0[i]! + w1 * v1[i]! + w2 * v2[i]!;
};

const addFour: Sum = (target, base, from, weights, vectors) => {
  const w0 = weights[from]!;
  const w1 = weights[from + 1]!;
  const w2 = weights[from + 2]!;
  const w3 = weights[from + 3]!;
  const v0 = vectors[from]!;
  const v1 = vectors[from + 1]!;
  const v2 = vectors[from + 2]!;
  const v3 = vectors[from + 3]!;
  for (let i = 0; i < target.length; i++) {
    target[i] = base[i]! + w0 * v0[i]! + w1 * v1[i]! + w2 * v2[i]! + w3 * v3[i]!;
  }
};
