// How differences follow a change of the step, as kernel text.

/**
 * Differences of steps of another length: ∇'ⁱ = Σₘ ∇ᵐ·Σⱼ (−1)ʲ·C(i, j)·cₘ(−j·ratio), cₘ(s) = s(s + 1)…(s + m − 1)/m!.
 * Only differences of order i and above count, so that they can be replaced one after the other.
 */
export const DIFFERENCE_SPACING = `
func changeSpacing(h: f64) {
  let order: i32 = i32[DIFFERENCE_ORDER];
  let ratio: f64 = h / f64[SPACING];
  for (let i: i32 = 1; i <= order; i = i + 1) {
    for (let m: i32 = i; m <= order; m = m + 1) { f64[(i * 8 + m << 3) + SPACING_WEIGHTS] = weightOf(i, m, ratio); }
  }
  for (let i: i32 = 1; i <= order; i = i + 1) {
    let target: i32 = difference(i);
    let own: v128 = splat(f64[(i * 8 + i << 3) + SPACING_WEIGHTS]);
    for (let k: i32 = 0; k < CORE_BYTES; k = k + 16) { v128[k + target] = own * v128[k + target]; }
    for (let m: i32 = i + 1; m <= order; m = m + 1) {
      let weight: v128 = splat(f64[(i * 8 + m << 3) + SPACING_WEIGHTS]);
      let from: i32 = difference(m);
      for (let k: i32 = 0; k < CORE_BYTES; k = k + 16) { v128[k + target] = v128[k + target] + weight * v128[k + from]; }
    }
  }
  rescaleItems(order);
  f64[SPACING] = h;
  i32[EQUAL_STEPS] = 0;
}

func weightOf(i: i32, m: i32, ratio: f64): f64 {
  let sum: f64 = 0.0;
  let binomial: f64 = 1.0;
  for (let j: i32 = 1; j <= i; j = j + 1) {
    binomial = 0.0 - binomial * f64(i - j + 1) / f64(j);
    let value: f64 = 1.0;
    for (let l: i32 = 1; l <= m; l = l + 1) { value = value * (f64(l - 1) - f64(j) * ratio) / f64(l); }
    sum = sum + binomial * value;
  }
  return sum;
}`;
