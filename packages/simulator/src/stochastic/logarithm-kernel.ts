// The natural logarithm as kernel text: the operations of @ncrn/elementary-functions in their order, so that both give the
// same bits.

const LN2_HIGH = "0.6931471804855391";
/** The two lower parts of ln 2, added. */
const LN2_REST = `${7.440617109802979e-11 + 2.0941744292700725e-21}`;

/** Statements that make `target` the logarithm of the name `x`, a normal positive number; their names start with the prefix. */
export function logarithmStatements(target: string, x: string, prefix: string): string {
  const [word, high, above, f, s, z, half, exponent] = [
    "word",
    "high",
    "above",
    "f",
    "s",
    "z",
    "half",
    "exponent",
  ].map((name) => `${prefix}_${name}`);
  const tail = [7, 9, 11, 13, 15, 17, 19, 21]
    .reduceRight((rest, n) => `(${real(1 / n)} + ${z} * ${rest})`, `(${z} / 23.0)`)
    .replace(`${z} * (${z} / 23.0)`, `${z} / 23.0`);
  return `
  let ${word}: i64 = bits(${x});
  let ${high}: i32 = wrap(${word} >>> 32L);
  let ${above}: i32 = (${high} & 0xfffff) >= 0x6a09e;
  let ${exponent}: f64 = f64((${high} >>> 20) - 1023 + ${above});
  let ${f}: f64 = float((${word} & 0xfffffffffffffL) | (i64(1023 - ${above}) << 52L)) - 1.0;
  let ${s}: f64 = ${f} / (2.0 + ${f});
  let ${z}: f64 = ${s} * ${s};
  let ${half}: f64 = 0.5 * ${f} * ${f};
  ${target} = ${exponent} * ${LN2_HIGH} - (${half} - (${s} * (${half} + ${z} * (${real(2 / 3)} + ${z} * (${real(2 / 5)} + ${z} * (2.0 * ${tail})))) + ${exponent} * ${LN2_REST}) - ${f});
`;
}

function real(value: number): string {
  return String(value);
}
