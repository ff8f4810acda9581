// Expression of the network → text in the notation of the language, with no needless parentheses.

import {
  type BaseDimension,
  binaryPrecedence,
  dimensionOf,
  isComparison,
  type Rational,
  unaryPrecedence,
} from "@ncrn/language";
import type { RateExpression, ReactionNetwork } from "./reaction-network.js";
import { unitOfDimension } from "./unit-dimension.js";

type Units = ReactionNetwork["units"];
const NO_UNITS: Units = { time: undefined, concentration: undefined, volume: undefined };

/** Binds less than every operator. */
const CONDITIONAL = 0;
const NOT = unaryPrecedence("!");
const NEGATION = unaryPrecedence("-");

/**
 * Text that the parser reads back as the same expression; identifiers stand for themselves. Numbers with a dimension get
 * their unit, `2 [1/s]`, if `units` has one for it.
 */
export function expressionText(expression: RateExpression, units: Units = NO_UNITS): string {
  return print(expression, CONDITIONAL, units);
}

function print(expression: RateExpression, outer: number, units: Units): string {
  const inner = (part: RateExpression, own: number): string => print(part, own, units);
  switch (expression.kind) {
    case "number":
      return printNumber(expression, outer, units);
    case "parameter":
    case "species":
      return expression.id;
    case "time":
      return "time";
    case "negate":
      return parenthesize(`-${inner(expression.operand, NEGATION + 1)}`, NEGATION, outer);
    case "not":
      return parenthesize(`!${inner(expression.operand, NOT)}`, NOT, outer);
    case "binary":
      return printBinary(expression, outer, units);
    case "call":
      return `${expression.function}(${expression.arguments.map((argument) => inner(argument, CONDITIONAL)).join(", ")})`;
    case "conditional": {
      const [condition, thenText, elseText] = [
        expression.condition,
        expression.thenValue,
        expression.elseValue,
      ].map((part) => inner(part, CONDITIONAL));
      return parenthesize(`if ${condition} then ${thenText} else ${elseText}`, CONDITIONAL, outer);
    }
  }
}

function printNumber(
  { value, dimension }: Extract<RateExpression, { kind: "number" }>,
  outer: number,
  units: Units,
): string {
  const text = numberText(value);
  const own = value < 0 ? NEGATION : Number.POSITIVE_INFINITY;
  if (dimension?.kind !== "known" || unitOfDimension(dimension, units) === undefined)
    return parenthesize(text, own, outer);
  const { whole, rest } = wholeExponents(dimension.exponents, units);
  const number = `${text} [${unitOfDimension(dimensionOf(whole), units)}]`;
  return rest === ""
    ? parenthesize(number, own, outer)
    : parenthesize(number + rest, binaryPrecedence("*"), outer);
}

/**
 * No suffix has a fractional exponent, as in the root of a concentration: 2 nM^(1/2) is `2 [nM] / (1 [nM])^(1/2)`. The
 * whole exponents lie farther from 0, so that the number has a unit of its own.
 */
function wholeExponents(
  exponents: Readonly<Record<BaseDimension, Rational>>,
  units: Units,
): { readonly whole: Readonly<Record<BaseDimension, number>>; readonly rest: string } {
  const whole = { time: 0, concentration: 0, volume: 0 };
  let rest = "";
  for (const base of Object.keys(whole) as BaseDimension[]) {
    const { numerator, denominator } = exponents[base];
    const exponent = numerator / denominator;
    whole[base] = numerator > 0 ? Math.ceil(exponent) : Math.floor(exponent);
    const surplus = whole[base] * denominator - numerator;
    if (surplus !== 0)
      rest += ` ${surplus > 0 ? "/" : "*"} (1 [${units[base]}])^(${Math.abs(surplus)}/${denominator})`;
  }
  return { whole, rest };
}

function printBinary(
  expression: Extract<RateExpression, { kind: "binary" }>,
  outer: number,
  units: Units,
): string {
  const own = binaryPrecedence(expression.operator);
  const rightAssociative = expression.operator === "^";
  const isChain = !rightAssociative && !isComparison(expression.operator);
  const left = print(expression.left, isChain ? own : own + 1, units);
  const right = print(expression.right, rightAssociative ? own : own + 1, units);
  const blank = rightAssociative ? "" : " ";
  return parenthesize(`${left}${blank}${expression.operator}${blank}${right}`, own, outer);
}

/** Shortest text that reads back as the same number. */
export function numberText(value: number): string {
  return String(value).replace("e+", "e");
}

function parenthesize(text: string, own: number, outer: number): string {
  return own < outer ? `(${text})` : text;
}
