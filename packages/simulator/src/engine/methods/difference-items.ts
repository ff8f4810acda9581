// What is integrated along a solution by differentiation formulas (difference-kernel.ts), as kernel text.

/** Its differences at the start, and for steps of another length. */
export const ITEM_SPACING = `
func startItems() {
  fill(ITEM_DIFFERENCES, 0, 8 * SUM_BYTES);
  clearSums();
  accumulate(Y, f64[PROPOSED], 0.0);
  copy(ITEM_DIFFERENCES, SUMS, SUM_BYTES);
}

func rescaleItems(order: i32) {
  for (let i: i32 = 1; i <= order; i = i + 1) {
    let target: i32 = (i - 1) * SUM_BYTES + ITEM_DIFFERENCES;
    let own: v128 = splat(f64[(i * 8 + i << 3) + SPACING_WEIGHTS]);
    for (let k: i32 = 0; k < SUM_BYTES; k = k + 16) { v128[k + target] = own * v128[k + target]; }
    for (let m: i32 = i + 1; m <= order; m = m + 1) {
      let weight: v128 = splat(f64[(i * 8 + m << 3) + SPACING_WEIGHTS]);
      let from: i32 = (m - 1) * SUM_BYTES + ITEM_DIFFERENCES;
      for (let k: i32 = 0; k < SUM_BYTES; k = k + 16) { v128[k + target] = v128[k + target] + weight * v128[k + from]; }
    }
  }
}`;

/** The same formula for what is integrated along; its rate is known, so that nothing is to be solved. */
export const ITEM_STEP = `
func itemStep(order: i32, h: f64) {
  clearSums();
  accumulate(NEXT, h, 0.0);
  let inverse: v128 = splat(1.0 / leading(order));
  let constant: v128 = splat(errorConstant(order));
  for (let i: i32 = 0; i < SUM_BYTES; i = i + 16) {
    let known: v128 = splat(0.0);
    let predicted: v128 = splat(0.0);
    let from: i32 = i + ITEM_DIFFERENCES;
    for (let m: i32 = 1; m <= order; m = m + 1) {
      known = known + splat(harmonic(m)) * v128[from];
      predicted = predicted + v128[from];
      from = from + SUM_BYTES;
    }
    let change: v128 = inverse * (v128[i + SUMS] - known);
    v128[i + SUMS] = predicted + change;
    v128[i + SUM_ERRORS] = constant * change;
    v128[i + ITEM_DIFFERENCES + 7 * SUM_BYTES] = change;
  }
}

func moveItems(order: i32) {
  for (let i: i32 = 0; i < SUM_BYTES; i = i + 16) {
    let at: i32 = i + ITEM_DIFFERENCES + order * SUM_BYTES;
    let change: v128 = v128[i + ITEM_DIFFERENCES + 7 * SUM_BYTES];
    v128[at] = change;
    for (let m: i32 = order; m > 0; m = m - 1) {
      let next: v128 = v128[at];
      at = at - SUM_BYTES;
      v128[at] = v128[at] + next;
    }
  }
}`;
