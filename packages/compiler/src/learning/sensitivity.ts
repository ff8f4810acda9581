// Polynomials with their first derivative in one direction, carried along numerically (forward-mode differentiation).

import { pow } from "@ncrn/elementary-functions";
import type { PolynomialEnvironment } from "../polynomials/environment.js";
import type { Polynomial, VariableFactor } from "../polynomials/polynomial.js";

/** A number, how it changes with a weight, and how it would change if no two contributions cancelled. */
export interface Sensitivity {
  readonly value: number;
  readonly slope: number;
  /** Sum of the sizes of everything that `slope` is the sum of. */
  readonly magnitude: number;
}

/** A polynomial that is evaluated often: its coefficients are numbers. */
export type NumericPolynomial = readonly {
  readonly number: number;
  readonly variables: readonly VariableFactor[];
}[];

/** The polynomial with the current values of its parameters. */
export function numericPolynomial(
  polynomial: Polynomial,
  environment: PolynomialEnvironment,
): NumericPolynomial {
  return polynomial.map(({ number, parameters, variables }) => ({
    number: parameters.reduce(
      (product, { expression, power }) => product * pow(environment.valueOf(expression), power),
      number,
    ),
    variables,
  }));
}

export function constantSensitivity(value: number): Sensitivity {
  return { value, slope: 0, magnitude: 0 };
}

/** The value of a polynomial, by sum and product rule. */
export function sensitivityOf(
  polynomial: NumericPolynomial,
  read: (name: string) => Sensitivity,
): Sensitivity {
  let value = 0;
  let slope = 0;
  let magnitude = 0;
  for (const { number, variables } of polynomial) {
    let product = constantSensitivity(number);
    for (const factor of variables) product = productOf(product, powerOf(read(factor.name), factor));
    value += product.value;
    slope += product.slope;
    magnitude += product.magnitude;
  }
  return { value, slope, magnitude };
}

/** left + factor · right. */
export function addScaled(left: Sensitivity, factor: number, right: Sensitivity): Sensitivity {
  return {
    value: left.value + factor * right.value,
    slope: left.slope + factor * right.slope,
    magnitude: left.magnitude + Math.abs(factor) * right.magnitude,
  };
}

function productOf(left: Sensitivity, right: Sensitivity): Sensitivity {
  return {
    value: left.value * right.value,
    slope: left.slope * right.value + left.value * right.slope,
    magnitude: left.magnitude * Math.abs(right.value) + Math.abs(left.value) * right.magnitude,
  };
}

function powerOf({ value, slope, magnitude }: Sensitivity, { absolute, power }: VariableFactor): Sensitivity {
  const base = absolute ? Math.abs(value) : value;
  const derivative = power * pow(base, power - 1) * (absolute ? Math.sign(value) : 1);
  return { value: pow(base, power), slope: derivative * slope, magnitude: Math.abs(derivative) * magnitude };
}
