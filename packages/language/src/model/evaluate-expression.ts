// Expression → value. Shapes, types and dimensions are found by evaluating; rules see them as facts.

import type {
  BinaryExpression,
  ConditionalExpression,
  Expression,
  ListExpression,
  NumberLiteral,
  UnaryExpression,
} from "../ast/nodes.js";
import { checkLabels } from "./check-labels.js";
import { checkSameElement, checkSameType, checkType, reportUnless } from "./check-type.js";
import {
  bare,
  commonDimension,
  convertToUnits,
  type Dimension,
  isDimensionless,
  unitOfExpression,
  unknownDimension,
} from "./dimensions.js";
import { binaryValue, emitOperation, pick } from "./evaluate-binary.js";
import { evaluateCall } from "./evaluate-call.js";
import { evaluateReference } from "./evaluate-reference.js";
import { type Evaluation, originOf, spend } from "./evaluation.js";
import {
  conditionalExpression,
  extentOf,
  negateExpression,
  notExpression,
  numberExpression,
} from "./scalar-expressions.js";
import { binaryShape } from "./shapes.js";
import { constantOf, type MaybeValue, scalarValue, type Value } from "./values.js";

/** Deeper expressions, once definitions and functions are put in place, are refused: later stages walk them recursively. */
const deepest = 1500;
/** Definitions that multiply themselves again and again grow beyond all memory. */
const largest = 200_000;

/** The value of an expression; undefined if it, or something it reads, carries an error. */
export function evaluate(evaluation: Evaluation, node: Expression): MaybeValue {
  const { work, names } = evaluation;
  if (names.faulty.has(node)) return undefined;
  if (work.depth >= deepest) {
    evaluation.emit({
      kind: "ExpressionDepth",
      depth: work.depth + 1,
      limit: deepest,
      origin: originOf(evaluation, node),
    });
    return undefined;
  }
  work.depth++;
  const value = evaluateNode(evaluation, node);
  work.depth--;
  if (value === undefined || !isBounded(evaluation, value)) return undefined;
  return evaluation.numbersTakeUnits === true && value.dimension.kind === "bare"
    ? { ...value, dimension: unknownDimension }
    : withDimensions(value);
}

/** Numbers keep the dimension that they were found to have, so that they can be written down again with their unit. */
function withDimensions(value: Value): Value {
  const { dimension, components } = value;
  if (isDimensionless(dimension) || !components.some(({ kind }) => kind === "Number")) return value;
  return {
    ...value,
    components: components.map((component) =>
      component.kind === "Number"
        ? { kind: "Number", value: component.value, origin: component.origin, dimension }
        : component,
    ),
  };
}

function isBounded(evaluation: Evaluation, value: Value): boolean {
  for (const component of value.components) {
    const { size, depth } = extentOf(component, evaluation.work.extents);
    if (depth > deepest) {
      evaluation.emit({ kind: "ExpressionDepth", depth, limit: deepest, origin: value.origin });
      return false;
    }
    if (size > largest) {
      evaluation.emit({ kind: "Size", count: size, limit: largest, isOfCaller: false, origin: value.origin });
      return false;
    }
  }
  return true;
}

function evaluateNode(evaluation: Evaluation, node: Expression): MaybeValue {
  const origin = originOf(evaluation, node);
  switch (node.kind) {
    case "NumberLiteral":
      return evaluateNumber(evaluation, node);
    case "StringLiteral":
      return scalarValue({ kind: "Text", value: node.value, origin }, bare, "text");
    case "BooleanLiteral":
      return scalarValue(numberExpression(node.value ? 1 : 0, origin), bare, "truth");
    case "ParenthesizedExpression":
      return evaluate(evaluation, node.inner);
    case "ListExpression":
      return evaluateList(evaluation, node);
    case "Reference":
      return evaluateReference(evaluation, node, evaluate);
    case "CallExpression":
      return evaluateCall(evaluation, node, evaluate);
    case "UnaryExpression":
      return evaluateUnary(evaluation, node);
    case "BinaryExpression":
      return evaluateBinary(evaluation, node);
    case "ConditionalExpression":
      return evaluateConditional(evaluation, node);
    case "RangeExpression":
      reportUnless(evaluation, false, { expected: "a value", found: "a range", origin });
      return undefined;
    case "MissingExpression":
      return undefined;
  }
}

function evaluateNumber(evaluation: Evaluation, node: NumberLiteral): MaybeValue {
  const origin = originOf(evaluation, node);
  const unit = node.unit && unitOfExpression(node.unit);
  if (unit !== undefined && "unknownSymbol" in unit) {
    const place = node.unit?.factors[unit.index]?.name ?? node;
    evaluation.emit({
      kind: "UnitSymbol",
      symbol: unit.unknownSymbol,
      known: false,
      origin: originOf(evaluation, place),
    });
    return undefined;
  }
  const value = unit === undefined ? node.value : convertToUnits(node.value, unit, evaluation.units.scales);
  if (evaluation.emit({ kind: "Constant", value, origin })) return undefined;
  return scalarValue(numberExpression(value, origin), unit?.dimension ?? bare);
}

/** Scalars make a vector, rows make a matrix. */
function evaluateList(evaluation: Evaluation, node: ListExpression): MaybeValue {
  const origin = originOf(evaluation, node);
  const elements = node.elements.map((element) => evaluate(evaluation, element));
  const values = elements.filter((element) => element !== undefined);
  const [first] = values;
  if (values.length < elements.length || first === undefined) return undefined;
  let dimension: Dimension = bare;
  for (const value of values) {
    if (!checkSameElement(evaluation, first, value)) return undefined;
    const common = commonDimension(dimension, value.dimension);
    if (common === undefined) {
      emitOperation(evaluation, { operator: "+", left: first, right: value, origin, operatorOrigin: origin });
      return undefined;
    }
    dimension = common;
  }
  const shape = [values.length, ...first.shape];
  return {
    type: first.type,
    shape,
    components: values.flatMap((value) => value.components),
    dimension,
    origin,
  };
}

function evaluateUnary(evaluation: Evaluation, node: UnaryExpression): MaybeValue {
  const value = evaluate(evaluation, node.operand);
  const needed = node.operator === "!" ? "truth" : "number";
  if (value === undefined || !checkType(evaluation, value, needed)) return undefined;
  if (node.operator === "+") return value;
  const origin = originOf(evaluation, node);
  const apply = node.operator === "-" ? negateExpression : notExpression;
  return { ...value, components: value.components.map((component) => apply(component, origin)), origin };
}

function evaluateBinary(evaluation: Evaluation, node: BinaryExpression): MaybeValue {
  const left = evaluate(evaluation, node.left);
  const right = evaluate(evaluation, node.right);
  if (left === undefined || right === undefined) return undefined;
  if (!checkLabels(evaluation, node, { left, right })) return undefined;
  const operatorOrigin = { file: evaluation.file, span: node.operatorSpan };
  return binaryValue(evaluation, {
    operator: node.operator,
    left,
    right,
    origin: originOf(evaluation, node),
    operatorOrigin,
  });
}

/** A known condition chooses; the other branch is not even looked at. */
function evaluateConditional(evaluation: Evaluation, node: ConditionalExpression): MaybeValue {
  const condition = evaluate(evaluation, node.condition);
  if (condition === undefined || !checkType(evaluation, condition, "truth")) return undefined;
  const known = constantOf(condition);
  if (known !== undefined) return evaluate(evaluation, known === 0 ? node.elseValue : node.thenValue);
  const thenValue = evaluate(evaluation, node.thenValue);
  const elseValue = evaluate(evaluation, node.elseValue);
  if (thenValue === undefined || elseValue === undefined) return undefined;
  return chosenValue(evaluation, [condition, thenValue, elseValue], originOf(evaluation, node));
}

/** The branches meet like the operands of a sum, and the condition stands for each component or for all. */
function chosenValue(
  evaluation: Evaluation,
  [condition, thenValue, elseValue]: readonly [Value, Value, Value],
  origin: Value["origin"],
): MaybeValue {
  const type = checkSameType(evaluation, thenValue, elseValue);
  const places = { origin, operatorOrigin: origin };
  const branches = { operator: "if", left: thenValue, right: elseValue, ...places } as const;
  if (type === undefined || emitOperation(evaluation, branches)) return undefined;
  const inner = binaryShape("+", thenValue.shape, elseValue.shape);
  const shape = inner.kind === "elementwise" ? binaryShape("+", condition.shape, inner.shape) : inner;
  const dimension = commonDimension(thenValue.dimension, elseValue.dimension) ?? unknownDimension;
  if (shape.kind !== "elementwise") {
    emitOperation(evaluation, { operator: "if", left: condition, right: thenValue, ...places });
    return undefined;
  }
  const size = Math.max(...[condition, thenValue, elseValue].map(({ components }) => components.length));
  if (!spend(evaluation, size, origin)) return undefined;
  const components = Array.from({ length: size }, (_, index) =>
    conditionalExpression(pick(condition, index), pick(thenValue, index), pick(elseValue, index), origin),
  );
  return { type, shape: shape.shape, components, dimension, origin };
}
