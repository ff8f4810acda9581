// What step control and methods need to know of whole vectors, as kernel text.

import { ERROR_START, errorOfPair } from "./methods/explicit-kernel.js";

/**
 * `worst` of what the error of a step was collected in, `scaledSize(vector)` in units of the tolerances, `norm()` of the
 * Jacobian; and for what is integrated along the solution `clearSums()` and `quadratureError(h)`.
 */
export function vectorFunctions(hasQuadratures: boolean, hasRows: boolean): string {
  return `
func worst(largest: v128, total: v128, below: v128): f64 {
  let sum: f64 = lane0(total) + lane1(total);
  if (!(sum - sum == 0.0)) { return notANumber(); }
  let error: f64 = max(lane0(largest), lane1(largest));
  if (error <= 1.0 && lane0(below) + lane1(below) > 0.0) { return 32.0; }
  return error;
}

func notANumber(): f64 { return 0.0 / 0.0; }

func scaledSize(vector: i32): f64 {
  let largest: v128 = splat(0.0);
  for (let i: i32 = 0; i < CORE_BYTES; i = i + 16) {
    let allowed: v128 = v128[i + ABSOLUTE] + v128[i + RELATIVE] * vabs(v128[i + Y]);
    largest = vmax(largest, vabs(v128[vector + i]) / allowed);
  }
  return max(lane0(largest), lane1(largest));
}

func norm(): f64 {
  let largest: v128 = splat(0.0);
  for (let i: i32 = 0; i < CORE_BYTES; i = i + 16) { largest = vmax(largest, v128[i + ROW_SUMS]); }
  return max(lane0(largest), lane1(largest));
}
${hasQuadratures ? CLEAR_SUMS : ""}
${hasRows ? ROW_ERRORS : ""}`;
}

const CLEAR_SUMS = `
func clearSums() {
  let zero: v128 = splat(0.0);
  for (let i: i32 = 0; i < SUM_BYTES; i = i + 16) {
    v128[i + SUMS] = zero;
    v128[i + SUM_ERRORS] = zero;
  }
}`;

const ROW_ERRORS = `
func quadratureError(h: f64): f64 {
  expand(G_NEXT, G, SUMS, h);
  expand(G_ERROR, ZERO, SUM_ERRORS, 0.0);
  ${ERROR_START}
  for (let i: i32 = 0; i < G_BYTES; i = i + 16) {
    let error: v128 = v128[i + G_ERROR];
    ${errorOfPair("G_")}
  }
  return worst(largest, total, below);
}`;
