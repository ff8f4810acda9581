// Expression → MathML of SBML Level 3 Version 2. Numbers carry units, truth values and numbers are kept apart, and sums
// and products are balanced trees, since readers recurse over them.

import { assertNever, type Dimension, dimensionless, invariant } from "@ncrn/language";
import type { XMLBuilder } from "xmlbuilder2/lib/interfaces.js";
import type { RateExpression, RateFunction } from "../network/reaction-network.js";
import {
  type DimensionContext,
  inferDimension,
  literalValue,
  type PlacedOperand,
  placedOperands,
} from "./expression-dimensions.js";
import { maximalArity } from "./math-depth.js";

type Binary = Extract<RateExpression, { kind: "binary" }>;

/** What the writer needs beside the expression. */
export interface MathContext {
  readonly dimensions: DimensionContext;
  readonly unitOf: (dimension: Dimension) => string;
}

export const sbmlNamespace = "http://www.sbml.org/sbml/level3/version2/core";
const mathNamespace = "http://www.w3.org/1998/Math/MathML";
/** Writes `<math>` with a number under `parent`; `dimension` is what the place needs. */
export function writeFormula(
  parent: XMLBuilder,
  expression: RateExpression,
  dimension: Dimension | undefined,
  context: MathContext,
): void {
  const placed = dimension ?? inferDimension(expression, context.dimensions) ?? dimensionless;
  writeNumber(mathElement(parent), { expression, dimension: placed }, context);
}

/** Writes `<math>` with a truth value under `parent`. */
export function writeCondition(parent: XMLBuilder, expression: RateExpression, context: MathContext): void {
  writeTruth(mathElement(parent), { expression, dimension: dimensionless }, context);
}

function mathElement(parent: XMLBuilder): XMLBuilder {
  return parent.ele(mathNamespace, "math").att("http://www.w3.org/2000/xmlns/", "xmlns:sbml", sbmlNamespace);
}

function writeNumber(parent: XMLBuilder, placed: PlacedOperand, context: MathContext): void {
  const { expression, dimension } = placed;
  switch (expression.kind) {
    case "number":
      literal(parent, expression.value, context.unitOf(dimension));
      return;
    case "parameter":
    case "species":
      parent.ele("ci").txt(expression.id);
      return;
    case "time":
      parent
        .ele("csymbol", { encoding: "text", definitionURL: "http://www.sbml.org/sbml/symbols/time" })
        .txt("time");
      return;
    case "negate":
      apply(parent, "minus", operandsOf(placed, context), context);
      return;
    case "not":
      truthAsNumber(parent, placed, context);
      return;
    case "binary":
      writeBinary(parent, expression, placed, context);
      return;
    case "call":
      writeCall(parent, expression.function, operandsOf(placed, context), context);
      return;
    case "conditional": {
      const [condition, thenValue, elseValue] = operandsOf(placed, context) as readonly [
        PlacedOperand,
        PlacedOperand,
        PlacedOperand,
      ];
      writePiecewise(parent, condition, thenValue, elseValue, context);
      return;
    }
  }
}

function operandsOf(
  { expression, dimension }: PlacedOperand,
  context: MathContext,
): readonly PlacedOperand[] {
  const operands = placedOperands(expression, dimension, context.dimensions);
  invariant(operands !== undefined, "units that contradict a formula are found before it is written");
  return operands;
}

/** A number as `integer`, `real` or `e-notation`, always with its unit. */
function literal(parent: XMLBuilder, value: number, unit: string): void {
  const [mantissa = "", exponent] = String(value).split("e");
  const type = exponent !== undefined ? "e-notation" : Number.isSafeInteger(value) ? "integer" : "real";
  const element = parent.ele("cn", { type }).att(sbmlNamespace, "sbml:units", unit).txt(mantissa);
  if (exponent !== undefined) element.ele("sep").up().txt(exponent.replace("+", ""));
}

const arithmeticElements = {
  "+": "plus",
  "-": "minus",
  "*": "times",
  "/": "divide",
  "^": "power",
} as const;

function writeBinary(
  parent: XMLBuilder,
  expression: Binary,
  placed: PlacedOperand,
  context: MathContext,
): void {
  const { operator } = expression;
  if (!isArithmetic(operator)) {
    truthAsNumber(parent, placed, context);
    return;
  }
  if (operator === "+" || operator === "*") {
    balanced(parent, arithmeticElements[operator], placedChain(placed, operator, context), context);
    return;
  }
  const element = parent.ele("apply");
  element.ele(arithmeticElements[operator]);
  for (const operand of operandsOf(placed, context)) writeNumber(element, operand, context);
  // A literal exponent has no unit and is not among the placed operands.
  const exponent = operator === "^" ? literalValue(expression.right) : undefined;
  if (exponent === undefined || exponent === 0) return;
  if (Number.isSafeInteger(exponent)) element.ele("cn", { type: "integer" }).txt(String(exponent));
  else literal(element, exponent, "dimensionless");
}

function isArithmetic(operator: Binary["operator"]): operator is keyof typeof arithmeticElements {
  return operator in arithmeticElements;
}

/** The operands of `(a + b) + c` with their dimensions. */
function placedChain(
  placed: PlacedOperand,
  operator: "+" | "*",
  context: MathContext,
): readonly PlacedOperand[] {
  const { expression } = placed;
  if (expression.kind !== "binary" || expression.operator !== operator) return [placed];
  return operandsOf(placed, context).flatMap((operand) => placedChain(operand, operator, context));
}

/** An n-ary element; more operands than a reader likes are grouped. */
function balanced(
  parent: XMLBuilder,
  name: string,
  operands: readonly PlacedOperand[],
  context: MathContext,
): void {
  const element = parent.ele("apply");
  element.ele(name);
  const size = groupSize(operands.length);
  for (let start = 0; start < operands.length; start += size) {
    const group = operands.slice(start, start + size);
    if (group.length === 1) writeNumber(element, group[0]!, context);
    else balanced(element, name, group, context);
  }
}

/** The largest power of the arity below the count, so that groups nest as little as possible. */
function groupSize(count: number): number {
  let size = 1;
  while (size * maximalArity < count) size *= maximalArity;
  return size;
}

function apply(
  parent: XMLBuilder,
  name: string,
  operands: readonly PlacedOperand[],
  context: MathContext,
): void {
  const element = parent.ele("apply");
  element.ele(name);
  for (const operand of operands) writeNumber(element, operand, context);
}

function writeCall(
  parent: XMLBuilder,
  name: RateFunction,
  operands: readonly PlacedOperand[],
  context: MathContext,
): void {
  switch (name) {
    case "abs":
    case "exp":
    case "sin":
    case "cos":
    case "tan":
    case "tanh":
    case "floor":
      apply(parent, name, operands, context);
      return;
    case "log":
      apply(parent, "ln", operands, context);
      return;
    case "sqrt":
      apply(parent, "root", operands, context);
      return;
    case "ceil":
      apply(parent, "ceiling", operands, context);
      return;
    case "min":
    case "max":
      if (operands.length === 1) writeNumber(parent, operands[0]!, context);
      else apply(parent, name, operands, context);
      return;
    case "round":
      writeRound(parent, operands[0]!, context);
      return;
    default:
      assertNever(name);
  }
}

/** Halves are rounded up, as in the simulator: ⌊x + 0.5⌋. */
function writeRound(parent: XMLBuilder, operand: PlacedOperand, context: MathContext): void {
  const floor = parent.ele("apply");
  floor.ele("floor");
  const sum = floor.ele("apply");
  sum.ele("plus");
  writeNumber(sum, operand, context);
  literal(sum, 0.5, context.unitOf(operand.dimension));
}

function writePiecewise(
  parent: XMLBuilder,
  condition: PlacedOperand,
  thenValue: PlacedOperand,
  elseValue: PlacedOperand,
  context: MathContext,
): void {
  const piecewise = parent.ele("piecewise");
  const piece = piecewise.ele("piece");
  writeNumber(piece, thenValue, context);
  writeTruth(piece, condition, context);
  writeNumber(piecewise.ele("otherwise"), elseValue, context);
}

function truthAsNumber(parent: XMLBuilder, placed: PlacedOperand, context: MathContext): void {
  const one = { expression: { kind: "number", value: 1 }, dimension: dimensionless } as const;
  const zero = { expression: { kind: "number", value: 0 }, dimension: dimensionless } as const;
  writePiecewise(parent, placed, one, zero, context);
}

const truthElements = {
  "<": "lt",
  "<=": "leq",
  ">": "gt",
  ">=": "geq",
  "==": "eq",
  "!=": "neq",
  "&&": "and",
  "||": "or",
} as const;

/** A truth value; a number counts as true unless it is 0. */
function writeTruth(parent: XMLBuilder, placed: PlacedOperand, context: MathContext): void {
  const { expression } = placed;
  const element = parent.ele("apply");
  if (expression.kind === "not") {
    element.ele("not");
    for (const operand of operandsOf(placed, context)) writeTruth(element, operand, context);
    return;
  }
  if (expression.kind !== "binary" || isArithmetic(expression.operator)) {
    element.ele("neq");
    writeNumber(element, placed, context);
    literal(element, 0, context.unitOf(placed.dimension));
    return;
  }
  const { operator } = expression;
  element.ele(truthElements[operator]);
  const write = operator === "&&" || operator === "||" ? writeTruth : writeNumber;
  for (const operand of operandsOf(placed, context)) write(element, operand, context);
}
