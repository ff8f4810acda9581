// exp, log and tanh as kernel text: the operations of @ncrn/elementary-functions in their order, so that generated
// code and interpreter give the same bits.
import { literal } from "../methods/kernel-text.js";
import {
  expMinusOneNearZero,
  LN2,
  logarithmTail,
  nearestWhole,
  returnScaled,
  splitExponent,
} from "./kernel-arithmetic.js";

const LOG2E = literal(Math.LOG2E);

/** `exp(x)` */
export const EXP_KERNEL = `
func exp(x: f64): f64 {
  if (x != x) { return x; }
  if (x > 709.782712893384) { return 1e999; }
  if (x < -745.1332191019412) { return 0.0; }
  ${nearestWhole("k", `x * ${LOG2E}`)}
  let high: f64 = x - k * ${LN2.high};
  let low: f64 = k * ${LN2.rest};
  let r: f64 = high - low;
  let value: f64 = 1.0 + ${expMinusOneNearZero("r", "(high - r - low)")};
  ${returnScaled("value", "k")}
}`;

/** `log(x)` */
export const LOG_KERNEL = `
func log(x: f64): f64 {
  if (!(x > 0.0)) {
    if (x == 0.0) { return -1e999; }
    return 0.0 / 0.0;
  }
  if (x == 1e999) { return x; }
  ${splitExponent("x")}
  let f: f64 = mantissa - 1.0;
  let s: f64 = f / (2.0 + f);
  let z: f64 = s * s;
  let tail: f64 = z * (${literal(2 / 3)} + z * (${literal(2 / 5)} + z * (${logarithmTail("z")})));
  let half: f64 = 0.5 * f * f;
  return exponent * ${LN2.high} - (half - (s * (half + tail) + exponent * ${LN2.rest}) - f);
}`;

/** `tanh(x)` */
export const TANH_KERNEL = `
func tanh(x: f64): f64 {
  let size: f64 = abs(x);
  if (!(size > 0.0)) { return x; }
  if (size > 22.0) { return copysign(1.0, x); }
  let t: f64 = expMinusOne(2.0 * size);
  return copysign(t / (t + 2.0), x);
}

func expMinusOne(x: f64): f64 {
  ${nearestWhole("k", `x * ${LOG2E}`)}
  let high: f64 = x - k * ${LN2.high};
  let low: f64 = k * ${LN2.rest};
  let r: f64 = high - low;
  let p: f64 = ${expMinusOneNearZero("r", "(high - r - low)")};
  if (k == 0.0) { return p; }
  let value: f64 = 1.0 - float(i64(1023 - i32(k)) << 52L) + p;
  return value * float(i64(i32(k) + 1023) << 52L);
}`;
