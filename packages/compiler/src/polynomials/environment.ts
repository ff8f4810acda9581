// What a name in a checked expression stands for when the expression becomes a polynomial.

import type { Origin, ScalarExpression } from "@ncrn/language";
import type { RateExpression } from "../network/reaction-network.js";
import type { Polynomial } from "./polynomial.js";

/** The meaning of one component name. */
export type Meaning =
  /** A non-negative constant of the network (a rate). */
  | { readonly kind: "parameter"; readonly expression: RateExpression }
  /** A number that is known now. */
  | { readonly kind: "number"; readonly value: number }
  /** A changing quantity; `nonNegative` means |q| = q. */
  | { readonly kind: "variable"; readonly nonNegative: boolean }
  /** A `let`, an output inside a loss, …: the expression itself. */
  | { readonly kind: "definition"; readonly value: ScalarExpression };

/** A function of something that varies, which is not a polynomial of it. */
export type FunctionCall =
  | { readonly kind: FunctionOfOne; readonly argument: Polynomial; readonly origin: Origin }
  /** The argument to a constant power that is no whole number from 0 up. */
  | {
      readonly kind: "power";
      readonly argument: Polynomial;
      readonly exponent: number;
      readonly origin: Origin;
    }
  /** The argument itself, when its absolute value is needed. */
  | { readonly kind: "identity"; readonly argument: Polynomial; readonly origin: Origin }
  /** The simulated time. */
  | { readonly kind: "time"; readonly origin: Origin };

/** Functions of one argument. */
export type FunctionOfOne = "exp" | "log" | "sin" | "cos" | "tan" | "tanh" | "sigmoid" | "reciprocal";

/** Name resolution and parameter values for `polynomialFromExpression`. */
export interface PolynomialEnvironment {
  readonly meaningOf: (name: string) => Meaning;
  /** Current value of an expression over parameters, to know its sign. */
  readonly valueOf: (expression: RateExpression) => number;
  /** The function over variables that stand for it; undefined where there can be none. Without it, functions are refused. */
  readonly functionOf?: (call: FunctionCall) => Polynomial | undefined;
}

/** Why an expression is not a polynomial. */
export interface NotPolynomial {
  readonly origin: Origin;
  /** The offending part as text. */
  readonly expression: string;
}
