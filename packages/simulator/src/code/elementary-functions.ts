// exp, log, pow and tanh from + − · / alone, so that every JavaScript engine returns the same bits: the language
// leaves the accuracy of Math.exp and its kin to the engine, and a simulation must not depend on it.
// Accuracy: about one unit in the last place. Sine, cosine and tangent are in trigonometric-functions.ts.
import { exactProduct, exactSum, lowPart } from "./double-double.js";

// ln 2 in parts of 33 bits, so that a whole multiple (up to 2²⁰) of the first two is exact.
const LN2_HIGH = 0.6931471804855391;
const LN2_MIDDLE = 7.440617109802979e-11;
const LN2_LOW = 2.0941744292700725e-21;
const LN2_REST = LN2_MIDDLE + LN2_LOW;
const THIRD_HIGH = 0.3333333333333333;
const THIRD_LOW = 1.850371707708594e-17;

// One double seen as two words; which of them is the upper one depends on the machine.
const bits = new Float64Array(1);
const words = new Uint32Array(bits.buffer);
bits[0] = 1;
const HIGH_WORD = words[0] === 0 ? 1 : 0;

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
  if (y === 2) return x * x;
  if (y === 3) return x * x * x;
  if (y === -1) return 1 / x;
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  if (y === 0.5 && x > 0) return Math.sqrt(x);
  if (Math.abs(y) === Number.POSITIVE_INFINITY) {
    if (Math.abs(x) === 1) return Number.NaN;
    return Math.abs(x) > 1 === y > 0 ? Number.POSITIVE_INFINITY : 0;
  }
  return undefined;
}

/** xʸ for finite x > 0: the logarithm is kept to about 65 bits, since the exponential magnifies its error 700 times. */
function positivePower(x: number, y: number): number {
  const logHigh = logarithmInTwoParts(x);
  const logLow = secondPart;
  if (Math.abs(y * logHigh) > 800 || Math.abs(y) > 1e290) {
    return logHigh > 0 === y > 0 ? Number.POSITIVE_INFINITY : 0;
  }
  const high = exactProduct(y, logHigh);
  const low = lowPart + y * logLow;
  const exponent = Math.round(high * Math.LOG2E);
  const coarse = exactSum(high - exponent * LN2_HIGH, -exponent * LN2_MIDDLE);
  const r = exactSum(coarse, lowPart + low - exponent * LN2_LOW);
  return scaleByPowerOfTwo(1 + expMinusOneNearZero(r, lowPart), exponent);
}

/** What `logarithmInTwoParts` found below the last bit of its result. */
let secondPart = 0;

/** ln x = 2·artanh s + exponent·ln 2 with s = (m − 1)/(m + 1); the first two terms of the series in double-double. */
function logarithmInTwoParts(x: number): number {
  const m = splitExponent(x);
  const exponent = splitOff;
  const f = m - 1;
  const divisor = m + 1;
  const divisorLow = m - (divisor - 1);
  const s = f / divisor;
  const product = exactProduct(s, divisor);
  const sLow = (f - product - lowPart - s * divisorLow) / divisor;
  const z = exactProduct(s, s);
  const zLow = lowPart + 2 * s * sLow;
  const third = exactProduct(z, THIRD_HIGH);
  const t = exactSum(
    third,
    lowPart + zLow * THIRD_HIGH + z * THIRD_LOW + 0.5 * z * z * (2 / 5 + z * logarithmTail(z, 2)),
  );
  const tLow = lowPart;
  const u = exactProduct(s, t);
  const uLow = lowPart + s * tLow + sLow * t;
  let high = exactSum(exponent * LN2_HIGH, 2 * s);
  let low = lowPart;
  high = exactSum(high, 2 * u);
  low += lowPart;
  high = exactSum(high, exponent * LN2_MIDDLE);
  low += lowPart + 2 * sLow + 2 * uLow + exponent * LN2_LOW;
  high = exactSum(high, low);
  secondPart = lowPart;
  return high;
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

/** The exponent that `splitExponent` took off. */
let splitOff = 0;

/** x·2⁻ᵏ in [√½, √2), with k left in `splitOff`; x > 0 and finite. */
function splitExponent(x: number): number {
  const subnormal = x < 2.2250738585072014e-308;
  bits[0] = subnormal ? x * 18014398509481984 : x;
  const high = words[HIGH_WORD]!;
  const above = (high & 0xfffff) >= 0x6a09e ? 1 : 0;
  splitOff = (high >>> 20) - 1023 + above - (subnormal ? 54 : 0);
  words[HIGH_WORD] = (high & 0xfffff) | ((1023 - above) << 20);
  return bits[0]!;
}

/** x·2ᵏ for |k| up to about 2100, in steps that are each a normal number. */
function scaleByPowerOfTwo(x: number, k: number): number {
  if (k > 1000) return scaleByPowerOfTwo(x * powerOfTwo(1000), k - 1000);
  if (k < -1000) return scaleByPowerOfTwo(x * powerOfTwo(-1000), k + 1000);
  return x * powerOfTwo(k);
}

function powerOfTwo(k: number): number {
  words[HIGH_WORD] = (k + 1023) << 20;
  words[1 - HIGH_WORD] = 0;
  return bits[0]!;
}

function isOdd(whole: number): boolean {
  return Math.abs(whole % 2) === 1;
}
