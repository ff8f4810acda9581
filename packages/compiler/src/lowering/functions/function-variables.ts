// The register of function variables of one model or network: the same function of the same argument is one variable.

import type { Origin } from "@ncrn/language";
import type { FunctionCall, PolynomialEnvironment } from "../../polynomials/environment.js";
import {
  addPolynomials,
  constantPolynomial,
  multiplyPolynomials,
  type Polynomial,
  polynomialKey,
  scalePolynomial,
  variablePolynomial,
  ZERO,
} from "../../polynomials/polynomial.js";
import { printMonomial, printPolynomial } from "../../polynomials/print-polynomial.js";
import { renameVariables } from "../../polynomials/substitute.js";
import { functionValue, pathBase } from "./function-values.js";
import type { FunctionKind, FunctionVariable } from "./function-variable.js";

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
  const keys = new Map<string, string>();
  /** @param derivativeOf may register companions: it is called when the variable has its name */
  const register = (
    of: FunctionKind,
    argument: Polynomial,
    origin: Origin,
    derivativeOf: (self: Polynomial) => Polynomial,
  ): Polynomial => {
    const key = `${of.kind} ${of.kind === "power" ? of.exponent : ""} ${polynomialKey(argument)}`;
    const present = keys.get(key);
    if (present !== undefined) return variablePolynomial(present, origin);
    const meaning = meaningOf(of, printPolynomial(argument));
    const name = unusedName(meaningOf(of, shortText(argument)), variables);
    keys.set(key, name);
    const base = pathBase(of, argument);
    const known = { name, meaning, function: of, argument, base, origin };
    const nonNegative = isNonNegativeFunction(of, base);
    const valueAtBase = functionValue(of, base);
    variables.set(name, { ...known, valueAtBase, nonNegative, derivative: ZERO });
    const derivative = derivativeOf(variablePolynomial(name, origin));
    variables.set(name, { ...known, valueAtBase, nonNegative, derivative });
    return variablePolynomial(name, origin);
  };
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

/** The environment in which functions become variables of the register; undefined calls are refused. */
export function withFunctions(
  environment: PolynomialEnvironment,
  functions: FunctionVariables,
  isAllowed: (call: FunctionCall) => boolean,
): PolynomialEnvironment {
  return {
    ...environment,
    meaningOf: (name) => {
      const found = functions.find(name);
      return found === undefined
        ? environment.meaningOf(name)
        : { kind: "variable", nonNegative: found.nonNegative };
    },
    functionOf: (call) => (isAllowed(call) ? functions.apply(call) : undefined),
  };
}

type Register = (
  of: FunctionKind,
  argument: Polynomial,
  origin: Origin,
  derivativeOf: (self: Polynomial) => Polynomial,
) => Polynomial;

function applyCall(call: FunctionCall, register: Register): Polynomial {
  const { origin } = call;
  if (call.kind === "time") return register({ kind: "time" }, ZERO, origin, () => ZERO);
  const { argument } = call;
  const one = constantPolynomial(1, origin);
  const times = (...factors: readonly Polynomial[]): Polynomial =>
    factors.reduce((product, factor) => multiplyPolynomials(product, factor, origin), one);
  const reciprocal = (): Polynomial =>
    register({ kind: "reciprocal" }, argument, origin, (self) => scalePolynomial(times(self, self), -1));
  switch (call.kind) {
    case "exp":
      return register({ kind: "exp" }, argument, origin, (self) => self);
    case "reciprocal":
      return reciprocal();
    case "log":
      return register({ kind: "log" }, argument, origin, reciprocal);
    case "power": {
      const { exponent } = call;
      return register({ kind: "power", exponent }, argument, origin, (self) =>
        scalePolynomial(times(self, reciprocal()), exponent),
      );
    }
    case "sin":
      return scalePolynomial(sine(upright(argument), origin, register), signOfFirst(argument));
    case "cos":
      return cosine(upright(argument), origin, register);
    case "tan": {
      const tangent = register({ kind: "tan" }, upright(argument), origin, (self) =>
        addPolynomials(one, times(self, self)),
      );
      return scalePolynomial(tangent, signOfFirst(argument));
    }
    case "sigmoid":
      return sigmoid(argument, origin, register);
    case "tanh": {
      // tanh(g) = σ(2g) − σ(−2g): two concentrations instead of one signed quantity, precise at both ends.
      const twice = scalePolynomial(argument, 2);
      const opposite = sigmoid(scalePolynomial(twice, -1), origin, register);
      return addPolynomials(sigmoid(twice, origin, register), scalePolynomial(opposite, -1));
    }
    case "identity":
      return register({ kind: "identity" }, upright(argument), origin, () => one);
  }
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

/** The argument or its negative, whichever starts with a positive term, so that f(−g) shares the variable of f(g). */
function upright(argument: Polynomial): Polynomial {
  return scalePolynomial(argument, signOfFirst(argument));
}

function signOfFirst([first]: Polynomial): 1 | -1 {
  return first !== undefined && first.number < 0 ? -1 : 1;
}

function isNonNegativeFunction({ kind }: FunctionKind, base: number): boolean {
  switch (kind) {
    case "exp":
    case "power":
    case "sigmoid":
    case "step":
    case "time":
      return true;
    case "reciprocal":
      return base > 0;
    case "log":
    case "sin":
    case "cos":
    case "tan":
    case "identity":
      return false;
  }
}

function meaningOf(of: FunctionKind, argument: string): string {
  const inParentheses = /^[\w[\],]+$/.test(argument) ? argument : `(${argument})`;
  switch (of.kind) {
    case "identity":
      return `(${argument})`;
    case "reciprocal":
      return `1/${inParentheses}`;
    case "power":
      return of.exponent === 0.5 ? `sqrt(${argument})` : `${inParentheses}^${of.exponent}`;
    case "time":
      return "time";
    default:
      return `${of.kind}(${argument})`;
  }
}

const LONGEST_ARGUMENT = 40;

/** Long sums are cut after their first term: names are read by people. */
function shortText(argument: Polynomial): string {
  const text = printPolynomial(argument);
  const [first] = argument;
  return text.length <= LONGEST_ARGUMENT || first === undefined ? text : `${printMonomial(first)} + …`;
}

function unusedName(wanted: string, taken: ReadonlyMap<string, unknown>): string {
  let name = wanted;
  for (let count = 2; taken.has(name); count++) name = `${wanted} ${count}`;
  return name;
}
