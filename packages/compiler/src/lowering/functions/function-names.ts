// Function variables by name: short for species, in full for people who ask what they mean.

import type { Polynomial } from "../../polynomials/polynomial.js";
import { printMonomial, printPolynomial } from "../../polynomials/print-polynomial.js";
import type { FunctionKind } from "./function-variable.js";

/** The function of an argument in the notation of the source. */
export function meaningOf(of: FunctionKind, argument: string): string {
  const inParentheses = /^[\w[\],]+$/.test(argument) ? argument : `(${argument})`;
  switch (of.kind) {
    case "identity":
      return `value(${argument})`;
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

/** Long sums are cut after their first term. */
export function shortText(argument: Polynomial): string {
  const text = printPolynomial(argument);
  const [first] = argument;
  return text.length <= LONGEST_ARGUMENT || first === undefined ? text : `${printMonomial(first)} + …`;
}
