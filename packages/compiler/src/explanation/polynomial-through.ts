// Counts at consecutive whole numbers → the polynomial that they are, exactly, or nothing.

/** A polynomial with rational coefficients: (Σ numerators[k]·x^k) / denominator, in lowest terms. */
export interface ExactPolynomial {
  /** By rising power; the last is not 0, unless the polynomial is 0. */
  readonly numerators: readonly number[];
  readonly denominator: number;
}

/**
 * The polynomial through counts[0] at `first`, counts[1] at first + 1, …, found by finite differences. Undefined unless
 * at least one point is left over that confirms it: n points allow a degree of n − 2.
 */
export function polynomialThrough(first: number, counts: readonly number[]): ExactPolynomial | undefined {
  const differences: number[] = [];
  let row = counts;
  while (row.some((value) => value !== 0)) {
    if (row.length < 2) return undefined;
    differences.push(row[0]!);
    row = row.slice(1).map((value, index) => value - row[index]!);
  }
  if (counts.length < 2) return undefined;
  return newtonSum(first, differences);
}

/** Σ differences[k]·(x − first)(x − first − 1)…(x − first − k + 1)/k!, over the common denominator. */
function newtonSum(first: number, differences: readonly number[]): ExactPolynomial {
  const denominator = factorial(Math.max(0, differences.length - 1));
  const sum: number[] = [0];
  let product: readonly number[] = [1];
  for (const [index, difference] of differences.entries()) {
    const share = (difference * denominator) / factorial(index);
    for (const [power, value] of product.entries()) sum[power] = (sum[power] ?? 0) + share * value;
    product = timesLinear(product, -(first + index));
  }
  const divisor = sum.reduce((common, value) => greatestCommonDivisor(common, value), denominator);
  return {
    numerators: sum.map((value) => (value === 0 ? 0 : value / divisor)),
    denominator: denominator / divisor,
  };
}

/** polynomial · (x + constant). */
function timesLinear(polynomial: readonly number[], constant: number): readonly number[] {
  return [0, ...polynomial].map((value, power) => value + constant * (polynomial[power] ?? 0));
}

function factorial(number: number): number {
  return number < 2 ? 1 : number * factorial(number - 1);
}

function greatestCommonDivisor(left: number, right: number): number {
  return right === 0 ? Math.abs(left) : greatestCommonDivisor(right, left % right);
}

/** `4d² + 3d`, `(3n² + n)/2`, `12`; names of several letters stand apart: `4 dim²`. */
export function textOfPolynomial({ numerators, denominator }: ExactPolynomial, name: string): string {
  const space = name.length > 1 ? " " : "";
  const terms = numerators
    .map((number, power) => ({ number, power }))
    .filter(({ number }) => number !== 0)
    .reverse();
  const text = terms
    .map(({ number, power }, index) => {
      const size = Math.abs(number);
      const factor = power === 0 ? "" : `${name}${power === 1 ? "" : superscript(power)}`;
      const shown = power === 0 ? `${size}` : size === 1 ? factor : `${size}${space}${factor}`;
      return index === 0 ? (number < 0 ? `-${shown}` : shown) : ` ${number < 0 ? "-" : "+"} ${shown}`;
    })
    .join("");
  if (terms.length === 0) return "0";
  return denominator === 1 ? text : `${terms.length > 1 ? `(${text})` : text}/${denominator}`;
}

function superscript(number: number): string {
  return [...String(number)].map((digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]).join("");
}
