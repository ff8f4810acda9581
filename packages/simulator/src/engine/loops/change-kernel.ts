// What products and laws change by with the unknowns, to first order, as kernel text: into SLOPES, by slot.

/** `changeProducts(count)` of the first products, from changes of the unknowns in SLOPES and slots at the point. */
export const CHANGE_OF_PRODUCTS = `
func changeProducts(count: i32) {
  for (let p: i32 = 0; p < count; p = p + 1) {
    let left: i32 = i32[(p << 2) + LEFT] << 3;
    let right: i32 = i32[(p << 2) + RIGHT] << 3;
    f64[(p << 3) + 8 * FIRST_PRODUCT + SLOPES] =
      f64[left + SLOPES] * f64[right + SLOTS] + f64[left + SLOTS] * f64[right + SLOPES];
  }
}`;

/** Changes of the laws in the tables with a prefix, where unknowns change by the vector `k` and the time by `timeChange`. */
export function changeOfLaws(prefix: string, timeChange: string): string {
  return `
  for (let law: i32 = 0; law < ${prefix}LAWS; law = law + 1) {
    let sum: f64 = 0.0;
    let end: i32 = i32[(law << 2) + ${prefix}LAW_START + 4];
    for (let s: i32 = i32[(law << 2) + ${prefix}LAW_START]; s < end; s = s + 1) {
      let unknown: i32 = i32[(s << 2) + ${prefix}LAW_UNKNOWN];
      let moved: f64 = ${timeChange};
      if (unknown >= 0) { moved = f64[(unknown << 3) + k]; }
      sum = sum + f64[(i32[(s << 2) + ${prefix}LAW_SLOPE] << 3) + SLOTS] * moved;
    }
    f64[(i32[(law << 2) + ${prefix}LAW] << 3) + SLOPES] = sum;
  }`;
}
