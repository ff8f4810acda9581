// Building, printing and evaluating expressions of the intermediate representation.

import {
  applyFunction,
  applyOperator,
  bare,
  commonDimension,
  type Dimension,
  divideDimensions,
  isDimensionless,
  multiplyDimensions,
  powerOfDimension,
} from "@ncrn/language";
import type { ParameterId, RateExpression, SpeciesId } from "./reaction-network.js";

type NumberLeaf = Extract<RateExpression, { kind: "number" }>;
type Operator = Extract<RateExpression, { kind: "binary" }>["operator"];

/** A number; a dimension that says nothing is left out. */
export function numberExpression(value: number, dimension: Dimension = bare): NumberLeaf {
  return isDimensionless(dimension) ? { kind: "number", value } : { kind: "number", value, dimension };
}

/**
 * `left operator right` with the trivial cases 0 + a, 1 · a, a / 1, a ^ 1 and two numbers folded. A 0 or 1 with a
 * dimension stays: without it the expression would have another one.
 */
export function binaryExpression(
  operator: Operator,
  left: RateExpression,
  right: RateExpression,
): RateExpression {
  if (left.kind === "number" && right.kind === "number") {
    const value = applyOperator(operator, left.value, right.value);
    if (Number.isFinite(value)) return numberExpression(value, dimensionOfResult(operator, left, right));
  }
  const isLeft = (value: number): boolean => isPlain(left, value);
  const isRight = (value: number): boolean => isPlain(right, value);
  if (operator === "*" && isLeft(1)) return right;
  if ((operator === "*" || operator === "/" || operator === "^") && isRight(1)) return left;
  if (operator === "+" && isLeft(0)) return right;
  if ((operator === "+" || operator === "-") && isRight(0)) return left;
  return { kind: "binary", operator, left, right };
}

function isPlain(expression: RateExpression, value: number): boolean {
  return expression.kind === "number" && expression.value === value && expression.dimension === undefined;
}

function dimensionOfResult(operator: Operator, left: NumberLeaf, right: NumberLeaf): Dimension {
  const { dimension: first = bare } = left;
  const { dimension: second = bare } = right;
  switch (operator) {
    case "+":
    case "-":
      return commonDimension(first, second) ?? bare;
    case "*":
      return multiplyDimensions(first, second);
    case "/":
      return divideDimensions(first, second);
    case "^":
      return powerOfDimension(first, right.value);
    default:
      return bare;
  }
}

/** Where the values of identifiers come from when an expression is evaluated. */
export interface Valuation {
  readonly parameter: (id: ParameterId) => number;
  readonly species: (id: SpeciesId) => number;
  readonly time: number;
}

/** The value of an expression; truth values are 1 and 0. */
export function evaluateRateExpression(expression: RateExpression, valuation: Valuation): number {
  const evaluate = (inner: RateExpression): number => evaluateRateExpression(inner, valuation);
  switch (expression.kind) {
    case "number":
      return expression.value;
    case "parameter":
      return valuation.parameter(expression.id);
    case "species":
      return valuation.species(expression.id);
    case "time":
      return valuation.time;
    case "negate":
      return -evaluate(expression.operand);
    case "not":
      return evaluate(expression.operand) === 0 ? 1 : 0;
    case "binary":
      return applyOperator(expression.operator, evaluate(expression.left), evaluate(expression.right));
    case "call":
      return applyFunction(expression.function, expression.arguments.map(evaluate));
    case "conditional":
      return evaluate(expression.condition) !== 0
        ? evaluate(expression.thenValue)
        : evaluate(expression.elseValue);
  }
}

/** Every expression inside, the argument itself included. */
export function subexpressions(expression: RateExpression): readonly RateExpression[] {
  switch (expression.kind) {
    case "number":
    case "parameter":
    case "species":
    case "time":
      return [expression];
    case "negate":
    case "not":
      return [expression, ...subexpressions(expression.operand)];
    case "binary":
      return [expression, ...subexpressions(expression.left), ...subexpressions(expression.right)];
    case "call":
      return [expression, ...expression.arguments.flatMap(subexpressions)];
    case "conditional":
      return [
        expression,
        ...subexpressions(expression.condition),
        ...subexpressions(expression.thenValue),
        ...subexpressions(expression.elseValue),
      ];
  }
}

/** The same expression with every leaf (number, parameter, species, time) replaced. */
export function mapLeaves(
  expression: RateExpression,
  replace: (leaf: RateExpression) => RateExpression,
): RateExpression {
  const map = (inner: RateExpression): RateExpression => mapLeaves(inner, replace);
  switch (expression.kind) {
    case "number":
    case "parameter":
    case "species":
    case "time":
      return replace(expression);
    case "negate":
    case "not":
      return { ...expression, operand: map(expression.operand) };
    case "binary":
      return { ...expression, left: map(expression.left), right: map(expression.right) };
    case "call":
      return { ...expression, arguments: expression.arguments.map(map) };
    case "conditional":
      return {
        ...expression,
        condition: map(expression.condition),
        thenValue: map(expression.thenValue),
        elseValue: map(expression.elseValue),
      };
  }
}

/** Fully parenthesised text, used to recognise equal expressions; units are left out, numbers being in those of the network. */
export function expressionKey(expression: RateExpression): string {
  switch (expression.kind) {
    case "number":
      return String(expression.value);
    case "parameter":
    case "species":
      return expression.id;
    case "time":
      return "time";
    case "negate":
      return `(-${expressionKey(expression.operand)})`;
    case "not":
      return `(!${expressionKey(expression.operand)})`;
    case "binary":
      return `(${expressionKey(expression.left)}${expression.operator}${expressionKey(expression.right)})`;
    case "call":
      return `${expression.function}(${expression.arguments.map(expressionKey).join(",")})`;
    case "conditional":
      return `(if ${expressionKey(expression.condition)} then ${expressionKey(expression.thenValue)} else ${expressionKey(expression.elseValue)})`;
  }
}
