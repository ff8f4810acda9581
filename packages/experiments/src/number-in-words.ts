// A number as it stands in a sentence.

/** Four significant digits, with an exponent from a million on. */
export function numberInWords(value: number): string {
  const text = value.toPrecision(4);
  return Math.abs(value) >= 1e6 ? text.replace("e+", "e") : String(Number(text));
}
