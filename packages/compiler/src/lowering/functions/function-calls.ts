// Calls of functions → polynomials over function variables, with the variables that their derivatives need.

import type { Origin } from "@ncrn/language";
import type { FunctionCall } from "../../polynomials/environment.js";
import {
  addPolynomials,
  constantPolynomial,
  factorsKey,
  multiplyPolynomials,
  type Polynomial,
  scalePolynomial,
  ZERO,
} from "../../polynomials/polynomial.js";
import { pathBase } from "./function-values.js";
import type { FunctionKind } from "./function-variable.js";

/**
 * The variable of a function, made if there is none yet.
 * @param derivativeOf dφ/dg over the variable itself and others, which it may register in its turn
 */
export type Register = (
  of: FunctionKind,
  argument: Polynomial,
  origin: Origin,
  derivativeOf: (self: Polynomial) => Polynomial,
) => Polynomial;

/** The call over variables that are registered for it. */
export function applyCall(call: FunctionCall, register: Register): Polynomial {
  const { kind, origin } = call;
  if (kind === "time") return register({ kind }, ZERO, origin, () => ZERO);
  const { argument } = call;
  switch (kind) {
    case "exp":
      return register({ kind }, argument, origin, (self) => self);
    case "reciprocal":
      return reciprocal(argument, origin, register);
    case "log":
      return register({ kind }, argument, origin, () => reciprocal(argument, origin, register));
    case "power":
      return register({ kind, exponent: call.exponent }, argument, origin, (self) => {
        const slope = multiplyPolynomials(self, reciprocal(argument, origin, register), origin);
        return scalePolynomial(slope, call.exponent);
      });
    case "sin":
      return scalePolynomial(sine(upright(argument), origin, register), signOf(argument));
    case "cos":
      return cosine(upright(argument), origin, register);
    case "tan":
      return scalePolynomial(tangent(upright(argument), origin, register), signOf(argument));
    case "sigmoid":
      return sigmoid(argument, origin, register);
    case "tanh":
      return hyperbolicTangent(argument, origin, register);
    case "identity":
      return register({ kind }, upright(argument), origin, () => constantPolynomial(1, origin));
  }
}

/** 1/g; −1/(−g) for what starts below 0, so that the variable is a concentration. */
function reciprocal(argument: Polynomial, origin: Origin, register: Register): Polynomial {
  if (pathBase({ kind: "reciprocal" }, argument) < 0) {
    const negated = reciprocal(scalePolynomial(argument, -1), origin, register);
    return scalePolynomial(negated, -1);
  }
  return register({ kind: "reciprocal" }, argument, origin, (self) =>
    scalePolynomial(multiplyPolynomials(self, self, origin), -1),
  );
}

function tangent(argument: Polynomial, origin: Origin, register: Register): Polynomial {
  return register({ kind: "tan" }, argument, origin, (self) =>
    addPolynomials(constantPolynomial(1, origin), multiplyPolynomials(self, self, origin)),
  );
}

/** tanh(g) = σ(2g) − σ(−2g): two concentrations instead of one signed quantity, precise at both ends. */
function hyperbolicTangent(argument: Polynomial, origin: Origin, register: Register): Polynomial {
  const twice = scalePolynomial(argument, 2);
  const opposite = sigmoid(scalePolynomial(twice, -1), origin, register);
  return addPolynomials(sigmoid(twice, origin, register), scalePolynomial(opposite, -1));
}

function sine(argument: Polynomial, origin: Origin, register: Register): Polynomial {
  return register({ kind: "sin" }, argument, origin, () => cosine(argument, origin, register));
}

function cosine(argument: Polynomial, origin: Origin, register: Register): Polynomial {
  return register({ kind: "cos" }, argument, origin, () =>
    scalePolynomial(sine(argument, origin, register), -1),
  );
}

/** σ(g) and its complement σ(−g) = 1 − σ(g): σ' = σ(g)·σ(−g) keeps the smaller of the two precise. */
function sigmoid(argument: Polynomial, origin: Origin, register: Register): Polynomial {
  return register({ kind: "sigmoid" }, argument, origin, (self) =>
    multiplyPolynomials(self, sigmoid(scalePolynomial(argument, -1), origin, register), origin),
  );
}

/** The argument or its negative: the same for g and −g, so that f(−g) shares the variable of f(g). */
function upright(argument: Polynomial): Polynomial {
  return scalePolynomial(argument, signOf(argument));
}

/** The sign of the term that comes first when terms are ordered by their factors. */
function signOf(argument: Polynomial): 1 | -1 {
  const [first] = [...argument].sort((a, b) => (factorsKey(a) < factorsKey(b) ? -1 : 1));
  return first !== undefined && first.number < 0 ? -1 : 1;
}
