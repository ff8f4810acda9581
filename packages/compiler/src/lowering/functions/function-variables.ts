// The register of function variables of one model or network: the same function of the same argument is one variable.

import type { Origin } from "@ncrn/language";
import { freeName, SPACED } from "../../network/free-name.js";
import type { FunctionCall, PolynomialEnvironment } from "../../polynomials/environment.js";
import {
  addPolynomials,
  constantPolynomial,
  type Polynomial,
  polynomialKey,
  scalePolynomial,
  variablePolynomial,
  ZERO,
} from "../../polynomials/polynomial.js";
import { printPolynomial } from "../../polynomials/print-polynomial.js";
import { isNonNegative } from "../../polynomials/sign-of-polynomial.js";
import { renameVariables } from "../../polynomials/substitute.js";
import { applyCall, type Register } from "./function-calls.js";
import { meaningOf, shortText } from "./function-names.js";
import { functionValue, pathBase } from "./function-values.js";
import type { FunctionVariable } from "./function-variable.js";

/** A growing list of function variables; inner functions come before those that they are arguments of. */
export interface FunctionVariables {
  readonly all: () => readonly FunctionVariable[];
  /** The same, with what is registered while they are gone through: derivatives of absolute values need signs. */
  readonly whileGrowing: () => Iterable<FunctionVariable>;
  readonly find: (name: string) => FunctionVariable | undefined;
  /** The call as a polynomial over function variables, which are registered. */
  readonly apply: (call: FunctionCall) => Polynomial;
  /** +1 or −1 as the variable is positive or negative: 2·step − 1. */
  readonly signOf: (variable: string, origin: Origin) => Polynomial;
  /** Renames variables inside of arguments. */
  readonly renameArguments: (renamed: ReadonlyMap<string, string>) => void;
}

/** An empty register. */
export function createFunctionVariables(): FunctionVariables {
  const variables = new Map<string, FunctionVariable>();
  const register = registerInto(variables);
  return {
    all: () => [...variables.values()],
    whileGrowing: () => variables.values(),
    find: (name) => variables.get(name),
    apply: (call) => applyCall(call, register),
    signOf: (variable, origin) => {
      const step = register({ kind: "step" }, variablePolynomial(variable, origin), origin, () => ZERO);
      return addPolynomials(scalePolynomial(step, 2), constantPolynomial(-1, origin));
    },
    renameArguments: (renamed) => {
      for (const [name, variable] of variables)
        variables.set(name, { ...variable, argument: renameVariables(variable.argument, renamed) });
    },
  };
}

function registerInto(variables: Map<string, FunctionVariable>): Register {
  const names = new Map<string, string>();
  return (of, argument, origin, derivativeOf) => {
    const key = `${of.kind} ${of.kind === "power" ? of.exponent : ""} ${polynomialKey(argument)}`;
    const present = names.get(key);
    if (present !== undefined) return variablePolynomial(present, origin);
    const name = freeName(meaningOf(of, shortText(argument)), variables, SPACED);
    names.set(key, name);
    const base = pathBase(of, argument);
    const variable: FunctionVariable = {
      name,
      meaning: meaningOf(of, printPolynomial(argument)),
      function: of,
      argument,
      derivative: ZERO,
      base,
      valueAtBase: functionValue(of, base),
      origin,
    };
    // It has its place before those that its derivative registers, which may need it in their turn.
    variables.set(name, variable);
    const self = variablePolynomial(name, origin);
    variables.set(name, { ...variable, derivative: derivativeOf(self) });
    return self;
  };
}

/** The environment in which functions become variables of the register; undefined calls are refused. */
export function withFunctions(
  environment: PolynomialEnvironment,
  functions: FunctionVariables,
  isAllowed: (call: FunctionCall) => boolean,
): PolynomialEnvironment {
  const extended: PolynomialEnvironment = {
    ...environment,
    meaningOf: (name) => {
      const found = functions.find(name);
      return found === undefined
        ? environment.meaningOf(name)
        : { kind: "variable", nonNegative: isNonNegativeFunction(found, extended) };
    },
    functionOf: (call) => (isAllowed(call) ? functions.apply(call) : undefined),
  };
  return extended;
}

function isNonNegativeFunction(
  { function: of, argument }: FunctionVariable,
  environment: PolynomialEnvironment,
): boolean {
  switch (of.kind) {
    case "exp":
    case "power":
    case "sigmoid":
    case "step":
    case "time":
      return true;
    case "reciprocal":
      return isNonNegative(argument, environment);
    case "log":
    case "sin":
    case "cos":
    case "tan":
    case "identity":
      return false;
  }
}
