// Polynomial and values of its variables → number.

import { pow } from "@ncrn/elementary-functions";
import type { RateExpression } from "../../network/reaction-network.js";
import type { Polynomial } from "../../polynomials/polynomial.js";

/**
 * Undefined if a variable has no value.
 * @param parameterValue the value of a parameter; undefined if it is not known yet
 */
export function polynomialValue(
  polynomial: Polynomial,
  values: ReadonlyMap<string, number>,
  parameterValue: (expression: RateExpression) => number | undefined,
): number | undefined {
  let sum = 0;
  for (const { number, parameters, variables } of polynomial) {
    let product = number;
    for (const { expression, power } of parameters) {
      const value = parameterValue(expression);
      if (value === undefined) return undefined;
      product *= pow(value, power);
    }
    for (const { name, absolute, power } of variables) {
      const value = values.get(name);
      if (value === undefined) return undefined;
      product *= pow(absolute ? Math.abs(value) : value, power);
    }
    sum += product;
  }
  return sum;
}
