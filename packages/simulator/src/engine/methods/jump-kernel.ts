// Steps over a jump of a rate as kernel text. The error estimates of all methods take rates for smooth: a jump between two
// stages can escape them almost entirely. Where the laws are on another side of a jump after the step than before, what the
// jump is worth over the step counts as its error, so that the step over it is short enough to be without effect.

/** `jumpError(h)`: h·|f(after) − f(before)| in units of the tolerances if a jump lies between, else 0. */
export function jumpKernel({ hasQuadratures }: { readonly hasQuadratures: boolean }): string {
  return `
func jumpError(h: f64): f64 {
  f64[STAGE_TIME] = f64[TIME];
  signature(Y);
  let before: f64 = f64[SIGNATURE];
  f64[STAGE_TIME] = f64[TO];
  signature(NEXT);
  if (f64[SIGNATURE] == before) { return 0.0; }
  rates(NEXT, B);
  f64[STAGE_TIME] = f64[TIME];
  rates(Y, U);
  let largest: v128 = splat(0.0);
  let pair: v128 = splat(h);
  for (let i: i32 = 0; i < CORE_BYTES; i = i + 16) {
    let size: v128 = vpmax(vabs(v128[i + Y]), vabs(v128[i + NEXT]));
    let change: v128 = vabs(v128[i + B] - v128[i + U]) * pair;
    largest = vpmax(largest, change / (v128[i + ABSOLUTE] + v128[i + RELATIVE] * size));
  }
  ${hasQuadratures ? INTEGRATED : ""}
  return max(lane0(largest), lane1(largest));
}
`;
}

const INTEGRATED = `
  clearSums();
  accumulate(Y, -h, 0.0);
  f64[STAGE_TIME] = f64[TO];
  accumulate(NEXT, h, 0.0);
  expand(G_ERROR, ZERO, SUMS, 0.0);
  for (let i: i32 = 0; i < G_BYTES; i = i + 16) {
    let size: v128 = vpmax(vabs(v128[i + G]), vabs(v128[i + G_NEXT]));
    largest = vpmax(largest, vabs(v128[i + G_ERROR]) / (v128[i + G_ABSOLUTE] + v128[i + G_RELATIVE] * size));
  }`;
