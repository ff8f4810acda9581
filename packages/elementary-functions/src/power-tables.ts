// Tables of logarithms and powers for positive-power.ts and for the code that is generated for the same function.

/** ln 2 in a part of 33 bits, so that a whole multiple (up to 2¹⁷) is exact, and the rest. */
export const LN2_HIGH = 0.6931471804855391;
export const LN2_REST = 7.440617109802979e-11 + 2.0941744292700725e-21;

/** Places c = k/128 between √½ and √2, the first of which is this k. */
export const FIRST_PLACE = 90;
const LAST_PLACE = 182;
/** Powers 2^(i/64). */
export const POWERS = 64;
export const POWERS_PER_LN2 = POWERS / (LN2_HIGH + LN2_REST);

/** What xʸ looks up. */
export interface PowerTables {
  /** By place: 1/c in 10 bits, and the logarithm of its inverse as a multiple of 2⁻⁴² and what is left of it. */
  readonly places: Float64Array;
  /** By i: 2^(i/64) and what its last bit lacks. */
  readonly powers: Float64Array;
}

let tables: PowerTables | undefined;

/** Computed in whole numbers when first asked for. */
export function powerTables(): PowerTables {
  tables ??= { places: makePlaces(), powers: makePowers() };
  return tables;
}

const FIXED_BITS = 160n;
const TWO_TO_MINUS_160 = 2 ** -80 * 2 ** -80;

/** A fixed-point number as a multiple of 2⁻ᵇ, rounded down, and the rest. */
function split(value: bigint, bits: bigint): readonly [high: number, low: number] {
  const multiple = value >> (FIXED_BITS - bits);
  const rest = value - (multiple << (FIXED_BITS - bits));
  return [Number(multiple) * 2 ** -Number(bits), Number(rest) * TWO_TO_MINUS_160];
}

/** ln(a/b)·2¹⁶⁰ = 2·artanh((a − b)/(a + b))·2¹⁶⁰ */
function logarithmOfRatio(a: bigint, b: bigint): bigint {
  const z = ((a - b) << FIXED_BITS) / (a + b);
  const square = (z * z) >> FIXED_BITS;
  let sum = 0n;
  let power = z;
  for (let k = 1n; power !== 0n && power !== -1n; k += 2n) {
    sum += power / k;
    power = (power * square) >> FIXED_BITS;
  }
  return 2n * sum;
}

function makePlaces(): Float64Array {
  const table = new Float64Array(3 * (LAST_PLACE - FIRST_PLACE + 1));
  for (let place = FIRST_PLACE; place <= LAST_PLACE; place++) {
    const inverse = Math.floor((128 * 512) / place + 0.5);
    const logarithm = split(logarithmOfRatio(512n, BigInt(inverse)), 42n);
    table.set([inverse / 512, ...logarithm], 3 * (place - FIRST_PLACE));
  }
  return table;
}

function makePowers(): Float64Array {
  const table = new Float64Array(2 * POWERS);
  const root = exponentialOf(logarithmOfRatio(2n, 1n) / BigInt(POWERS));
  let power = 1n << FIXED_BITS;
  for (let index = 0; index < POWERS; index++) {
    table.set(split(power, 52n), 2 * index);
    power = (power * root) >> FIXED_BITS;
  }
  return table;
}

/** e^(x·2⁻¹⁶⁰)·2¹⁶⁰ for small positive x. */
function exponentialOf(x: bigint): bigint {
  let sum = 0n;
  let term = 1n << FIXED_BITS;
  for (let k = 1n; term !== 0n; k++) {
    sum += term;
    term = ((term * x) >> FIXED_BITS) / k;
  }
  return sum;
}
