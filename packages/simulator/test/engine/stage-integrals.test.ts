// Integrals of products over steps, all stages at once, against closed forms: species that decay, and what they make.
import { expect, test } from "vitest";
import { integratesStages } from "../../src/engine/methods/stage-integrals.js";
import type { CodeForm } from "../../src/engine/system-plan.js";
import { prepareSystem } from "../../src/equations/prepared-system.js";
import { programFromLines } from "../program-from-lines.js";
import { solve } from "./stiff-problems.js";

const START = [1, 0.8, 1.3, 0.6, 1.1, 0.9, 1.2];
const UNTIL = 2;

/** All products of one, two and three species, by numbers of species. */
const products = START.flatMap((_, a) => [
  [a],
  ...START.slice(a).flatMap((_, b) => [
    [a, a + b],
    ...START.slice(a + b).map((_, c) => [a, a + b, a + b + c]),
  ]),
]);

interface Case {
  readonly decay: readonly number[];
  /** So many products make one species. */
  readonly together: number;
  readonly form: CodeForm;
  readonly relative: number;
}

const decays = { slow: [0.1, 0.5, 0.9, 1.3, 1.7, 2.1, 2.5], stiff: [0.1, 0.5, 0.9, 1.3, 400, 2000, 30_000] };
const cases = Object.entries(decays).flatMap(([speed, decay]) =>
  (["written-out", "loops"] as const).flatMap((form) =>
    [1, 2].flatMap((together) =>
      [1e-4, 1e-6, 1e-8].map((relative) => ({ speed, decay, together, form, relative })),
    ),
  ),
);

const rateOf = (k: number): number => 0.5 + (k % 7) / 4;

function programOf({ decay, together }: Case) {
  const names = (product: readonly number[]): string => product.map((i) => `A${i}`).join(" + ");
  const made = Math.ceil(products.length / together);
  return programFromLines({
    species: [
      ...START.map((value, i) => `A${i} = ${value}`),
      ...Array.from({ length: made }, (_, k) => `G${k}`),
    ],
    reactions: [
      ...decay.map((rate, i) => `A${i} ->{${rate}} 0`),
      ...products.map(
        (product, k) => `${names(product)} ->{${rateOf(k)}} ${names(product)} + G${Math.floor(k / together)}`,
      ),
    ],
  });
}

/** ∫ of a product from 0 to the end: it decays with the sum of the rates. */
function integralOf(product: readonly number[], decay: readonly number[]): number {
  const start = product.reduce((value, i) => value * START[i]!, 1);
  const rate = product.reduce((sum, i) => sum + decay[i]!, 0);
  return (-start * Math.expm1(-rate * UNTIL)) / rate;
}

test.each(cases)("$speed decay, $form, $together together: ten tolerances of $relative", (given) => {
  const program = programOf(given);
  expect(integratesStages(prepareSystem(program, undefined))).toBe(true);
  const { state } = solve({ program, until: UNTIL }, given.relative, { form: given.form });
  const expected = new Float64Array(Math.ceil(products.length / given.together));
  products.forEach((product, k) => {
    expected[Math.floor(k / given.together)]! += rateOf(k) * integralOf(product, given.decay);
  });
  expected.forEach((value, k) => {
    const allowed = 10 * given.relative * (value + 1e-3);
    expect(Math.abs(state[START.length + k]! - value)).toBeLessThan(allowed);
  });
});
