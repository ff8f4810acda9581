// sin, cos and tan as kernel text: the operations of @ncrn/elementary-functions in their order, so that generated code
// and interpreter give the same bits. Arguments beyond a million, which need reduction in whole numbers, go to functions
// that the module imports: those of the interpreter themselves.
import { cos, sin, tan } from "@ncrn/elementary-functions";
import { literal } from "../methods/kernel-text.js";
import { exactSum, nearestWhole, polynomial } from "./kernel-arithmetic.js";

/** What a module imports if it calls sin, cos or tan, by name. */
export const LARGE_ARGUMENT_FUNCTIONS: Readonly<Record<string, (x: number) => number>> = {
  sinOfLarge: sin,
  cosOfLarge: cos,
  tanOfLarge: tan,
};

const HALF_PI_1 = literal(1.5707963267341256);
const HALF_PI_2 = literal(6.077100506303966e-11);
const HALF_PI_3 = literal(2.0222662487111665e-21);
const HALF_PI_4 = literal(8.4784276603689e-32);

/** x − n·π/2 = `r` + `rLow`, and `quarter` = n modulo 4; what is too large for that returns from another function. */
const REDUCE = (name: string): string => `
  if (!(abs(x) <= 1000000.0)) { return ${name}OfLarge(x); }
  ${nearestWhole("n", `x * ${literal(0.6366197723675814)}`)}
  ${exactSum("coarse", `x - n * ${HALF_PI_1}`, `-n * ${HALF_PI_2}`)}
  ${exactSum("fine", "coarse", `-n * ${HALF_PI_3}`)}
  let rest: f64 = coarseLow + (fineLow - n * ${HALF_PI_4});
  ${exactSum("r", "fine", "rest")}
  let quarter: i32 = i32(n) & 3;`;

/** `sineNearZero(r, low)` and `cosineNearZero(r, low)`, which the others need. */
export const NEAR_ZERO_KERNEL = `
func sineNearZero(r: f64, low: f64): f64 {
  let z: f64 = r * r;
  let tail: f64 = ${polynomial("z", [1 / 120, -1 / 5040, 1 / 362880, -1 / 39916800, 1 / 6227020800, -1 / 1307674368000, 1 / 355687428096000])};
  return r + (r * z * (${literal(-1 / 6)} + z * tail) + low * (1.0 - 0.5 * z));
}

func cosineNearZero(r: f64, low: f64): f64 {
  let z: f64 = r * r;
  let tail: f64 = ${polynomial("z", [1 / 24, -1 / 720, 1 / 40320, -1 / 3628800, 1 / 479001600, -1 / 87178291200, 1 / 20922789888000, -1 / 6402373705728000])};
  let half: f64 = 0.5 * z;
  let main: f64 = 1.0 - half;
  return main + (1.0 - main - half + (z * z * tail - r * low));
}`;

/** `sin(x)` */
export const SIN_KERNEL = `
func sin(x: f64): f64 {
  if (x == 0.0) { return x; }
  ${REDUCE("sin")}
  let value: f64 = 0.0;
  if (quarter & 1) { value = cosineNearZero(r, rLow); } else { value = sineNearZero(r, rLow); }
  if (quarter & 2) { return -value; }
  return value;
}`;

/** `cos(x)` */
export const COS_KERNEL = `
func cos(x: f64): f64 {
  ${REDUCE("cos")}
  let value: f64 = 0.0;
  if (quarter & 1) { value = sineNearZero(r, rLow); } else { value = cosineNearZero(r, rLow); }
  if (quarter == 0 || quarter == 3) { return value; }
  return -value;
}`;

/** `tan(x)` */
export const TAN_KERNEL = `
func tan(x: f64): f64 {
  if (x == 0.0) { return x; }
  ${REDUCE("tan")}
  let sine: f64 = sineNearZero(r, rLow);
  let cosine: f64 = cosineNearZero(r, rLow);
  if (quarter & 1) { return -cosine / sine; }
  return sine / cosine;
}`;
