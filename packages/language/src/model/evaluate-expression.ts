// Expression → value. Shapes, types and dimensions are found by evaluating; rules see them as facts.

import type {
  BinaryExpression,
  ConditionalExpression,
  Expression,
  ListExpression,
  NumberLiteral,
  UnaryExpression,
} from "../ast/nodes.js";
import {
  bare,
  commonDimension,
  convertToUnits,
  type Dimension,
  divideDimensions,
  multiplyDimensions,
  powerOfDimension,
  unitOfExpression,
  unknownDimension,
} from "./dimensions.js";
import { evaluateCall } from "./evaluate-call.js";
import { evaluateReference } from "./evaluate-reference.js";
import { dimensionIn, type Evaluation, originOf, spend } from "./evaluation.js";
import type { ScalarExpression, ScalarOperator } from "./model.js";
import {
  binaryExpression,
  conditionalExpression,
  constantValue,
  negateExpression,
  notExpression,
  numberExpression,
  sumExpression,
} from "./scalar-expressions.js";
import { binaryShape } from "./shapes.js";
import {
  constantOf,
  describeType,
  describeValue,
  type MaybeValue,
  sameShape,
  scalarValue,
  type Value,
  type ValueType,
} from "./values.js";

/** The value of an expression; undefined if it, or something it reads, carries an error. */
export function evaluate(evaluation: Evaluation, node: Expression): MaybeValue {
  if (evaluation.names.faulty.has(node)) return undefined;
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
      evaluation.emit({
        kind: "ValueType",
        expected: "a value",
        found: "a range",
        fits: false,
        origin,
        expectedAt: undefined,
      });
      return undefined;
    case "MissingExpression":
      return undefined;
  }
}

function evaluateNumber(evaluation: Evaluation, node: NumberLiteral): MaybeValue {
  const origin = originOf(evaluation, node);
  if (node.unit === undefined) {
    const wrong = evaluation.emit({ kind: "Constant", value: node.value, origin });
    return wrong ? undefined : scalarValue(numberExpression(node.value, origin), bare);
  }
  const unit = unitOfExpression(node.unit);
  if ("unknownSymbol" in unit) {
    const factor = node.unit.factors[unit.index];
    const place = originOf(evaluation, factor?.name ?? node.unit);
    evaluation.emit({ kind: "UnitSymbol", symbol: unit.unknownSymbol, known: false, origin: place });
    return undefined;
  }
  const value = convertToUnits(node.value, unit, evaluation.units.scales);
  if (evaluation.emit({ kind: "Constant", value, origin })) return undefined;
  return scalarValue(numberExpression(value, origin), unit.dimension);
}

function evaluateList(evaluation: Evaluation, node: ListExpression): MaybeValue {
  const origin = originOf(evaluation, node);
  const elements = node.elements.map((element) => evaluate(evaluation, element));
  const values = elements.filter((element) => element !== undefined);
  const [first] = values;
  if (values.length < elements.length || first === undefined) return undefined;
  let dimension: Dimension = bare;
  for (const value of values) {
    const problem =
      sameShape(value.shape, first.shape) && joinedType(value.type, first.type) !== undefined
        ? undefined
        : value;
    if (problem !== undefined) {
      evaluation.emit({
        kind: "ValueType",
        expected: describeValue(first),
        found: describeValue(problem),
        fits: false,
        origin: problem.origin,
        expectedAt: first.origin,
      });
      return undefined;
    }
    const common = commonDimension(dimension, value.dimension);
    if (common === undefined) {
      emitBinary(evaluation, "+", first, value, origin, origin);
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
  const needed: ValueType = node.operator === "!" ? "truth" : "number";
  if (value === undefined || !checkType(evaluation, value, needed)) return undefined;
  if (node.operator === "+") return value;
  const origin = originOf(evaluation, node);
  const apply = node.operator === "-" ? negateExpression : notExpression;
  return { ...value, components: value.components.map((component) => apply(component, origin)), origin };
}

/** Reports a value of the wrong type; true if it fits. */
export function checkType(evaluation: Evaluation, value: Value, needed: ValueType): boolean {
  const fits = joinedType(value.type, needed) !== undefined;
  if (!fits) {
    evaluation.emit({
      kind: "ValueType",
      expected: describeType(needed),
      found: describeType(value.type),
      fits,
      origin: value.origin,
      expectedAt: undefined,
    });
  }
  return fits;
}

/** The type that two values share; a column fits numbers and text. */
function joinedType(left: ValueType, right: ValueType): ValueType | undefined {
  if (left === right) return left;
  if (left === "any" && right !== "truth") return right;
  if (right === "any" && left !== "truth") return left;
  return undefined;
}

const comparisons: ReadonlySet<string> = new Set(["<", "<=", ">", ">=", "==", "!="]);

function evaluateBinary(evaluation: Evaluation, node: BinaryExpression): MaybeValue {
  const left = evaluate(evaluation, node.left);
  const right = evaluate(evaluation, node.right);
  if (left === undefined || right === undefined) return undefined;
  const { operator } = node;
  if (operator === "&&" || operator === "||") {
    if (!checkType(evaluation, left, "truth") || !checkType(evaluation, right, "truth")) return undefined;
  } else if (operator === "==" || operator === "!=") {
    if (joinedType(left.type, right.type) === undefined) {
      evaluation.emit({
        kind: "ValueType",
        expected: describeType(left.type),
        found: describeType(right.type),
        fits: false,
        origin: right.origin,
        expectedAt: left.origin,
      });
      return undefined;
    }
  } else if (!checkType(evaluation, left, "number") || !checkType(evaluation, right, "number"))
    return undefined;
  const origin = originOf(evaluation, node);
  if (
    emitBinary(evaluation, operator, left, right, origin, { file: evaluation.file, span: node.operatorSpan })
  )
    return undefined;
  return combine(evaluation, node, left, right);
}

function emitBinary(
  evaluation: Evaluation,
  operator: string,
  left: Value,
  right: Value,
  origin: Value["origin"],
  operatorOrigin: Value["origin"],
): boolean {
  return evaluation.emit({
    kind: "Binary",
    operator,
    left,
    right,
    origin,
    operatorOrigin,
    symbols: evaluation.units,
  });
}

function combine(evaluation: Evaluation, node: BinaryExpression, left: Value, right: Value): MaybeValue {
  const origin = originOf(evaluation, node);
  const shape = binaryShape(node.operator, left.shape, right.shape);
  const dimension = binaryDimension(node.operator, left, right);
  if (dimension === undefined) return undefined;
  const type: ValueType =
    comparisons.has(node.operator) || node.operator === "&&" || node.operator === "||" ? "truth" : "number";
  const scalarOperator = node.operator === ".*" ? "*" : node.operator === "./" ? "/" : node.operator;
  switch (shape.kind) {
    case "elementwise": {
      const size = Math.max(left.components.length, right.components.length);
      if (!spend(evaluation, size, origin)) return undefined;
      const components: ScalarExpression[] = [];
      for (let index = 0; index < size; index++) {
        const component = combineScalars(
          evaluation,
          scalarOperator,
          pick(left, index),
          pick(right, index),
          origin,
        );
        if (component === undefined) return undefined;
        components.push(component);
      }
      return { type, shape: shape.shape, components, dimension, origin };
    }
    case "matrix product":
      return matrixProduct(evaluation, left, right, shape.shape, shape.inner, dimension, origin);
    case "ambiguous product":
    case "mismatch":
      return undefined;
  }
}

/** Component `index` of an array; a scalar stands for all. */
function pick(value: Value, index: number): ScalarExpression {
  return value.components[value.shape.length === 0 ? 0 : index]!;
}

function combineScalars(
  evaluation: Evaluation,
  operator: ScalarOperator,
  left: ScalarExpression,
  right: ScalarExpression,
  origin: Value["origin"],
): ScalarExpression | undefined {
  if (operator === "/" || operator === "%") {
    if (evaluation.emit({ kind: "Division", divisor: right, origin: right.origin })) return undefined;
  }
  const result = binaryExpression(operator, left, right, origin);
  const folded = left.kind === "Number" && right.kind === "Number" ? constantValue(result) : undefined;
  if (folded !== undefined && evaluation.emit({ kind: "Constant", value: folded, origin })) return undefined;
  return result;
}

function matrixProduct(
  evaluation: Evaluation,
  left: Value,
  right: Value,
  shape: readonly number[],
  inner: number,
  dimension: Dimension,
  origin: Value["origin"],
): MaybeValue {
  const [rows = 1, columns = 1] = shape;
  if (!spend(evaluation, rows * columns * inner, origin)) return undefined;
  const components: ScalarExpression[] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const terms = Array.from({ length: inner }, (_, index) =>
        binaryExpression(
          "*",
          left.components[row * inner + index]!,
          right.components[index * columns + column]!,
          origin,
        ),
      );
      components.push(sumExpression(terms, origin));
    }
  }
  return { type: "number", shape, components, dimension, origin };
}

function binaryDimension(
  operator: BinaryExpression["operator"],
  left: Value,
  right: Value,
): Dimension | undefined {
  switch (operator) {
    case "+":
    case "-":
    case "%":
      return commonDimension(left.dimension, right.dimension);
    case "*":
    case ".*":
      return multiplyDimensions(left.dimension, right.dimension);
    case "/":
    case "./":
      return divideDimensions(left.dimension, right.dimension);
    case "^": {
      const exponent = constantOf(right);
      if (exponent !== undefined) return powerOfDimension(left.dimension, exponent);
      return left.dimension.kind === "bare" ? bare : unknownDimension;
    }
    default:
      return bare;
  }
}

function evaluateConditional(evaluation: Evaluation, node: ConditionalExpression): MaybeValue {
  const condition = evaluate(evaluation, node.condition);
  if (condition === undefined || !checkType(evaluation, condition, "truth")) return undefined;
  const known = constantOf(condition);
  if (known !== undefined) return evaluate(evaluation, known === 0 ? node.elseValue : node.thenValue);
  const thenValue = evaluate(evaluation, node.thenValue);
  const elseValue = evaluate(evaluation, node.elseValue);
  if (thenValue === undefined || elseValue === undefined) return undefined;
  const type = joinedType(thenValue.type, elseValue.type);
  if (type === undefined) {
    evaluation.emit({
      kind: "ValueType",
      expected: describeType(thenValue.type),
      found: describeType(elseValue.type),
      fits: false,
      origin: elseValue.origin,
      expectedAt: thenValue.origin,
    });
    return undefined;
  }
  const origin = originOf(evaluation, node);
  // The branches meet like the operands of a sum.
  if (emitBinary(evaluation, "if", thenValue, elseValue, origin, origin)) return undefined;
  const branches = binaryShape("+", thenValue.shape, elseValue.shape);
  const shape =
    branches.kind === "elementwise" ? binaryShape("+", condition.shape, branches.shape) : branches;
  if (shape.kind !== "elementwise") {
    emitBinary(evaluation, "if", condition, thenValue, origin, origin);
    return undefined;
  }
  const size = Math.max(
    condition.components.length,
    thenValue.components.length,
    elseValue.components.length,
  );
  if (!spend(evaluation, size, origin)) return undefined;
  const components = Array.from({ length: size }, (_, index) =>
    conditionalExpression(pick(condition, index), pick(thenValue, index), pick(elseValue, index), origin),
  );
  const dimension =
    commonDimension(thenValue.dimension, elseValue.dimension) ?? dimensionIn(evaluation, unknownDimension);
  return { type, shape: shape.shape, components, dimension, origin };
}
