// Physical dimensions inside an expression. Numbers, and parameters without a unit, take the dimension that is needed at
// their place; SBML wants it written on every number.

import {
  type Dimension,
  dimensionless,
  divideDimensions,
  isDimensionless,
  multiplyDimensions,
  powerOfDimension,
  sameDimension,
} from "@ncrn/language";
import type { RateExpression } from "../network/reaction-network.js";

/** Dimensions of identifiers; `parameter` gives undefined for one that is still open. */
export interface DimensionContext {
  readonly species: Dimension;
  readonly time: Dimension;
  readonly parameter: (id: string) => Dimension | undefined;
}

/** A part of an expression and the dimension that it has at its place. */
export interface PlacedOperand {
  readonly expression: RateExpression;
  readonly dimension: Dimension;
}

/** The dimension of an expression as far as its identifiers tell; undefined if that is left open. */
export function inferDimension(expression: RateExpression, context: DimensionContext): Dimension | undefined {
  const infer = (inner: RateExpression) => inferDimension(inner, context);
  switch (expression.kind) {
    case "number":
      return undefined;
    case "parameter":
      return context.parameter(expression.id);
    case "species":
      return context.species;
    case "time":
      return context.time;
    case "negate":
      return infer(expression.operand);
    case "not":
      return dimensionless;
    case "binary":
      return inferBinary(expression, context);
    case "call":
      return inferCall(expression, context);
    case "conditional":
      return infer(expression.thenValue) ?? infer(expression.elseValue);
  }
}

function inferBinary(
  { operator, left, right }: Extract<RateExpression, { kind: "binary" }>,
  context: DimensionContext,
): Dimension | undefined {
  const first = inferDimension(left, context);
  const second = inferDimension(right, context);
  switch (operator) {
    case "+":
    case "-":
      return first ?? second;
    case "*":
      return first && second && multiplyDimensions(first, second);
    case "/":
      return first && second && divideDimensions(first, second);
    case "^": {
      const exponent = literalValue(right);
      if (exponent === undefined || (first !== undefined && isDimensionless(first))) return dimensionless;
      return first && powerOfDimension(first, exponent);
    }
    default:
      return dimensionless;
  }
}

function inferCall(
  call: Extract<RateExpression, { kind: "call" }>,
  context: DimensionContext,
): Dimension | undefined {
  const inferred = call.arguments
    .map((argument) => inferDimension(argument, context))
    .find((found) => found !== undefined);
  switch (functionDimension(call.function)) {
    case "same":
      return inferred;
    case "root":
      return inferred && powerOfDimension(inferred, 0.5);
    case "none":
      return dimensionless;
  }
}

function functionDimension(
  name: Extract<RateExpression, { kind: "call" }>["function"],
): "same" | "root" | "none" {
  if (["abs", "min", "max", "floor", "ceil", "round"].includes(name)) return "same";
  return name === "sqrt" ? "root" : "none";
}

/**
 * The operands of an expression with the dimensions that give the whole the dimension `expected`; undefined if
 * identifiers contradict it. A literal exponent has no dimension and is left out.
 */
export function placedOperands(
  expression: RateExpression,
  expected: Dimension,
  context: DimensionContext,
): readonly PlacedOperand[] | undefined {
  switch (expression.kind) {
    case "number":
      return [];
    case "parameter":
    case "species":
    case "time": {
      const own = inferDimension(expression, context);
      return own === undefined || sameDimension(own, expected) ? [] : undefined;
    }
    case "negate":
      return [{ expression: expression.operand, dimension: expected }];
    case "not":
      return isDimensionless(expected)
        ? [{ expression: expression.operand, dimension: dimensionless }]
        : undefined;
    case "binary":
      return placedBinary(expression, expected, context);
    case "call":
      return placedArguments(expression, expected);
    case "conditional":
      return [
        { expression: expression.condition, dimension: dimensionless },
        { expression: expression.thenValue, dimension: expected },
        { expression: expression.elseValue, dimension: expected },
      ];
  }
}

function placedArguments(
  call: Extract<RateExpression, { kind: "call" }>,
  expected: Dimension,
): readonly PlacedOperand[] | undefined {
  const placed = (dimension: Dimension) => call.arguments.map((expression) => ({ expression, dimension }));
  switch (functionDimension(call.function)) {
    case "same":
      return placed(expected);
    case "root":
      return placed(powerOfDimension(expected, 2));
    case "none":
      return isDimensionless(expected) ? placed(dimensionless) : undefined;
  }
}

function placedBinary(
  expression: Extract<RateExpression, { kind: "binary" }>,
  expected: Dimension,
  context: DimensionContext,
): readonly PlacedOperand[] | undefined {
  const { operator, left, right } = expression;
  const both = (first: Dimension, second: Dimension) => [
    { expression: left, dimension: first },
    { expression: right, dimension: second },
  ];
  switch (operator) {
    case "+":
    case "-":
      return both(expected, expected);
    case "*":
    case "/": {
      const factors = factorDimensions(expression, expected, context);
      return both(factors.left, factors.right);
    }
    case "^": {
      const exponent = literalValue(right);
      if (exponent === undefined || exponent === 0) {
        return isDimensionless(expected) ? both(dimensionless, dimensionless) : undefined;
      }
      const base = isDimensionless(expected) ? dimensionless : powerOfDimension(expected, 1 / exponent);
      return base.kind === "known" ? [{ expression: left, dimension: base }] : undefined;
    }
    case "&&":
    case "||":
      return isDimensionless(expected) ? both(dimensionless, dimensionless) : undefined;
    default: {
      const compared = inferDimension(left, context) ?? inferDimension(right, context) ?? dimensionless;
      return isDimensionless(expected) ? both(compared, compared) : undefined;
    }
  }
}

/** Of two factors, the one that is open takes what the other leaves; of two open ones, the one that holds a parameter. */
function factorDimensions(
  { operator, left, right }: Extract<RateExpression, { kind: "binary" }>,
  expected: Dimension,
  context: DimensionContext,
): { readonly left: Dimension; readonly right: Dimension } {
  const first = inferDimension(left, context);
  const second = inferDimension(right, context);
  const isQuotient = operator === "/";
  if (first !== undefined) {
    const rest = isQuotient ? divideDimensions(first, expected) : divideDimensions(expected, first);
    return { left: first, right: rest };
  }
  if (second !== undefined) {
    const rest = isQuotient ? multiplyDimensions(expected, second) : divideDimensions(expected, second);
    return { left: rest, right: second };
  }
  if (hasOpenParameter(left, context) || !hasOpenParameter(right, context))
    return { left: expected, right: dimensionless };
  return { left: dimensionless, right: isQuotient ? divideDimensions(dimensionless, expected) : expected };
}

function hasOpenParameter(expression: RateExpression, context: DimensionContext): boolean {
  switch (expression.kind) {
    case "parameter":
      return context.parameter(expression.id) === undefined;
    case "number":
    case "species":
    case "time":
      return false;
    case "negate":
    case "not":
      return hasOpenParameter(expression.operand, context);
    case "binary":
      return hasOpenParameter(expression.left, context) || hasOpenParameter(expression.right, context);
    case "call":
      return expression.arguments.some((argument) => hasOpenParameter(argument, context));
    case "conditional":
      return [expression.condition, expression.thenValue, expression.elseValue].some((part) =>
        hasOpenParameter(part, context),
      );
  }
}

/** The value of a number, also behind a minus sign. */
export function literalValue(expression: RateExpression): number | undefined {
  if (expression.kind === "number") return expression.value;
  if (expression.kind !== "negate") return undefined;
  const inner = literalValue(expression.operand);
  return inner === undefined ? undefined : -inner;
}
