import { exp, pow, tanh } from "@ncrn/elementary-functions";
import { expect, test } from "vitest";
import { applyFunction, applyOperator } from "../../src/model/scalar-operations.js";
import { analyzeText } from "../analyze-fixture.js";

test("elementary functions are those of the simulator, to the last bit", () => {
  // At many of these arguments Math.exp and its kin give another last bit, and another one on each engine.
  for (let index = 0; index < 2000; index++) {
    const value = 0.0007 * index + 0.11;
    expect(applyFunction("exp", [value])).toBe(exp(value));
    expect(applyFunction("tanh", [value])).toBe(tanh(value));
    expect(applyOperator("^", value, 1.7)).toBe(pow(value, 1.7));
    expect(applyFunction("sigmoid", [value])).toBe(1 / (1 + exp(-value)));
  }
});

test("constants of a text are made of them", () => {
  const { analysis } = analyzeText(
    "crn A {\n  rate k = exp(0.11692), m = 0.12^1.7\n  species X = 1\n  X ->{k * m} 0\n}\n",
  );
  const values = analysis.program.networks[0]!.rates.map(({ value }) => value);
  expect(values).toMatchObject([{ value: exp(0.11692) }, { value: pow(0.12, 1.7) }]);
});
