// Variables that stand for functions of polynomials, such as v = exp(z): a function of the list below follows its
// argument g by v' = φ'(v, …)·g', where φ' is a polynomial in v and variables of its own kind.

import type { Origin } from "@ncrn/language";
import type { Polynomial } from "../../polynomials/polynomial.js";

/** The functions that have variables. `identity` names a sum whose absolute value is read; `step` is 1 above 0 and 0 below. */
export type FunctionKind =
  | { readonly kind: "exp" | "log" | "reciprocal" | "sin" | "cos" | "tan" | "sigmoid" | "identity" }
  | { readonly kind: "power"; readonly exponent: number }
  /** Of a single variable, which it follows by relaxation at a rate of its own; its derivative counts as 0. */
  | { readonly kind: "step" }
  /** The simulated time; it has no argument. */
  | { readonly kind: "time" };

/** One such variable, v = φ(g). */
export interface FunctionVariable {
  readonly name: string;
  /** In the notation of the source, without abbreviation. */
  readonly meaning: string;
  readonly function: FunctionKind;
  /** g. */
  readonly argument: Polynomial;
  /** dφ/dg as a polynomial in this variable and others of the same argument. */
  readonly derivative: Polynomial;
  /** Where a path to the value of the argument starts, and the value of the function there. */
  readonly base: number;
  readonly valueAtBase: number;
  /** The call in the source. */
  readonly origin: Origin;
}
