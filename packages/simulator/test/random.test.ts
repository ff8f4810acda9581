import { expect, test } from "vitest";
import { createRandom } from "../src/random.js";

const MASK = (1n << 64n) - 1n;
const rotate = (x: bigint, k: bigint) => ((x << k) | (x >> (64n - k))) & MASK;

/** xoshiro256++ as published, in big integers; changes the state. */
function reference(s: bigint[]): bigint {
  const result = (rotate((s[0]! + s[3]!) & MASK, 23n) + s[0]!) & MASK;
  const t = (s[1]! << 17n) & MASK;
  s[2]! ^= s[0]!;
  s[3]! ^= s[1]!;
  s[1]! ^= s[2]!;
  s[0]! ^= s[3]!;
  s[2]! ^= t;
  s[3] = rotate(s[3]!, 45n);
  return result;
}

/** splitmix64 as published. */
function stateFromSplitmix(seed: bigint): bigint[] {
  let state = seed;
  return Array.from({ length: 4 }, () => {
    state = (state + 0x9e3779b97f4a7c15n) & MASK;
    let z = state;
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & MASK;
    return z ^ (z >> 31n);
  });
}

const toUniform = (bits: bigint) => Number(bits >> 11n) / 2 ** 53;

test("the reference gives the published numbers", () => {
  const state = [1n, 2n, 3n, 4n];
  expect(Array.from({ length: 5 }, () => reference(state))).toEqual([
    41943041n,
    58720359n,
    3588806011781223n,
    3591011842654386n,
    9228616714210784205n,
  ]);
  expect(stateFromSplitmix(1234567n).slice(0, 2)).toEqual([6457827717110365317n, 3203168211198807973n]);
});

test.each([0, 1, 42, -5, Number.MAX_SAFE_INTEGER])(
  "seed %d gives xoshiro256++ seeded by splitmix64",
  (seed) => {
    const state = stateFromSplitmix(BigInt.asUintN(64, BigInt(seed)));
    const random = createRandom(seed, "");
    for (let i = 0; i < 1000; i++) expect(random.uniform()).toBe(toUniform(reference(state)));
  },
);

test("a jump is 2¹²⁸ steps", () => {
  // The step is linear over GF(2): column i of its matrix is the step of unit vector i. Square it 128 times.
  const pack = (s: bigint[]) => s[0]! | (s[1]! << 64n) | (s[2]! << 128n) | (s[3]! << 192n);
  const unpack = (v: bigint) => [v & MASK, (v >> 64n) & MASK, (v >> 128n) & MASK, v >> 192n];
  const step = (v: bigint) => {
    const s = unpack(v);
    reference(s);
    return pack(s);
  };
  const apply = (columns: bigint[], v: bigint) => {
    let sum = 0n;
    for (const [i, bit] of [...v.toString(2)].reverse().entries()) if (bit === "1") sum ^= columns[i]!;
    return sum;
  };
  let columns = Array.from({ length: 256 }, (_, i) => step(1n << BigInt(i)));
  for (let k = 0; k < 128; k++) columns = columns.map((column) => apply(columns, column));
  const random = createRandom(7, "");
  random.jump();
  const state = unpack(apply(columns, pack(stateFromSplitmix(7n))));
  for (let i = 0; i < 10; i++) expect(random.uniform()).toBe(toUniform(reference(state)));
});

test("streams differ by name and by seed, and are the same every time", () => {
  const first = (seed: number, name: string) => createRandom(seed, name).uniform();
  expect(
    new Set([first(1, "data"), first(1, "split"), first(2, "data"), first(1.5, "data"), first(0, "data")])
      .size,
  ).toBe(5);
  expect(first(1, "data")).toBe(first(1, "data"));
});

test("a copy continues alike and independently", () => {
  const random = createRandom(1, "a");
  random.uniform();
  const copy = random.copy();
  const next = random.uniform();
  random.uniform();
  expect(copy.uniform()).toBe(next);
});

/** Compares the first two moments of 100 000 draws with exact ones, within 4 standard errors. */
function check(draw: () => number, mean: number, variance: number, fourthCentralMoment: number): void {
  const n = 100_000;
  const values = Array.from({ length: n }, draw);
  const found = values.reduce((sum, value) => sum + value, 0) / n;
  const spread = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n;
  expect(Math.abs(found - mean)).toBeLessThan(4 * Math.sqrt(variance / n));
  expect(Math.abs(spread - variance)).toBeLessThan(4 * Math.sqrt((fourthCentralMoment - variance ** 2) / n));
}

test("the distributions have their moments", () => {
  const random = createRandom(3, "moments");
  check(() => random.uniform(), 1 / 2, 1 / 12, 1 / 80);
  check(() => random.uniformBetween(1, 5), 3, 4 / 3, 16 / 5);
  check(() => random.normal(), 0, 1, 3);
  check(() => random.normal(2, 0.5), 2, 0.25, 3 / 16);
  check(() => random.exponential(2), 0.5, 0.25, 9 / 16);
  check(() => random.integerBelow(6), 2.5, 35 / 12, 707 / 48);
});

test("shuffling keeps the elements and reaches every order equally often", () => {
  const random = createRandom(4, "shuffle");
  const counts = new Map<string, number>();
  const elements = ["a", "b", "c", "d"];
  for (let i = 0; i < 24_000; i++) {
    const order = random.shuffle(elements).join("");
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  expect(elements).toEqual(["a", "b", "c", "d"]);
  expect(counts.size).toBe(24);
  const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
  expect(chiSquare).toBeLessThan(49.7); // 23 degrees of freedom, 0.1 %
});
