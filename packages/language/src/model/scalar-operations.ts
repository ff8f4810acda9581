// Operators and functions of expressions on numbers: for constants, laws, losses and read-outs alike, with the same
// bits on every engine.

import { cos, exp, log, pow, sin, tan, tanh } from "@ncrn/elementary-functions";
import type { ScalarFunction, ScalarOperator } from "./model.js";

/** The value of `left operator right`; truth values are 1 and 0. */
export function applyOperator(operator: ScalarOperator, left: number, right: number): number {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return left / right;
    case "%":
      // The remainder takes the sign of the divisor, so that `i % n + 1` stays in 1..n.
      return left - right * Math.floor(left / right);
    case "^":
      return pow(left, right);
    case "<":
      return left < right ? 1 : 0;
    case "<=":
      return left <= right ? 1 : 0;
    case ">":
      return left > right ? 1 : 0;
    case ">=":
      return left >= right ? 1 : 0;
    case "==":
      return left === right ? 1 : 0;
    case "!=":
      return left !== right ? 1 : 0;
    case "&&":
      return left !== 0 && right !== 0 ? 1 : 0;
    case "||":
      return left !== 0 || right !== 0 ? 1 : 0;
  }
}

/** The value of a function of as many numbers as it takes; NaN without any. */
export function applyFunction(name: ScalarFunction, values: readonly number[]): number {
  const [first = Number.NaN] = values;
  switch (name) {
    case "abs":
      return Math.abs(first);
    case "min":
      return Math.min(...values);
    case "max":
      return Math.max(...values);
    case "relu":
      return Math.max(first, 0);
    case "exp":
      return exp(first);
    case "log":
      return log(first);
    case "sin":
      return sin(first);
    case "cos":
      return cos(first);
    case "tan":
      return tan(first);
    case "tanh":
      return tanh(first);
    case "sqrt":
      return Math.sqrt(first);
    case "sigmoid":
      return 1 / (1 + exp(-first));
    case "floor":
      return Math.floor(first);
    case "ceil":
      return Math.ceil(first);
    case "round":
      return Math.round(first);
  }
}
