import { expect, test } from "vitest";
import { exp, log, pow, tanh } from "../src/exp-log-pow-tanh.js";
import { cos, sin, tan } from "../src/trigonometric-functions.js";

/** Multiples of it, taken without their whole parts, fill 0 to 1 evenly. */
const GOLDEN_SHARE = (Math.sqrt(5) - 1) / 2;

/** Compares on 20 000 arguments drawn between `from` and `to`, evenly or (with `wide`) evenly in the logarithm. */
function check(
  own: (x: number) => number,
  reference: (x: number) => number,
  range: { from: number; to: number; wide?: boolean },
): void {
  let worst = 0;
  let worstAt = 0;
  for (let i = 0; i < 20_000; i++) {
    const u = (i * GOLDEN_SHARE) % 1;
    const x = range.wide
      ? Math.exp(Math.log(range.from) + u * (Math.log(range.to) - Math.log(range.from)))
      : range.from + u * (range.to - range.from);
    const expected = reference(x);
    const error = own(x) === expected ? 0 : Math.abs(own(x) - expected) / Math.abs(expected);
    if (!(error <= worst)) [worst, worstAt] = [error, x];
  }
  expect(worst, `worst at ${worstAt}`).toBeLessThan(1e-15);
}

test("exp agrees with the engine from underflow to overflow", () => {
  check(exp, Math.exp, { from: -708, to: 709.7 });
  check(exp, Math.exp, { from: -1, to: 1 });
  expect(exp(0)).toBe(1);
  expect(exp(710)).toBe(Number.POSITIVE_INFINITY);
  expect(exp(-746)).toBe(0);
  expect(exp(-745)).toBe(Math.exp(-745));
  expect(exp(Number.NaN)).toBeNaN();
});

test("log agrees with the engine over the whole range and near 1", () => {
  check(log, Math.log, { from: 1e-320, to: 1e308, wide: true });
  check(log, Math.log, { from: 0.5, to: 2 });
  expect([log(1), log(0), log(Number.POSITIVE_INFINITY)]).toEqual([0, -Infinity, Infinity]);
  expect(log(-1)).toBeNaN();
});

test.each([-700.25, -20.5, -3.5, -0.75, 0.1, 1.5, 4, 7, 12.25, 300.5])("x^%d agrees with the engine", (y) => {
  const span = 690 / Math.abs(y);
  check(
    (x) => pow(x, y),
    (x) => x ** y,
    { from: Math.exp(-Math.min(span, 600)), to: Math.exp(Math.min(span, 600)), wide: true },
  );
});

test("pow has the special cases of the language", () => {
  const values = [0, -0, 1, -1, 0.5, -0.5, 2, -2, 3, 1e300, -1e300, Infinity, -Infinity, Number.NaN];
  const exponents = [...values, 4, 5, -3, -4, 1e20, -9007199254740992];
  // 0.5 ** -0.5 is a unit of the last place off in some engines.
  const isSame = (a: number, b: number): boolean => Object.is(a, b) || Math.abs(a / b - 1) <= 2 ** -52;
  for (const x of values)
    for (const y of exponents)
      if (!isSame(pow(x, y), x ** y)) expect([x, y, pow(x, y)]).toEqual([x, y, x ** y]);
});

test("sin, cos and tan agree with the engine, also for large arguments", () => {
  for (const [own, reference] of [
    [sin, Math.sin],
    [cos, Math.cos],
    [tan, Math.tan],
  ] as const) {
    check(own, reference, { from: -10, to: 10 });
    check(own, reference, { from: 1e-300, to: 1e300, wide: true });
    check(own, reference, { from: -999_999, to: 1_200_000 });
    expect(own(Infinity)).toBeNaN();
  }
  expect(sin(Math.PI)).toBeCloseTo(1.2246467991473532e-16, 30);
});

test("tanh agrees with the engine", () => {
  check(tanh, Math.tanh, { from: -25, to: 25 });
  check(tanh, Math.tanh, { from: 1e-300, to: 1, wide: true });
});

/** x¹⁰²⁴ⁿ… by exact squaring in whole numbers of 200 bits: powers next to 1, whose logarithm has few bits. */
test.each([1 + 2 ** -48, 1 - 2 ** -48, 1 + 3e-9, 1 - 7e-12, 1.0009765625, 0.99951171875, 1.0078125, 0.99])(
  "%d to large powers of 2 is exact to the last bits",
  (x) => {
    const bits = 400n;
    let power = BigInt(x * 2 ** 60) << (bits - 60n);
    for (let exponent = 1; exponent < 1e18; exponent *= 2) {
      const exact = Number(power >> (bits - 80n)) / 2 ** 80;
      if (exact < 1e-6 || exact > 1e6) return;
      expect(Math.abs(pow(x, exponent) / exact - 1), `exponent ${exponent}`).toBeLessThan(4e-16);
      power = (power * power) >> bits;
    }
  },
);
