// Polynomials without variables: their values, and functions of them, with parameters kept as symbols.

import type { Origin, ScalarExpression } from "@ncrn/language";
import { binaryExpression, expressionKey, numberExpression } from "../network/rate-expression.js";
import { rateFromScalar } from "../network/rate-from-scalar.js";
import type { RateExpression } from "../network/reaction-network.js";
import type { PolynomialEnvironment } from "./environment.js";
import {
  constantPolynomial,
  type Monomial,
  type Polynomial,
  parameterPolynomial,
  scalePolynomial,
} from "./polynomial.js";

/** 1/divisor. */
export function reciprocal(
  divisor: Constant,
  origin: Origin,
  environment: PolynomialEnvironment,
): Polynomial {
  const [monomial, ...rest] = divisor.polynomial;
  if (monomial !== undefined && rest.length === 0) {
    const parameters = monomial.parameters.map((factor) => ({ ...factor, power: -factor.power }));
    return [{ number: 1 / monomial.number, parameters, variables: [], origin }];
  }
  return constantCall((argument) => binaryExpression("/", numberExpression(1), argument), divisor, {
    origin,
    environment,
  });
}

/** A function of constants: a number if no parameter is inside, otherwise one symbolic factor. */
export function constantCall(
  build: (argument: RateExpression) => RateExpression,
  argument: Constant,
  context: { origin: Origin; environment: PolynomialEnvironment },
): Polynomial {
  const expression = build(rateOfConstant(argument, context.environment));
  const value = context.environment.valueOf(expression);
  if (argument.polynomial.every((monomial) => monomial.parameters.length === 0))
    return constantPolynomial(value, context.origin);
  return value < 0
    ? symbolicConstant({ kind: "negate", operand: expression }, -1, context.origin)
    : symbolicConstant(expression, 1, context.origin);
}

/** A part of an expression without variables. */
export interface Constant {
  readonly written: ScalarExpression;
  readonly polynomial: Polynomial;
}

/** As it is written, so that its numbers keep their units; collected where variables cancel in it. */
function rateOfConstant(
  { written, polynomial }: Constant,
  environment: PolynomialEnvironment,
): RateExpression {
  let readsVariable = false;
  const rate = rateFromScalar(written, (name) => {
    const meaning = environment.meaningOf(name);
    if (meaning.kind === "parameter") return meaning.expression;
    if (meaning.kind === "definition") return meaning;
    readsVariable ||= meaning.kind === "variable";
    return numberExpression(meaning.kind === "number" ? meaning.value : Number.NaN);
  });
  return readsVariable ? toRate(polynomial) : rate;
}

/** ± an expression over parameters. */
export function symbolicConstant(expression: RateExpression, sign: 1 | -1, origin: Origin): Polynomial {
  const factor = { key: expressionKey(expression), expression, power: 1 };
  return scalePolynomial(parameterPolynomial(factor, origin), sign);
}

/** The value of a polynomial without variables, at the current values of its parameters. */
export function constantValue(polynomial: Polynomial, environment: PolynomialEnvironment): number {
  return environment.valueOf(toRate(polynomial));
}

/** A polynomial without variables as an expression over parameters. */
export function toRate(polynomial: Polynomial): RateExpression {
  return polynomial.reduce<RateExpression>(
    (sum, monomial) => binaryExpression("+", sum, coefficientExpression(monomial, monomial.number)),
    numberExpression(0),
  );
}

/** `number · ∏ parameters` as an expression; negative powers become divisions. */
export function coefficientExpression(monomial: Monomial, number: number): RateExpression {
  let result: RateExpression = numberExpression(number);
  for (const { expression, power } of monomial.parameters) {
    const raised = binaryExpression("^", expression, numberExpression(Math.abs(power)));
    result = binaryExpression(power > 0 ? "*" : "/", result, raised);
  }
  return result;
}
