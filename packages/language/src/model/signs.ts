// Interval analysis: between which bounds a scalar expression can lie, given bounds of the components it reads.

import { exp, log, pow, tanh } from "@ncrn/elementary-functions";
import { InternalError } from "../internal-error.js";
import type { ScalarExpression, ScalarFunction, ScalarOperator } from "./model.js";
import { applyOperator } from "./scalar-operations.js";

/** All values from `lower` to `upper`, both possibly infinite. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

export const anything: Interval = { lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY };
export const nonNegative: Interval = { lower: 0, upper: Number.POSITIVE_INFINITY };
const truth: Interval = { lower: 0, upper: 1 };

/** Bounds of the value of an expression; `boundsOf` gives those of a component by name. */
export function intervalOf(expression: ScalarExpression, boundsOf: (name: string) => Interval): Interval {
  const of = (part: ScalarExpression): Interval => intervalOf(part, boundsOf);
  switch (expression.kind) {
    case "Number":
      return { lower: expression.value, upper: expression.value };
    case "Component":
      return boundsOf(expression.name);
    case "Time":
      return nonNegative;
    case "Text":
      return anything;
    case "Negate":
      return negated(of(expression.operand));
    case "Not":
      return truth;
    case "Binary":
      return binaryOf(expression, of);
    case "Call":
      return callInterval(expression.function, expression.arguments.map(of));
    case "Conditional":
      return conditionalInterval(expression, boundsOf);
    case "Draw":
      return drawInterval(expression, of);
  }
}

/** The operands are treated apart, except where they have to do with each other in a way that everybody sees. */
function binaryOf(
  expression: ScalarExpression & { kind: "Binary" },
  of: (part: ScalarExpression) => Interval,
): Interval {
  const { operator, left, right } = expression;
  if (operator === "*") return productInterval(expression, of);
  const found = binaryInterval(operator, of(left), of(right));
  return operator === "/" && isShare(left, right, of)
    ? { lower: Math.max(found.lower, 0), upper: Math.min(found.upper, 1) }
    : found;
}

/** Equal factors are taken together: `(x - y) * (x - y)` is never negative. */
function productInterval(
  product: ScalarExpression & { kind: "Binary" },
  of: (part: ScalarExpression) => Interval,
): Interval {
  const factors = factorsOf(product);
  let found: Interval = { lower: 1, upper: 1 };
  for (let factor = factors.pop(); factor !== undefined; factor = factors.pop()) {
    const equal = factors.length < MOST_FACTORS ? factors.findIndex((other) => isSame(other, factor!)) : -1;
    if (equal >= 0) factors.splice(equal, 1);
    found = binaryInterval("*", equal >= 0 ? evenPower(of(factor), 2) : of(factor), found);
  }
  return found;
}

/** In longer products, which machines write, all factors are treated apart. */
const MOST_FACTORS = 16;

function factorsOf(expression: ScalarExpression): ScalarExpression[] {
  return expression.kind === "Binary" && expression.operator === "*"
    ? [...factorsOf(expression.left), ...factorsOf(expression.right)]
    : [expression];
}

/** `x / (K + x)`, where nothing is negative, lies between 0 and 1. */
function isShare(
  part: ScalarExpression,
  whole: ScalarExpression,
  of: (part: ScalarExpression) => Interval,
): boolean {
  const terms = termsOf(whole);
  return terms.some((term) => isSame(term, part)) && terms.every((term) => of(term).lower >= 0);
}

function termsOf(expression: ScalarExpression): readonly ScalarExpression[] {
  return expression.kind === "Binary" && expression.operator === "+"
    ? [...termsOf(expression.left), ...termsOf(expression.right)]
    : [expression];
}

/** The same operations on the same components; what has other parts is not compared. */
function isSame(left: ScalarExpression, right: ScalarExpression): boolean {
  if (left.kind === "Component") return right.kind === "Component" && left.name === right.name;
  if (left.kind === "Number") return right.kind === "Number" && left.value === right.value;
  if (left.kind === "Negate") return right.kind === "Negate" && isSame(left.operand, right.operand);
  if (left.kind !== "Binary" || right.kind !== "Binary" || left.operator !== right.operator) return false;
  return isSame(left.left, right.left) && isSame(left.right, right.right);
}

/** `if A > 1 then A - 1 else 0`: each value counts where its condition holds. */
function conditionalInterval(
  { condition, thenValue, elseValue }: ScalarExpression & { kind: "Conditional" },
  boundsOf: (name: string) => Interval,
): Interval {
  const holds = comparison(condition);
  const value = (expression: ScalarExpression, is: boolean): Interval => {
    const plain = intervalOf(expression, boundsOf);
    const isDifference =
      holds !== undefined &&
      expression.kind === "Binary" &&
      expression.operator === "-" &&
      isSame(expression.left, is ? holds.larger : holds.smaller) &&
      isSame(expression.right, is ? holds.smaller : holds.larger);
    return isDifference ? { lower: Math.max(plain.lower, 0), upper: plain.upper } : plain;
  };
  return union(value(thenValue, true), value(elseValue, false));
}

/** What is said to be larger, or as large; undefined unless two values are compared. */
function comparison(
  condition: ScalarExpression,
): { readonly larger: ScalarExpression; readonly smaller: ScalarExpression } | undefined {
  if (condition.kind !== "Binary") return undefined;
  const { operator, left, right } = condition;
  if (operator === ">" || operator === ">=") return { larger: left, smaller: right };
  return operator === "<" || operator === "<=" ? { larger: right, smaller: left } : undefined;
}

function negated({ lower, upper }: Interval): Interval {
  return { lower: 0 - upper, upper: 0 - lower };
}

function union(left: Interval, right: Interval): Interval {
  return { lower: Math.min(left.lower, right.lower), upper: Math.max(left.upper, right.upper) };
}

/** 0 · ∞ is 0 here: a bound of 0 means that the factor can be exactly 0. */
function times(left: number, right: number): number {
  return left === 0 || right === 0 ? 0 : left * right;
}

function hull(values: readonly number[]): Interval {
  return { lower: Math.min(...values), upper: Math.max(...values) };
}

function binaryInterval(operator: ScalarOperator, left: Interval, right: Interval): Interval {
  switch (operator) {
    case "+":
      return { lower: left.lower + right.lower, upper: left.upper + right.upper };
    case "-":
      return binaryInterval("+", left, negated(right));
    case "*":
      return hull([
        times(left.lower, right.lower),
        times(left.lower, right.upper),
        times(left.upper, right.lower),
        times(left.upper, right.upper),
      ]);
    case "/":
      return quotient(left, right);
    case "%":
      return right.lower >= 0 ? { lower: 0, upper: right.upper } : anything;
    case "^":
      return power(left, right);
    case "<":
    case "<=":
    case ">":
    case ">=":
    case "==":
    case "!=":
    case "&&":
    case "||":
      return truth;
    default:
      throw new InternalError(`Unexpected operator: ${operator satisfies never}`);
  }
}

function quotient(left: Interval, right: Interval): Interval {
  // A divisor that may touch 0 only from one side still has a sign.
  if (right.lower >= 0) return sided(left, right.lower, right.upper);
  if (right.upper <= 0) return negated(sided(left, 0 - right.upper, 0 - right.lower));
  return anything;
}

/** `left` divided by something between two bounds that are not negative. */
function sided(left: Interval, lowest: number, highest: number): Interval {
  const divided = (value: number, divisor: number): number =>
    value === 0 ? 0 : divisor === 0 ? value * Number.POSITIVE_INFINITY : value / divisor;
  const values = [
    divided(left.lower, lowest),
    divided(left.lower, highest),
    divided(left.upper, lowest),
    divided(left.upper, highest),
  ];
  return hull(values.map((value) => (Number.isNaN(value) ? 0 : value)));
}

function power(base: Interval, exponent: Interval): Interval {
  const constant = exponent.lower === exponent.upper ? exponent.lower : undefined;
  if (constant !== undefined && Number.isInteger(constant) && constant >= 0) {
    if (constant === 0) return { lower: 1, upper: 1 };
    return constant % 2 === 0
      ? evenPower(base, constant)
      : { lower: applyOperator("^", base.lower, constant), upper: applyOperator("^", base.upper, constant) };
  }
  return base.lower >= 0 ? nonNegative : anything;
}

function evenPower(base: Interval, exponent: number): Interval {
  const ends = [pow(base.lower, exponent), pow(base.upper, exponent)];
  const lower = base.lower <= 0 && base.upper >= 0 ? 0 : Math.min(...ends);
  return { lower, upper: Math.max(...ends) };
}

function callInterval(name: ScalarFunction, values: readonly Interval[]): Interval {
  const [first = anything] = values;
  const monotonic = (change: (value: number) => number): Interval => ({
    lower: change(first.lower),
    upper: change(first.upper),
  });
  switch (name) {
    case "abs": {
      const ends = [Math.abs(first.lower), Math.abs(first.upper)];
      return {
        lower: first.lower <= 0 && first.upper >= 0 ? 0 : Math.min(...ends),
        upper: Math.max(...ends),
      };
    }
    case "relu":
      return monotonic((value) => Math.max(value, 0));
    case "min":
      return {
        lower: Math.min(...values.map(({ lower }) => lower)),
        upper: Math.min(...values.map(({ upper }) => upper)),
      };
    case "max":
      return {
        lower: Math.max(...values.map(({ lower }) => lower)),
        upper: Math.max(...values.map(({ upper }) => upper)),
      };
    case "exp":
      return monotonic(exp);
    case "log":
      return first.lower > 0
        ? monotonic(log)
        : { lower: Number.NEGATIVE_INFINITY, upper: first.upper > 0 ? log(first.upper) : 0 };
    case "sin":
    case "cos":
      return { lower: -1, upper: 1 };
    case "tan":
      return anything;
    case "tanh":
      return monotonic(tanh);
    case "sigmoid":
      return truth;
    case "sqrt":
      return { lower: Math.sqrt(Math.max(first.lower, 0)), upper: Math.sqrt(Math.max(first.upper, 0)) };
    case "floor":
      return monotonic(Math.floor);
    case "ceil":
      return monotonic(Math.ceil);
    case "round":
      return monotonic(Math.round);
  }
}

function drawInterval(
  expression: ScalarExpression & { kind: "Draw" },
  of: (part: ScalarExpression) => Interval,
): Interval {
  const [first = anything, second = anything] = expression.arguments.map(of);
  switch (expression.distribution) {
    case "uniform":
      return union(first, second);
    case "normal":
      return second.lower === 0 && second.upper === 0 ? first : anything;
    case "lognormal":
      return nonNegative;
    case "bernoulli":
      return truth;
  }
}
