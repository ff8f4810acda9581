// What a name in a checked expression stands for when the expression becomes a polynomial.

import type { Origin, ScalarExpression } from "@ncrn/language";
import type { RateExpression } from "../reactions/reaction-network.js";

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

/** Name resolution and parameter values for `polynomialFromExpression`. */
export interface PolynomialEnvironment {
  readonly meaningOf: (name: string) => Meaning;
  /** Current value of an expression over parameters, to know its sign. */
  readonly valueOf: (expression: RateExpression) => number;
}

/** Why an expression is not a polynomial. */
export interface NotPolynomial {
  readonly kind: "not-polynomial" | "absolute-value-of-sum";
  readonly origin: Origin;
  /** The offending part as text. */
  readonly expression: string;
}
