// Operators and functions of checked expressions on numbers. The same answers on every machine and engine.

import { assertNever, type ScalarFunction, type ScalarOperator } from "@ncrn/language";
import { cos, exp, log, pow, sin, tan, tanh } from "@ncrn/simulator";

/** Applies a binary operator; truth values are 1 and 0. */
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
    default:
      return assertNever(operator);
  }
}

/** Applies a function to as many values as it takes. */
export function applyFunction(name: ScalarFunction, values: readonly number[]): number {
  const value = values[0] ?? Number.NaN;
  switch (name) {
    case "abs":
      return Math.abs(value);
    case "min":
      return Math.min(...values);
    case "max":
      return Math.max(...values);
    case "relu":
      return Math.max(value, 0);
    case "exp":
      return exp(value);
    case "log":
      return log(value);
    case "sin":
      return sin(value);
    case "cos":
      return cos(value);
    case "tan":
      return tan(value);
    case "tanh":
      return tanh(value);
    case "sqrt":
      return Math.sqrt(value);
    case "sigmoid":
      return 1 / (1 + exp(-value));
    case "floor":
      return Math.floor(value);
    case "ceil":
      return Math.ceil(value);
    case "round":
      return Math.round(value);
    default:
      return assertNever(name);
  }
}
