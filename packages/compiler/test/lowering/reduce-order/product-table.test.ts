import { expect, test } from "vitest";
import {
  multiplyProducts,
  type PowerProduct,
  productText,
  quotientOf,
} from "../../../src/lowering/reduce-order/power-product.js";
import { derivativeTerms, phaseDerivatives } from "../../../src/lowering/reduce-order/product-derivatives.js";
import { derivativeOfProduct } from "../../../src/lowering/reduce-order/product-rule.js";
import { createProductTable } from "../../../src/lowering/reduce-order/product-table.js";
import type { Monomial, Polynomial } from "../../../src/polynomials/polynomial.js";

const NAMES = ["x", "y", "z"];

/** Every product of 1, x, x², x³, perhaps |x|, the same of y, and perhaps z. */
const products: readonly PowerProduct[] = [0, 1, 2, 3].flatMap((first) =>
  [false, true].flatMap((firstMagnitude) =>
    [0, 1, 2, 3].flatMap((second) =>
      [false, true].flatMap((secondMagnitude) =>
        [0, 1].map((third) => [
          ...power("x", first),
          ...magnitude("x", firstMagnitude),
          ...power("y", second),
          ...magnitude("y", secondMagnitude),
          ...power("z", third),
        ]),
      ),
    ),
  ),
);

function power(name: string, exponent: number): PowerProduct {
  return exponent === 0 ? [] : [{ name, absolute: false, power: exponent }];
}

function magnitude(name: string, present: boolean): PowerProduct {
  return present ? [{ name, absolute: true, power: 1 }] : [];
}

const createTable = () => createProductTable(NAMES, () => true, { done: 0 });

test("numbers multiply and divide as the products do", () => {
  const table = createTable();
  for (const left of products)
    for (const right of products) {
      const [a, b] = [table.idOf(left), table.idOf(right)];
      expect(table.productOf(table.multiply(a, b))).toEqual(multiplyProducts(left, right));
      const quotient = table.divide(a, b);
      expect(quotient === undefined ? undefined : table.productOf(quotient)).toEqual(quotientOf(left, right));
    }
});

test("splits are all pairs of divisors, each once", () => {
  const table = createTable();
  for (const product of products) {
    const id = table.idOf(product);
    const { parts, rests, restOf } = table.splitsOf(id)!;
    for (const [index, part] of parts.entries()) expect(table.multiply(part, rests[index]!)).toBe(id);
    const expected = products.filter((divisor) => {
      const quotient = quotientOf(product, divisor);
      return quotient !== undefined && quotient.length > 0 && divisor.length > 0;
    });
    expect([...restOf.keys()].map(table.productOf).map(productText).sort()).toEqual(
      expected.map(productText).sort(),
    );
    expect(new Set([...parts, ...rests]).size).toBe(restOf.size);
  }
});

test("the product rule gives the terms that polynomials give", () => {
  const origin = { file: "", span: { start: 0, end: 0 } };
  const term = (number: number, variables: PowerProduct): Monomial => ({
    number,
    parameters: [],
    variables,
    origin,
  });
  // In d(x·y) the terms −x²·y and x·xy cancel.
  const derivatives = new Map<string, Polynomial>([
    ["x", [term(-1, power("x", 2)), term(3, power("z", 1))]],
    [
      "y",
      [
        term(1, [...power("x", 1), ...power("y", 1)]),
        term(-0.5, [...power("y", 1), ...magnitude("y", true)]),
      ],
    ],
  ]);
  const work = { done: 0 };
  const table = createProductTable(NAMES, () => true, work);
  const phase = phaseDerivatives(derivatives, table);
  for (const product of products) {
    const expected = derivativeOfProduct(product, derivatives);
    if (expected === undefined) continue;
    const found = derivativeTerms(table.idOf(product), phase, { table, work });
    expect(
      found.map(({ number, product: id }) => `${number} ${productText(table.productOf(id))}`).sort(),
    ).toEqual(expected.map(({ number, variables }) => `${number} ${productText(variables)}`).sort());
  }
});
