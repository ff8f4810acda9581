// xʸ for positive x from + − · and two tables, without a division: the logarithm to about 68 bits, since the exponential
// magnifies its error 700 times. Everything is arranged so that the leading parts are exact (see the comments), after the
// idea of P. T. P. Tang, "Table-driven implementation of the logarithm function", ACM Transactions on Mathematical
// Software 16 (1990) 378.
import { scaleByPowerOfTwo, splitExponent, splitOff } from "./binary-exponent.js";
import { exactProduct, lowPart } from "./double-double.js";
import { FIRST_PLACE, LN2_HIGH, LN2_REST, POWERS, POWERS_PER_LN2, powerTables } from "./power-tables.js";

/** 2³² + 1: splits off 32 bits. */
export const SPLITTER = 4294967297;
/** ln(1 + r) = r − r²/2 + r³·(L₀ + L₁r + …) */
export const LOGARITHM_TAIL: readonly number[] = [
  1 / 3,
  -1 / 4,
  1 / 5,
  -1 / 6,
  1 / 7,
  -1 / 8,
  1 / 9,
  -1 / 10,
];
/** eᵗ = 1 + t + t²·(E₀ + E₁t + …) */
export const EXPONENTIAL_TAIL: readonly number[] = [1 / 2, 1 / 6, 1 / 24, 1 / 120, 1 / 720];

/** xʸ for finite x > 0 and finite y. */
export function positivePower(x: number, y: number): number {
  const { places, powers } = powerTables();
  const m = splitExponent(x);
  const exponent = splitOff;
  const place = 3 * (Math.floor(128 * m + 0.5) - FIRST_PLACE);
  const inverse = places[place]!;
  // The nearest number of 21 bits (Dekker's splitting): next to 1, rHigh must not be larger than what it stands for.
  const scaled = SPLITTER * m;
  const upper = scaled - (scaled - m);
  // m/c = 1 + rHigh + rLow exactly: the products have at most 31 and 42 bits.
  const rHigh = upper * inverse - 1;
  const rLow = (m - upper) * inverse;
  // Multiples of 2⁻⁴² below 2¹⁰: exact.
  const whole = exponent * LN2_HIGH + places[place + 1]! + rHigh;
  const square = -0.5 * rHigh * rHigh;
  const first = whole + rLow;
  const firstLow = whole - first + rLow;
  const second = first + square;
  const secondLow = first - second + square;
  const r = rHigh + rLow;
  const [l0, l1, l2, l3, l4, l5, l6, l7] = LOGARITHM_TAIL as readonly [
    ...[number, number, number, number],
    ...[number, number, number, number],
  ];
  const r2 = r * r;
  const tail = r * r2 * (l0 + r * l1 + r2 * (l2 + r * l3 + r2 * (l4 + r * l5 + r2 * (l6 + r * l7))));
  const rest =
    firstLow + secondLow + (exponent * LN2_REST + places[place + 2]!) - rLow * (rHigh + 0.5 * rLow) + tail;
  const logarithm = second + rest;
  const logarithmLow = second - logarithm + rest;
  if (Math.abs(y * logarithm) > 800 || Math.abs(y) > 1e290)
    return logarithm > 0 === y > 0 ? Number.POSITIVE_INFINITY : 0;
  const high = exactProduct(y, logarithm);
  return exponential(high, lowPart + y * logarithmLow, powers);
}

/** e^(high + low), for |high| ≤ 800. */
function exponential(high: number, low: number, powers: Float64Array): number {
  const n = Math.floor(high * POWERS_PER_LN2 + 0.5);
  const t = high - n * (LN2_HIGH / POWERS) + (low - n * (LN2_REST / POWERS));
  const [e0, e1, e2, e3, e4] = EXPONENTIAL_TAIL as readonly [number, number, number, number, number];
  const t2 = t * t;
  const p = t + t2 * (e0 + t * e1 + t2 * (e2 + t * e3 + t2 * e4));
  const index = n & (POWERS - 1);
  const power = powers[2 * index]!;
  return scaleByPowerOfTwo(power + (powers[2 * index + 1]! + power * p), (n - index) / POWERS);
}
