import fc from "fast-check";
import { expect, test } from "vitest";
import { polynomialThrough, textOfPolynomial } from "../../src/explanation/polynomial-through.js";

const text = (first: number, counts: readonly number[], name = "d"): string | undefined => {
  const polynomial = polynomialThrough(first, counts);
  return polynomial && textOfPolynomial(polynomial, name);
};

test.each<[number, readonly number[], string | undefined]>([
  [2, [22, 45, 76, 115], "4d² + 3d"],
  [2, [5, 5], "5"],
  [1, [0, 0, 0], "0"],
  [3, [3, 6, 10, 15], "(d² - d)/2"],
  [0, [1, 0, -1], "-d + 1"],
  [1, [1, 8, 27, 64, 125], "d³"],
  [2, [1, 2, 3], "d - 1"],
  // Too few points to confirm it.
  [2, [7], undefined],
  [2, [1, 2], undefined],
  [2, [4, 9, 16], undefined],
  // No polynomial of a low degree.
  [1, [2, 4, 8, 16, 32, 64], undefined],
])("from %d: %j is %s", (first, counts, expected) => {
  expect(text(first, counts)).toBe(expected);
});

test("names of several letters stand apart from their factors", () => {
  expect(text(1, [6, 19, 40, 69], "dim")).toBe("4 dim² + dim + 1");
});

test("every polynomial is found again, and a count that is off by one is not explained away", () => {
  const numerators = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(numerators, fc.nat(8), (coefficients, first) => {
      const degree = coefficients.length - 1;
      const valueAt = (x: number): number =>
        coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);
      const counts = Array.from({ length: degree + 3 }, (_, index) => valueAt(first + index));
      const found = polynomialThrough(first, counts)!;
      const trimmed = [...coefficients];
      while (trimmed.length > 1 && trimmed.at(-1) === 0) trimmed.pop();
      expect(found.denominator).toBe(1);
      expect(found.numerators.map((value) => value + 0)).toEqual(trimmed.map((value) => value + 0));
      const changed = counts.map((value, index) => (index === counts.length - 1 ? value + 1 : value));
      expect(
        polynomialThrough(first, changed)?.numerators.length ?? Number.POSITIVE_INFINITY,
      ).toBeGreaterThan(trimmed.length);
    }),
    { numRuns: 300, seed: 3 },
  );
});
