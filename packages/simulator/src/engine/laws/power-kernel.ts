// pow as kernel text: the operations of @ncrn/elementary-functions in their order, so that
// generated code and interpreter give the same bits. The tables stand in the module's memory.
import {
  EXPONENTIAL_TAIL,
  FIRST_PLACE,
  LN2_HIGH,
  LN2_REST,
  LOGARITHM_TAIL,
  POWERS,
  POWERS_PER_LN2,
  SPLITTER,
} from "@ncrn/elementary-functions";
import { literal } from "../methods/kernel-text.js";
import { exactProduct, returnScaled, splitExponent } from "./kernel-arithmetic.js";

const [L0, L1, L2, L3, L4, L5, L6, L7] = LOGARITHM_TAIL.map(literal);
const [E0, E1, E2, E3, E4] = EXPONENTIAL_TAIL.map(literal);

/** `pow(x, y)`, with the tables at POWER_PLACES and POWER_POWERS. */
export const POWER_KERNEL = `
func pow(x: f64, y: f64): f64 {
  if (y == 0.0) { return 1.0; }
  if (y == trunc(y) && abs(y) <= 8.0) {
    let value: f64 = smallPower(x, i32(abs(y)));
    if (y < 0.0) { return 1.0 / value; }
    return value;
  }
  if (x != x || y != y) { return 0.0 / 0.0; }
  if (y == 0.5 && x > 0.0) { return sqrt(x); }
  let size: f64 = abs(x);
  if (abs(y) == 1e999) {
    if (size == 1.0) { return 0.0 / 0.0; }
    if ((size > 1.0) == (y > 0.0)) { return 1e999; }
    return 0.0;
  }
  if (x < 0.0 && size < 1e999 && y != trunc(y)) { return 0.0 / 0.0; }
  let sign: f64 = 1.0;
  if (copysign(1.0, x) < 0.0 && y == trunc(y) && trunc(0.5 * y) * 2.0 != y) { sign = -1.0; }
  if (size == 0.0 || size == 1e999) {
    if ((size == 0.0) == (y > 0.0)) { return sign * 0.0; }
    return sign * 1e999;
  }
  if (size == 1.0) { return sign; }
  return sign * positivePower(size, y);
}

func smallPower(x: f64, n: i32): f64 {
  if (n == 1) { return x; }
  let square: f64 = x * x;
  if (n == 2) { return square; }
  if (n == 3) { return square * x; }
  let fourth: f64 = square * square;
  if (n == 4) { return fourth; }
  if (n == 5) { return fourth * x; }
  if (n == 6) { return fourth * square; }
  if (n == 7) { return fourth * (square * x); }
  return fourth * fourth;
}

func positivePower(x: f64, y: f64): f64 {
  ${splitExponent("x")}
  let place: i32 = (i32(floor(128.0 * mantissa + 0.5)) - ${FIRST_PLACE}) * 24;
  let inverse: f64 = f64[place + POWER_PLACES];
  let scaled: f64 = ${literal(SPLITTER)} * mantissa;
  let upperPart: f64 = scaled - (scaled - mantissa);
  let rHigh: f64 = upperPart * inverse - 1.0;
  let rLow: f64 = (mantissa - upperPart) * inverse;
  let whole: f64 = exponent * ${literal(LN2_HIGH)} + f64[place + POWER_PLACES + 8] + rHigh;
  let square: f64 = -0.5 * rHigh * rHigh;
  let first: f64 = whole + rLow;
  let firstLow: f64 = whole - first + rLow;
  let second: f64 = first + square;
  let secondLow: f64 = first - second + square;
  let r: f64 = rHigh + rLow;
  let r2: f64 = r * r;
  let tail: f64 = r * r2 * (${L0} + r * ${L1} + r2 * (${L2} + r * ${L3} + r2 * (${L4} + r * ${L5} + r2 * (${L6} + r * ${L7}))));
  let rest: f64 = firstLow + secondLow + (exponent * ${literal(LN2_REST)} + f64[place + POWER_PLACES + 16])
    - rLow * (rHigh + 0.5 * rLow) + tail;
  let logarithm: f64 = second + rest;
  let logarithmLow: f64 = second - logarithm + rest;
  if (abs(y * logarithm) > 800.0 || abs(y) > 1e290) {
    if ((logarithm > 0.0) == (y > 0.0)) { return 1e999; }
    return 0.0;
  }
  ${exactProduct("q", "y", "logarithm")}
  let qRest: f64 = qLow + y * logarithmLow;
  let n: f64 = floor(q * ${literal(POWERS_PER_LN2)} + 0.5);
  let t: f64 = q - n * ${literal(LN2_HIGH / POWERS)} + (qRest - n * ${literal(LN2_REST / POWERS)});
  let t2: f64 = t * t;
  let p: f64 = t + t2 * (${E0} + t * ${E1} + t2 * (${E2} + t * ${E3} + t2 * ${E4}));
  let count: i32 = i32(n);
  let index: i32 = count & ${POWERS - 1};
  let power: f64 = f64[(index << 4) + POWER_POWERS];
  let value: f64 = power + (f64[(index << 4) + POWER_POWERS + 8] + power * p);
  let shift: f64 = f64(count - index >> ${31 - Math.clz32(POWERS)});
  ${returnScaled("value", "shift")}
}`;
