import fc from "fast-check";
import { expect, test } from "vitest";
import { coefficientOf } from "../../src/clock/coefficient.js";
import { transferReactions } from "../../src/clock/transfer-reactions.js";

function check(coefficients: readonly number[]): void {
  const to = coefficients.map((value, index) => ({
    species: `d_${index}`,
    coefficient: coefficientOf(value),
  }));
  const reactions = transferReactions({ from: "s", clock: "c", to, terms: [] }, 10);
  const constants = reactions.map(({ constant }) =>
    constant.kind === "number" ? constant.value : Number.NaN,
  );
  const mean = (species: string): number =>
    reactions.reduce((sum, { products }, index) => {
      const made = products.find((product) => product.species === species)?.coefficient ?? 0;
      return sum + (made * constants[index]!) / 10;
    }, 0);
  expect(constants.every((constant) => constant > 0)).toBe(true);
  expect(constants.reduce((sum, constant) => sum + constant, 0)).toBeCloseTo(10, 9);
  for (const [index, value] of coefficients.entries()) expect(mean(`d_${index}`)).toBeCloseTo(value, 8);
}

test("competing conversions share the transfer rate and make every coefficient in the mean", () => {
  fc.assert(fc.property(fc.array(fc.double({ min: 0, max: 3, noNaN: true }), { maxLength: 4 }), check), {
    seed: 1,
    numRuns: 200,
  });
});

test("whole coefficients need one reaction", () => {
  const to = [{ species: "d", coefficient: coefficientOf(2) }];
  expect(transferReactions({ from: "s", clock: "c", to, terms: [] }, 10)).toHaveLength(1);
});
