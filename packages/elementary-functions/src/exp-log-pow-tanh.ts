// exp, log, pow and tanh from + − · / alone, so that every JavaScript engine returns the same bits: the language
// leaves the accuracy of Math.exp and its kin to the engine, and a simulation must not depend on it.
// Accuracy: about one unit in the last place. Sine, cosine and tangent are in trigonometric-functions.ts.
import { scaleByPowerOfTwo, splitExponent, splitOff } from "./binary-exponent.js";
import { positivePower } from "./positive-power.js";
import { LN2_HIGH, LN2_REST } from "./power-tables.js";

/** eˣ. Overflows to ∞ above 709.78, underflows to 0 below −745.13. */
export function exp(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > 709.782712893384) return Number.POSITIVE_INFINITY;
  if (x < -745.1332191019412) return 0;
  const exponent = Math.round(x * Math.LOG2E);
  const high = x - exponent * LN2_HIGH;
  const low = exponent * LN2_REST;
  const r = high - low;
  return scaleByPowerOfTwo(1 + expMinusOneNearZero(r, high - r - low), exponent);
}

/** The natural logarithm; NaN below 0, −∞ at 0. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  const f = splitExponent(x) - 1;
  const exponent = splitOff;
  const s = f / (2 + f);
  const z = s * s;
  const tail = z * (2 / 3 + z * (2 / 5 + z * logarithmTail(z, 2)));
  const halfSquare = 0.5 * f * f;
  return exponent * LN2_HIGH - (halfSquare - (s * (halfSquare + tail) + exponent * LN2_REST) - f);
}

/** xʸ with the special cases of ECMAScript's `**` (x⁰ = 1, NaN for a negative base with a fractional exponent). */
export function pow(x: number, y: number): number {
  const special = specialPower(x, y);
  if (special !== undefined) return special;
  const size = Math.abs(x);
  if (x < 0 && size < Number.POSITIVE_INFINITY && y !== Math.trunc(y)) return Number.NaN;
  const sign = (x < 0 || Object.is(x, -0)) && isOdd(y) ? -1 : 1;
  if (size === 0 || size === Number.POSITIVE_INFINITY) {
    return sign * ((size === 0) === y > 0 ? 0 : Number.POSITIVE_INFINITY);
  }
  if (size === 1) return sign;
  return sign * positivePower(size, y);
}

/** The hyperbolic tangent. */
export function tanh(x: number): number {
  const size = Math.abs(x);
  if (!(size > 0)) return x;
  if (size > 22) return x < 0 ? -1 : 1;
  const t = expMinusOne(2 * size);
  const value = t / (t + 2);
  return x < 0 ? -value : value;
}

/** Rational powers that need no logarithm, and the cases where there is none; undefined for all others. */
function specialPower(x: number, y: number): number | undefined {
  if (y === 0) return 1;
  if (y === 1) return x;
  if (Math.abs(y) <= LARGEST_MULTIPLIED && y === Math.trunc(y))
    return y > 0 ? wholePower(x, y) : 1 / wholePower(x, -y);
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  if (y === 0.5 && x > 0) return Math.sqrt(x);
  if (Math.abs(y) === Number.POSITIVE_INFINITY) {
    if (Math.abs(x) === 1) return Number.NaN;
    return Math.abs(x) > 1 === y > 0 ? Number.POSITIVE_INFINITY : 0;
  }
  return undefined;
}

/** Up to this exponent multiplication is quicker than a logarithm, and as exact: 9 roundings at most. */
export const LARGEST_MULTIPLIED = 8;

/** xⁿ by multiplication, for n from 1 to 8. */
function wholePower(x: number, n: number): number {
  if (n === 1) return x;
  const square = x * x;
  if (n === 2) return square;
  if (n === 3) return square * x;
  const fourth = square * square;
  if (n === 4) return fourth;
  if (n === 5) return fourth * x;
  if (n === 6) return fourth * square;
  return n === 7 ? fourth * (square * x) : fourth * fourth;
}

/** 2/7 + 2z/9 + …: the rest of the series of 2·artanh(√z)/√z, for z ≤ 0.0295. */
function logarithmTail(z: number, two: number): number {
  return (
    two *
    (1 / 7 +
      z *
        (1 / 9 +
          z * (1 / 11 + z * (1 / 13 + z * (1 / 15 + z * (1 / 17 + z * (1 / 19 + z * (1 / 21 + z / 23))))))))
  );
}

/** e^(r + low) − 1 for |r| ≤ 0.35 by its Taylor series, whose remainder is below 2⁻⁵⁷. */
function expMinusOneNearZero(r: number, low: number): number {
  const tail =
    1 / 120 +
    r *
      (1 / 720 +
        r *
          (1 / 5040 +
            r *
              (1 / 40320 +
                r *
                  (1 / 362880 +
                    r * (1 / 3628800 + r * (1 / 39916800 + r * (1 / 479001600 + r * (1 / 6227020800))))))));
  return r + (r * r * (0.5 + r * (1 / 6 + r * (1 / 24 + r * tail))) + low * (1 + r));
}

/** eˣ − 1 without cancellation, for 0 ≤ x ≤ 50. */
function expMinusOne(x: number): number {
  const exponent = Math.round(x * Math.LOG2E);
  const high = x - exponent * LN2_HIGH;
  const low = exponent * LN2_REST;
  const r = high - low;
  const p = expMinusOneNearZero(r, high - r - low);
  if (exponent === 0) return p;
  return scaleByPowerOfTwo(1 - scaleByPowerOfTwo(1, -exponent) + p, exponent);
}

function isOdd(whole: number): boolean {
  return Math.abs(whole % 2) === 1;
}
