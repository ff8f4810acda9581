// `left operator right` on values: types, shapes and dimensions first, then component by component.

import type { BinaryOperator } from "../ast/nodes.js";
import type { Origin } from "../diagnostics/diagnostic.js";
import { checkSameType, checkType } from "./check-type.js";
import {
  bare,
  commonDimension,
  type Dimension,
  divideDimensions,
  multiplyDimensions,
  powerOfDimension,
  unknownDimension,
} from "./dimensions.js";
import { type Evaluation, spend } from "./evaluation.js";
import type { ScalarExpression, ScalarOperator } from "./model.js";
import { binaryExpression, constantValue, sumExpression } from "./scalar-expressions.js";
import { type BinaryShape, binaryShape } from "./shapes.js";
import { constantOf, type MaybeValue, type Value, type ValueType } from "./values.js";

/** An operator between two values, with its places. */
export interface Operation {
  readonly operator: BinaryOperator;
  readonly left: Value;
  readonly right: Value;
  readonly origin: Origin;
  readonly operatorOrigin: Origin;
}

/** The value of an operation; undefined after an error. */
export function binaryValue(evaluation: Evaluation, operation: Operation): MaybeValue {
  const { operator, left, right, origin } = operation;
  if (!checkOperands(evaluation, operation) || emitOperation(evaluation, operation)) return undefined;
  const shape = binaryShape(operator, left.shape, right.shape);
  const dimension = binaryDimension(operation);
  if (dimension === undefined) return undefined;
  const components = componentsOf(evaluation, operation, shape);
  const isShaped = shape.kind === "elementwise" || shape.kind === "matrix product";
  const type: ValueType = truthOperators.has(operator) ? "truth" : "number";
  return components && isShaped ? { type, shape: shape.shape, components, dimension, origin } : undefined;
}

/** Tells the rules of an operation; true if one of them reports an error. `if` stands for the choice between two values. */
export function emitOperation(
  evaluation: Evaluation,
  operation: Omit<Operation, "operator"> & { readonly operator: BinaryOperator | "if" | "dot" },
): boolean {
  return evaluation.emit({ kind: "Binary", symbols: evaluation.units, ...operation });
}

/** Component `index` of an array; a scalar stands for all. */
export function pick(value: Value, index: number): ScalarExpression {
  return value.components[value.shape.length === 0 ? 0 : index]!;
}

const truthOperators: ReadonlySet<string> = new Set(["<", "<=", ">", ">=", "==", "!=", "&&", "||"]);

function checkOperands(evaluation: Evaluation, { operator, left, right }: Operation): boolean {
  if (operator === "==" || operator === "!=") return checkSameType(evaluation, left, right) !== undefined;
  const needed: ValueType = operator === "&&" || operator === "||" ? "truth" : "number";
  return checkType(evaluation, left, needed) && checkType(evaluation, right, needed);
}

function componentsOf(
  evaluation: Evaluation,
  operation: Operation,
  shape: BinaryShape,
): readonly ScalarExpression[] | undefined {
  switch (shape.kind) {
    case "elementwise":
      return elementwise(evaluation, operation);
    case "matrix product":
      return matrixProduct(evaluation, operation, shape.inner);
    case "ambiguous product":
    case "mismatch":
      return undefined;
  }
}

function elementwise(evaluation: Evaluation, operation: Operation): readonly ScalarExpression[] | undefined {
  const { left, right, origin } = operation;
  const size = left.shape.length === 0 ? right.components.length : left.components.length;
  if (!spend(evaluation, size, origin)) return undefined;
  const components: ScalarExpression[] = [];
  for (let index = 0; index < size; index++) {
    const component = scalarResult(evaluation, operation, index);
    if (component === undefined) return undefined;
    components.push(component);
  }
  return components;
}

/** One component; divisions by 0 and results that are no numbers are reported. */
function scalarResult(
  evaluation: Evaluation,
  operation: Operation,
  index: number,
): ScalarExpression | undefined {
  const { origin } = operation;
  const operator = scalarOperator(operation.operator);
  const left = pick(operation.left, index);
  const right = pick(operation.right, index);
  if (operator === "/" || operator === "%") {
    if (evaluation.emit({ kind: "Division", divisor: right, origin: right.origin })) return undefined;
  }
  const result = binaryExpression(operator, left, right, origin);
  const folded = constantValue(result);
  const pole = operator === "^" && constantValue(left) === 0 ? "a negative power of 0" : undefined;
  const wrong = folded !== undefined && evaluation.emit({ kind: "Constant", value: folded, pole, origin });
  return wrong ? undefined : result;
}

function scalarOperator(operator: BinaryOperator): ScalarOperator {
  if (operator === ".*") return "*";
  return operator === "./" ? "/" : operator;
}

function matrixProduct(
  evaluation: Evaluation,
  { left, right, origin }: Operation,
  inner: number,
): readonly ScalarExpression[] | undefined {
  const [rows = 1] = left.shape;
  const columns = right.shape[1] ?? 1;
  if (!spend(evaluation, rows * columns * inner, origin)) return undefined;
  const entry = (row: number, column: number): ScalarExpression => {
    const terms = Array.from({ length: inner }, (_, index) => {
      const factors = [
        left.components[row * inner + index]!,
        right.components[index * columns + column]!,
      ] as const;
      return binaryExpression("*", ...factors, origin);
    });
    return sumExpression(terms, origin);
  };
  return Array.from({ length: rows * columns }, (_, index) =>
    entry(Math.floor(index / columns), index % columns),
  );
}

/** Undefined if the dimensions do not fit, which a rule has reported. */
function binaryDimension({ operator, left, right }: Operation): Dimension | undefined {
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
