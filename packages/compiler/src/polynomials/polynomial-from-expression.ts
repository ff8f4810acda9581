// Checked scalar expression → polynomial over variables, with parameters kept as symbols in the coefficients.

import { exp } from "@ncrn/elementary-functions";
import { type ScalarExpression, type ScalarFunction, textOfScalar } from "@ncrn/language";
import { binaryExpression, numberExpression } from "../network/rate-expression.js";
import { flooredRemainder } from "../network/rate-from-scalar.js";
import type { RateFunction } from "../network/reaction-network.js";
import { constantCall, constantValue, reciprocal, symbolicConstant, toRate } from "./constant-polynomials.js";
import type { FunctionCall, NotPolynomial, PolynomialEnvironment } from "./environment.js";
import {
  addPolynomials,
  constantPolynomial,
  isConstant,
  multiplyPolynomials,
  type Polynomial,
  powerOfPolynomial,
  scalePolynomial,
  variablePolynomial,
} from "./polynomial.js";
import { isNonNegative } from "./sign-of-polynomial.js";

/** The polynomial, or the part of the expression that is not one. */
export type PolynomialResult =
  | { readonly kind: "polynomial"; readonly polynomial: Polynomial }
  | { readonly kind: "problem"; readonly problem: NotPolynomial };

/** Highest power that is expanded; beyond it the expression counts as not polynomial. */
const HIGHEST_POWER = 16;

class NotPolynomialSignal extends Error {
  constructor(readonly problem: NotPolynomial) {
    super(problem.expression);
  }
}

/** Expands an expression. `abs`, `relu`, `min` and `max` are allowed where one absolute value of a monomial results. */
export function polynomialFromExpression(
  expression: ScalarExpression,
  environment: PolynomialEnvironment,
): PolynomialResult {
  try {
    return { kind: "polynomial", polynomial: convert(expression, environment) };
  } catch (signal) {
    if (signal instanceof NotPolynomialSignal) return { kind: "problem", problem: signal.problem };
    throw signal;
  }
}

function convert(expression: ScalarExpression, environment: PolynomialEnvironment): Polynomial {
  const { origin } = expression;
  switch (expression.kind) {
    case "Number":
      return constantPolynomial(expression.value, origin);
    case "Component":
      return convertName(expression, environment);
    case "Negate":
      return scalePolynomial(convert(expression.operand, environment), -1);
    case "Binary":
      return convertBinary(expression, environment);
    case "Call":
      return convertCall(expression, environment);
    case "Conditional": {
      const condition = convert(expression.condition, environment);
      if (!isConstant(condition)) throw refuse(expression);
      const chosen =
        constantValue(condition, environment) !== 0 ? expression.thenValue : expression.elseValue;
      return convert(chosen, environment);
    }
    case "Not": {
      const operand = convert(expression.operand, environment);
      if (!isConstant(operand)) throw refuse(expression);
      return constantPolynomial(constantValue(operand, environment) === 0 ? 1 : 0, origin);
    }
    case "Time":
      return environment.functionOf?.({ kind: "time", origin }) ?? raise(refuse(expression));
    case "Text":
    case "Draw":
      throw refuse(expression);
  }
}

function convertName(
  expression: Extract<ScalarExpression, { kind: "Component" }>,
  environment: PolynomialEnvironment,
): Polynomial {
  const meaning = environment.meaningOf(expression.name);
  switch (meaning.kind) {
    case "number":
      return constantPolynomial(meaning.value, expression.origin);
    case "parameter":
      return symbolicConstant(meaning.expression, 1, expression.origin);
    case "variable":
      return variablePolynomial(expression.name, expression.origin);
    case "definition":
      return convert(meaning.value, environment);
  }
}

function convertBinary(
  expression: Extract<ScalarExpression, { kind: "Binary" }>,
  environment: PolynomialEnvironment,
): Polynomial {
  const { operator, origin } = expression;
  const left = convert(expression.left, environment);
  const right = convert(expression.right, environment);
  switch (operator) {
    case "+":
      return addPolynomials(left, right);
    case "-":
      return addPolynomials(left, scalePolynomial(right, -1));
    case "*":
      return multiplyPolynomials(left, right, origin);
    case "/":
      if (!isConstant(right)) {
        const inverse = applied(expression, { kind: "reciprocal", argument: right, origin }, environment);
        return multiplyPolynomials(left, inverse, origin);
      }
      return multiplyPolynomials(
        left,
        reciprocal({ written: expression.right, polynomial: right }, origin, environment),
        origin,
      );
    case "^":
      return convertPower(expression, left, right, environment);
    default: {
      if (!isConstant(left) || !isConstant(right)) throw refuse(expression);
      const [a, b] = [toRate(left), toRate(right)];
      const value = operator === "%" ? flooredRemainder(a, b) : binaryExpression(operator, a, b);
      return constantPolynomial(environment.valueOf(value), origin);
    }
  }
}

function convertPower(
  expression: Extract<ScalarExpression, { kind: "Binary" }>,
  base: Polynomial,
  exponent: Polynomial,
  environment: PolynomialEnvironment,
): Polynomial {
  const { origin } = expression;
  if (!isConstant(exponent)) return convertExponential(expression, base, exponent, environment);
  const power = constantValue(exponent, environment);
  if (Number.isInteger(power) && power >= 0 && power <= HIGHEST_POWER) {
    return powerOfPolynomial(base, power, origin);
  }
  if (!isConstant(base)) return powerOfVarying(expression, base, power, environment);
  return constantCall(
    (argument) => binaryExpression("^", argument, numberExpression(power)),
    { written: expression.left, polynomial: base },
    { origin: expression.origin, environment },
  );
}

/** g^−n = (1/g)^n; other powers are functions of their own. */
function powerOfVarying(
  expression: ScalarExpression,
  argument: Polynomial,
  exponent: number,
  environment: PolynomialEnvironment,
): Polynomial {
  const { origin } = expression;
  if (!Number.isInteger(exponent))
    return applied(expression, { kind: "power", argument, exponent, origin }, environment);
  if (exponent < -HIGHEST_POWER || exponent > 0) throw refuse(expression);
  const inverse = applied(expression, { kind: "reciprocal", argument, origin }, environment);
  return powerOfPolynomial(inverse, -exponent, origin);
}

/** b^g = exp(g·log b). */
function convertExponential(
  expression: Extract<ScalarExpression, { kind: "Binary" }>,
  base: Polynomial,
  exponent: Polynomial,
  environment: PolynomialEnvironment,
): Polynomial {
  const { origin } = expression;
  const logarithm = isConstant(base)
    ? constantCall(
        (argument) => ({ kind: "call", function: "log", arguments: [argument] }),
        { written: expression.left, polynomial: base },
        { origin, environment },
      )
    : applied(expression, { kind: "log", argument: base, origin }, environment);
  if (!logarithm.every(({ number }) => Number.isFinite(number))) throw refuse(expression);
  const argument = multiplyPolynomials(exponent, logarithm, origin);
  return applied(expression, { kind: "exp", argument, origin }, environment);
}

/** The variables that stand for a function, or the refusal where there can be none. */
function applied(
  expression: ScalarExpression,
  call: FunctionCall,
  environment: PolynomialEnvironment,
): Polynomial {
  return environment.functionOf?.(call) ?? raise(refuse(expression));
}

function convertCall(
  expression: Extract<ScalarExpression, { kind: "Call" }>,
  environment: PolynomialEnvironment,
): Polynomial {
  const { origin } = expression;
  const [first, ...others] = expression.arguments.map((argument) => convert(argument, environment));
  if (first === undefined) throw refuse(expression);
  const half = constantPolynomial(0.5, origin);
  switch (expression.function) {
    case "abs":
      return absoluteValue(first, expression, environment);
    case "relu":
      return multiplyPolynomials(
        half,
        addPolynomials(first, absoluteValue(first, expression, environment)),
        origin,
      );
    case "max":
    case "min":
      return others.reduce((best, other) => {
        const difference = addPolynomials(best, scalePolynomial(other, -1));
        const distance = absoluteValue(difference, expression, environment);
        const signed = expression.function === "max" ? distance : scalePolynomial(distance, -1);
        return multiplyPolynomials(half, addPolynomials(best, other, signed), origin);
      }, first);
    default:
      return isConstant(first)
        ? functionOfConstant(expression, first, environment)
        : functionOfVarying(expression, expression.function, first, environment);
  }
}

function functionOfVarying(
  expression: ScalarExpression,
  name: ScalarFunction,
  argument: Polynomial,
  environment: PolynomialEnvironment,
): Polynomial {
  const { origin } = expression;
  switch (name) {
    case "exp":
    case "log":
    case "sin":
    case "cos":
    case "tan":
    case "tanh":
    case "sigmoid":
      return applied(expression, { kind: name, argument, origin }, environment);
    case "sqrt":
      return applied(expression, { kind: "power", argument, exponent: 0.5, origin }, environment);
    default:
      throw refuse(expression);
  }
}

function functionOfConstant(
  expression: Extract<ScalarExpression, { kind: "Call" }>,
  polynomial: Polynomial,
  environment: PolynomialEnvironment,
): Polynomial {
  const { origin, function: name } = expression;
  if (name === "sigmoid")
    return constantPolynomial(1 / (1 + exp(-constantValue(polynomial, environment))), origin);
  if (name === "relu") throw refuse(expression);
  const called: RateFunction = name;
  return constantCall(
    (argument) => ({ kind: "call", function: called, arguments: [argument] }),
    { written: expression.arguments[0]!, polynomial },
    { origin, environment },
  );
}

/** |c·∏q| = |c|·∏|q|; a sum of one sign is ± itself, another sum needs a variable of its own. */
function absoluteValue(
  polynomial: Polynomial,
  expression: ScalarExpression,
  environment: PolynomialEnvironment,
): Polynomial {
  if (isConstant(polynomial)) {
    return constantValue(polynomial, environment) < 0 ? scalePolynomial(polynomial, -1) : polynomial;
  }
  const [monomial, ...rest] = polynomial;
  if (monomial === undefined || rest.length > 0) {
    const negated = scalePolynomial(polynomial, -1);
    if (isNonNegative(polynomial, environment)) return polynomial;
    if (isNonNegative(negated, environment)) return negated;
    const call = { kind: "identity", argument: polynomial, origin: expression.origin } as const;
    const sum = environment.functionOf?.(call);
    return sum === undefined ? raise(refuse(expression)) : absoluteValue(sum, expression, environment);
  }
  const start: Polynomial = [{ ...monomial, number: Math.abs(monomial.number), variables: [] }];
  return monomial.variables.reduce<Polynomial>((product, factor) => {
    const meaning = environment.meaningOf(factor.name);
    const absolute = !(meaning.kind === "variable" && meaning.nonNegative) && factor.power % 2 === 1;
    const even = factor.power - (absolute ? 1 : 0);
    const variables = [
      ...(even > 0 ? [{ name: factor.name, absolute: false, power: even }] : []),
      ...(absolute ? [{ name: factor.name, absolute: true, power: 1 }] : []),
    ];
    return multiplyPolynomials(
      product,
      [{ ...monomial, number: 1, parameters: [], variables }],
      expression.origin,
    );
  }, start);
}

function raise(signal: NotPolynomialSignal): never {
  throw signal;
}

function refuse(expression: ScalarExpression): NotPolynomialSignal {
  return new NotPolynomialSignal({
    origin: expression.origin,
    expression: textOfScalar(expression),
  });
}
