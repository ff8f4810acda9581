import { expect, test } from "vitest";
import {
  multiplyProducts,
  type PowerProduct,
  productText,
  quotientOf,
} from "../../../src/lowering/reduce-order/power-product.js";

/** `x^2*|y|` → a product; variables in alphabetical order. */
function product(text: string): PowerProduct {
  if (text === "1") return [];
  return text.split("*").map((factor) => {
    const [base = "", power = "1"] = factor.split("^");
    const absolute = base.startsWith("|");
    return { name: absolute ? base.slice(1, -1) : base, absolute, power: Number(power) };
  });
}

function check(left: string, right: string, expected: string): void {
  expect(multiplyProducts(product(left), product(right))).toEqual(product(expected));
  expect(quotientOf(product(expected), product(left))).toEqual(product(right));
  expect(quotientOf(product(expected), product(right))).toEqual(product(left));
}

test("products and quotients, with |q|² = q²", () => {
  check("x^2", "x*y", "x^3*y");
  check("x*|x|", "x*|x|", "x^4");
  check("x*|x|", "|x|", "x^3");
  check("x^2*|x|", "y", "x^2*|x|*y");
  check("1", "x", "x");
});

test("what does not divide has no quotient", () => {
  expect(quotientOf(product("x^2"), product("x^3"))).toBeUndefined();
  expect(quotientOf(product("x^2"), product("y"))).toBeUndefined();
  expect(quotientOf(product("x*|x|"), product("x^2"))).toBeUndefined();
});

test("made names stand last, so that they do not say what the product is", () => {
  const made: PowerProduct = [
    { name: "adjoint z[1]", absolute: false, power: 1 },
    { name: "z[1]", absolute: false, power: 2 },
  ];
  expect(productText(made)).toBe("z[1]^2*adjoint z[1]");
  expect(productText([{ name: "adjoint z", absolute: false, power: 2 }])).toBe("product adjoint z^2");
});
