// Sine, cosine and tangent from + − · / alone (see exp-log-pow-tanh.ts for why). The argument is reduced to
// r + low, |r| ≤ π/4, with about 100 correct bits, whatever its size.
import { exactSum, lowPart } from "./double-double.js";

// π/2 in parts of 33 bits, so that a whole multiple (up to 2²⁰) of each is exact.
const HALF_PI_1 = 1.5707963267341256;
const HALF_PI_2 = 6.077100506303966e-11;
const HALF_PI_3 = 2.0222662487111665e-21;
const HALF_PI_4 = 8.4784276603689e-32;
const TWO_OVER_PI = 0.6366197723675814;
const LARGEST_SIMPLE_ARGUMENT = 1_000_000;

/** Sine of x in radians; NaN for an infinite x. */
export function sin(x: number): number {
  if (x === 0) return x;
  const quarter = reduceArgument(x);
  const value = (quarter & 1) === 0 ? sineNearZero(reduced, reducedLow) : cosineNearZero(reduced, reducedLow);
  return (quarter & 2) === 0 ? value : -value;
}

/** Cosine of x in radians; NaN for an infinite x. */
export function cos(x: number): number {
  const quarter = reduceArgument(x);
  const value = (quarter & 1) === 0 ? cosineNearZero(reduced, reducedLow) : sineNearZero(reduced, reducedLow);
  return quarter === 0 || quarter === 3 ? value : -value;
}

/** Tangent of x in radians; NaN for an infinite x. */
export function tan(x: number): number {
  if (x === 0) return x;
  const quarter = reduceArgument(x);
  const sine = sineNearZero(reduced, reducedLow);
  const cosine = cosineNearZero(reduced, reducedLow);
  return (quarter & 1) === 0 ? sine / cosine : -cosine / sine;
}

/** The reduced argument left by `reduceArgument`: r and what lies below its last bit. */
let reduced = 0;
let reducedLow = 0;

/** Leaves x − n·π/2 in `reduced` and `reducedLow` and returns n modulo 4. */
function reduceArgument(x: number): number {
  if (!(Math.abs(x) < Number.POSITIVE_INFINITY)) {
    reduced = Number.NaN;
    return 0;
  }
  if (Math.abs(x) > LARGEST_SIMPLE_ARGUMENT) return reduceLargeArgument(x);
  const n = Math.round(x * TWO_OVER_PI);
  let r = exactSum(x - n * HALF_PI_1, -n * HALF_PI_2);
  let low = lowPart;
  r = exactSum(r, -n * HALF_PI_3);
  low += lowPart - n * HALF_PI_4;
  reduced = exactSum(r, low);
  reducedLow = lowPart;
  return n & 3;
}

function sineNearZero(r: number, low: number): number {
  const z = r * r;
  const tail =
    1 / 120 +
    z *
      (-1 / 5040 +
        z *
          (1 / 362880 +
            z *
              (-1 / 39916800 + z * (1 / 6227020800 + z * (-1 / 1307674368000 + z * (1 / 355687428096000))))));
  return r + (r * z * (-1 / 6 + z * tail) + low * (1 - 0.5 * z));
}

function cosineNearZero(r: number, low: number): number {
  const z = r * r;
  const tail =
    1 / 24 +
    z *
      (-1 / 720 +
        z *
          (1 / 40320 +
            z *
              (-1 / 3628800 +
                z *
                  (1 / 479001600 +
                    z * (-1 / 87178291200 + z * (1 / 20922789888000 + z * (-1 / 6402373705728000)))))));
  const half = 0.5 * z;
  const main = 1 - half;
  return main + (1 - main - half + (z * z * tail - r * low));
}

const FRACTION_BITS = 1200n;
const TWO_TO_MINUS_80 = 8.271806125530277e-25;
let halfPiFixedPoint: bigint | undefined;

/** Exact reduction in whole numbers: x = mantissa·2ᵉ against π/2 with 1200 bits after the point. Slow and rare. */
function reduceLargeArgument(x: number): number {
  halfPiFixedPoint ??= computeHalfPi();
  let mantissa = Math.abs(x);
  let exponent = 0n;
  while (mantissa >= 9007199254740992) {
    mantissa /= 2;
    exponent += 1n;
  }
  while (mantissa !== Math.trunc(mantissa)) {
    mantissa *= 2;
    exponent -= 1n;
  }
  const scaled = BigInt(mantissa) << (exponent + FRACTION_BITS);
  let n = scaled / halfPiFixedPoint;
  let remainder = scaled - n * halfPiFixedPoint;
  if (2n * remainder > halfPiFixedPoint) {
    n += 1n;
    remainder -= halfPiFixedPoint;
  }
  const kept = remainder >> (FRACTION_BITS - 160n);
  const high = Number(kept);
  const scale = TWO_TO_MINUS_80 * TWO_TO_MINUS_80;
  const sign = x < 0 ? -1 : 1;
  reduced = sign * high * scale;
  reducedLow = sign * Number(kept - BigInt(high)) * scale;
  return Number((x < 0 ? -n : n) & 3n);
}

/** π/2·2¹²⁰⁰ by Machin's formula π/4 = 4·arctan(1/5) − arctan(1/239), with 64 guard bits. */
function computeHalfPi(): bigint {
  const one = 1n << (FRACTION_BITS + 64n);
  return (2n * (4n * arctangentOfInverse(5n, one) - arctangentOfInverse(239n, one))) >> 64n;
}

function arctangentOfInverse(n: bigint, one: bigint): bigint {
  let power = one / n;
  let sum = power;
  for (let k = 3n; power !== 0n; k += 2n) {
    power = -power / (n * n);
    sum += power / k;
  }
  return sum;
}
