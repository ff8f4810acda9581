// Error-free arithmetic on pairs of doubles, used where an elementary function needs more than 53 bits.
// Every operation leaves the rounding error of its result in `lowPart`, which the caller reads at once.

/** What the last operation lost to rounding: exact result = returned value + `lowPart`. */
export let lowPart = 0;

/** a + b, for any a and b (Knuth). */
export function exactSum(a: number, b: number): number {
  const sum = a + b;
  const bVirtual = sum - a;
  lowPart = a - (sum - bVirtual) + (b - bVirtual);
  return sum;
}

/** a·b, for factors below 1e290 in size (Dekker's splitting, since there is no fused multiply-add). */
export function exactProduct(a: number, b: number): number {
  const product = a * b;
  const aScaled = 134217729 * a;
  const aHigh = aScaled - (aScaled - a);
  const aLow = a - aHigh;
  const bScaled = 134217729 * b;
  const bHigh = bScaled - (bScaled - b);
  const bLow = b - bHigh;
  lowPart = aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow;
  return product;
}
