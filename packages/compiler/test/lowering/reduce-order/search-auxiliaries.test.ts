import { expect, test } from "vitest";
import {
  multiplyProducts,
  type PowerProduct,
  productKey,
  productText,
} from "../../../src/lowering/reduce-order/power-product.js";
import { derivativeOfProduct } from "../../../src/lowering/reduce-order/product-rule.js";
import { SEARCH_BUDGET, searchAuxiliaries } from "../../../src/lowering/reduce-order/search-auxiliaries.js";
import type { Monomial, Polynomial } from "../../../src/polynomials/polynomial.js";

type System = Readonly<Record<string, Polynomial>>;

const origin = { file: "test.ncrn", span: { start: 0, end: 1 } };

/** `-3*x^2*y` → a monomial; variables in alphabetical order. */
function monomial(text: string): Monomial {
  const [number = "", ...factors] = text.split("*");
  const variables = factors.map((factor) => {
    const [name = "", power = "1"] = factor.split("^");
    return { name, absolute: false, power: Number(power) };
  });
  return { number: Number(number), parameters: [], variables, origin };
}

const system = (equations: Readonly<Record<string, readonly string[]>>): System =>
  Object.fromEntries(Object.entries(equations).map(([name, terms]) => [name, terms.map(monomial)]));

function search(equations: System, options: { budget?: number; kinetic?: boolean } = {}) {
  const rightHandSides = Object.entries(equations).map(([target, value]) => ({ target, value }));
  return searchAuxiliaries({
    phases: [{ derivatives: new Map(Object.entries(equations)), rightHandSides }],
    limit: 2,
    budget: options.budget ?? SEARCH_BUDGET,
    isKinetic: () => options.kinetic === true,
    isAllowed: () => true,
  });
}

/** By trying all pairs: is every term of every derivative a product of two known quantities? */
function isQuadratic(equations: System, auxiliaries: readonly PowerProduct[]): boolean {
  const variables = Object.values(equations).flatMap((value) => value.flatMap((term) => term.variables));
  const single = variables.map((factor): PowerProduct => [{ ...factor, power: 1 }]);
  const known: readonly PowerProduct[] = [[], ...single, ...auxiliaries];
  const products = new Set(known.flatMap((a) => known.map((b) => productKey(multiplyProducts(a, b)))));
  const derivatives = new Map(Object.entries(equations));
  const values = [
    ...derivatives.values(),
    ...auxiliaries.map((one) => derivativeOfProduct(one, derivatives)!),
  ];
  return values.flat().every((term) => products.has(productKey(term.variables)));
}

function check(equations: Readonly<Record<string, readonly string[]>>, count: number): void {
  for (const kinetic of [false, true]) {
    const source = system(equations);
    const { sets, unmet, complete } = search(source, { kinetic });
    const found = [...sets[0]!.values()];
    expect(isQuadratic(source, found)).toBe(true);
    expect([found.length, unmet, complete]).toEqual([count, [], true]);
  }
}

// Numbers of QBee 0.8 (`quadratize`, Python, branch and bound to proven optimality): x^3, x^4, x^5: 1 each; the first
// coupled pair: 2, the second: 3; Hill of n = 2 … 8: 1, 1, 2, 2, 3, 3, 4.
test("powers of one variable need one auxiliary variable, as QBee finds", () => {
  check({ x: ["1*x^3"] }, 1);
  check({ x: ["-1*x^4"] }, 1);
  check({ x: ["1*x^5"] }, 1);
});

test("coupled cubic pairs need as many as QBee finds", () => {
  check({ x: ["-1*x^3", "1*x*y^2"], y: ["-1*y^3", "1*x^2*y"] }, 2);
  check({ x: ["-1*x^3", "-1*x^2*y"], y: ["-1*y^3", "1*x*y^2"] }, 3);
});

test.each([
  [2, 1],
  [3, 1],
  [4, 2],
  [5, 2],
  [6, 3],
  [7, 3],
  [8, 4],
])("the Hill system of n = %i needs %i, as QBee finds", (n, count) => {
  check({ h: [`${n}*i^2*t^${n - 1}`], i: [`${-n}*i^2*t^${n - 1}`], t: ["1"] }, count);
});

test("states coupled by weights: all products of two states, not products with weights", () => {
  const names = [1, 2, 3];
  const cubic = (i: number) => names.map((j) => `1*p${i}${j}*z${j}`).concat(`-1*z${i}^3`);
  const source = system(Object.fromEntries(names.map((i) => [`z${i}`, cubic(i)])));
  const { sets } = search(source);
  const found = [...sets[0]!.values()].map(productText).sort();
  expect(found).toEqual(["z1*z2", "z1*z3", "z1^2", "z2*z3", "z2^2", "z3^2"]);
});

test("a search that ends early says so, and what it gives is right", () => {
  const n = 8;
  const source = system({ h: [`${n}*i^2*t^${n - 1}`], i: [`${-n}*i^2*t^${n - 1}`], t: ["1"] });
  for (const budget of [2, 20, 100]) {
    const { sets, unmet, complete } = search(source, { budget });
    expect([unmet, complete]).toEqual([[], false]);
    expect(isQuadratic(source, [...sets[0]!.values()])).toBe(true);
  }
});

test("products that are not allowed are left unmet, others are reduced all the same", () => {
  const source = system({ x: ["-1*x^3"], y: ["-1*y^3"] });
  const rightHandSides = Object.entries(source).map(([target, value]) => ({ target, value }));
  const { sets, unmet } = searchAuxiliaries({
    phases: [{ derivatives: new Map(Object.entries(source)), rightHandSides }],
    limit: 2,
    budget: SEARCH_BUDGET,
    isKinetic: () => false,
    isAllowed: (product) => product.every(({ name }) => name !== "x"),
  });
  expect([...sets[0]!.values()].map(productText)).toEqual(["y^2"]);
  expect(unmet.map(({ product }) => productText(product))).toEqual(["x^3"]);
});
