// Function and argument → value, in the simulator's own elementary functions; and where a path to an argument can start.

import { cos, exp, log, pow, sin, tan } from "@ncrn/elementary-functions";
import type { Polynomial } from "../../polynomials/polynomial.js";
import type { FunctionKind } from "./function-variable.js";

/** φ(argument); NaN or infinite outside the domain. */
export function functionValue(of: FunctionKind, argument: number): number {
  switch (of.kind) {
    case "exp":
      return exp(argument);
    case "log":
      return argument > 0 ? log(argument) : Number.NaN;
    case "reciprocal":
      return 1 / argument;
    case "power":
      return argument > 0 ? pow(argument, of.exponent) : Number.NaN;
    case "sin":
      return sin(argument);
    case "cos":
      return cos(argument);
    case "tan":
      return tan(argument);
    case "sigmoid":
      return 1 / (1 + exp(-argument));
    case "identity":
      return argument;
    case "step":
      return argument > 0 ? 1 : argument < 0 ? 0 : 0.5;
    case "time":
      return 0;
  }
}

/** True if the function is defined for arguments of one sign only. */
export function hasDomain({ kind }: FunctionKind): boolean {
  return kind === "log" || kind === "reciprocal" || kind === "power";
}

/**
 * A number from which the straight path to the argument stays in the domain as long as the argument itself lies there:
 * the constant term of the argument, so that the path is short, otherwise 0, or 1 for functions of positive numbers.
 */
export function pathBase(of: FunctionKind, argument: Polynomial): number {
  const constant =
    argument.find(({ parameters, variables }) => parameters.length + variables.length === 0)?.number ?? 0;
  switch (of.kind) {
    case "log":
    case "power":
      return constant > 0 ? constant : 1;
    case "reciprocal":
      return constant !== 0 ? constant : argument.every(({ number }) => number < 0) ? -1 : 1;
    case "tan":
    case "step":
    case "time":
      return 0;
    case "exp":
    case "sin":
    case "cos":
    case "sigmoid":
    case "identity":
      return constant;
  }
}
