// Pieces of kernel text that the elementary functions share. Statements declare the names they are given; the operations
// and their order are those of @ncrn/elementary-functions.
import { LN2_HIGH, LN2_REST } from "@ncrn/elementary-functions";
import { literal } from "../methods/kernel-text.js";

/** ln 2 in a part of which whole multiples are exact, and the rest. */
export const LN2 = { high: literal(LN2_HIGH), rest: literal(LN2_REST) };

/** c₀ + v·(c₁ + v·(c₂ + …)) */
export function polynomial(variable: string, coefficients: readonly number[]): string {
  return coefficients
    .map(literal)
    .reduceRight((rest, coefficient) => `(${coefficient} + ${variable} * ${rest})`);
}

/** `name` = a + b and `nameLow`, what it lost to rounding. */
export function exactSum(name: string, a: string, b: string): string {
  return `
  let ${name}A: f64 = ${a};
  let ${name}B: f64 = ${b};
  let ${name}: f64 = ${name}A + ${name}B;
  let ${name}V: f64 = ${name} - ${name}A;
  let ${name}Low: f64 = ${name}A - (${name} - ${name}V) + (${name}B - ${name}V);`;
}

/** `name` = a·b and `nameLow`, what it lost to rounding. */
export function exactProduct(name: string, a: string, b: string): string {
  const halves = (part: string, value: string): string => `
  let ${name}${part}: f64 = ${value};
  let ${name}${part}Scaled: f64 = 134217729.0 * ${name}${part};
  let ${name}${part}High: f64 = ${name}${part}Scaled - (${name}${part}Scaled - ${name}${part});
  let ${name}${part}Low: f64 = ${name}${part} - ${name}${part}High;`;
  return `${halves("A", a)}${halves("B", b)}
  let ${name}: f64 = ${name}A * ${name}B;
  let ${name}Low: f64 = ${name}AHigh * ${name}BHigh - ${name} + ${name}AHigh * ${name}BLow
    + ${name}ALow * ${name}BHigh + ${name}ALow * ${name}BLow;`;
}

/** `name` = the whole number next to a value, halves up. */
export function nearestWhole(name: string, value: string): string {
  return `
  let ${name}Exact: f64 = ${value};
  let ${name}: f64 = floor(${name}Exact);
  if (${name}Exact - ${name} >= 0.5) { ${name} = ${name} + 1.0; }`;
}

/** `mantissa`·2^`exponent` = x with the mantissa in [√½, √2), for positive finite x. */
export function splitExponent(x: string): string {
  return `
  let exponent: f64 = 0.0;
  let word: i64 = bits(${x});
  if (${x} < 2.2250738585072014e-308) {
    word = bits(${x} * 18014398509481984.0);
    exponent = -54.0;
  }
  let upper: i32 = wrap(word >>> 32L);
  let above: i32 = (upper & 0xfffff) >= 0x6a09e;
  exponent = exponent + f64((upper >>> 20) - 1023 + above);
  let mantissa: f64 = float((word & 0xfffffffffffffL) | (i64(1023 - above) << 52L));`;
}

/** The rest of the series of the logarithm, times 2. */
export function logarithmTail(z: string): string {
  const rest = [7, 9, 11, 13, 15, 17, 19, 21].reduceRight(
    (inner, n) => `(${literal(1 / n)} + ${inner === "" ? `${z} / 23.0` : `${z} * ${inner}`})`,
    "",
  );
  return `2.0 * ${rest}`;
}

/** e^(r + low) − 1 for |r| ≤ 0.35. */
export function expMinusOneNearZero(r: string, low: string): string {
  const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));
  const inverse = (n: number): number => 1 / factorial(n);
  const tail = polynomial(r, [5, 6, 7, 8, 9, 10, 11, 12, 13].map(inverse));
  return `(${r} + (${r} * ${r} * (0.5 + ${r} * (${literal(1 / 6)} + ${r} * (${literal(1 / 24)} + ${r} * ${tail}))) + ${low} * (1.0 + ${r})))`;
}

/** Returns value·2^exponent, for whole exponents up to about 2000 in size. */
export function returnScaled(value: string, exponent: string): string {
  const power = (k: string): string => `float(i64(i32(${k}) + 1023) << 52L)`;
  const scale = (k: number): string => literal(2 ** k);
  return `
  if (${exponent} > 1000.0) { return ${value} * ${scale(1000)} * ${power(`${exponent} - 1000.0`)}; }
  if (${exponent} < -1000.0) { return ${value} * ${scale(-1000)} * ${power(`${exponent} + 1000.0`)}; }
  return ${value} * ${power(exponent)};`;
}
