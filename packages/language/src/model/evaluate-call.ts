// A call → its value: functions of the file are put in place, built-in ones are expanded over components.

import type { CallExpression, Expression } from "../ast/nodes.js";
import type { Origin } from "../diagnostics/diagnostic.js";
import { builtinFunctions } from "./builtin-functions.js";
import { reportUnless } from "./check-type.js";
import {
  bare,
  commonDimension,
  type Dimension,
  dimensionless,
  multiplyDimensions,
  powerOfDimension,
} from "./dimensions.js";
import { bindValue, createEnvironment } from "./environment.js";
import { type Evaluation, originOf, spend } from "./evaluation.js";
import type { Distribution, ScalarExpression, ScalarFunction } from "./model.js";
import {
  binaryExpression,
  callExpression,
  constantValue,
  numberExpression,
  sumExpression,
} from "./scalar-expressions.js";
import type { DeclaredSymbol } from "./symbols.js";
import {
  describeType,
  describeValue,
  type MaybeValue,
  sameShape,
  scalarOf,
  scalarValue,
  type Value,
  type ValueType,
} from "./values.js";

type Evaluate = (evaluation: Evaluation, node: Expression) => MaybeValue;

export function evaluateCall(evaluation: Evaluation, node: CallExpression, evaluate: Evaluate): MaybeValue {
  const callee = node.callee.at(-1);
  if (callee === undefined || evaluation.names.faulty.has(node)) return undefined;
  const symbol = evaluation.names.symbolOf.get(callee);
  const values: MaybeValue[] = node.arguments.items.map((argument) => evaluate(evaluation, argument.value));
  if (symbol !== undefined) return callDeclared(evaluation, node, { symbol, values }, evaluate);
  const known = values.filter((value) => value !== undefined);
  return known.length < values.length ? undefined : callBuiltin(evaluation, node, callee.text, known);
}

/** The body is evaluated with the arguments in place of the parameters. */
function callDeclared(
  evaluation: Evaluation,
  node: CallExpression,
  { symbol, values }: { readonly symbol: DeclaredSymbol; readonly values: readonly MaybeValue[] },
  evaluate: Evaluate,
): MaybeValue {
  const { declaration } = symbol;
  if (declaration.kind !== "FunctionDeclaration") return undefined;
  if (evaluation.calls.includes(symbol)) {
    evaluation.emit({ kind: "CircularDefinition", symbol, origin: originOf(evaluation, node) });
    return undefined;
  }
  // Functions that call each other twice and more grow exponentially, so a call counts more than a component.
  if (!spend(evaluation, 20, originOf(evaluation, node))) return undefined;
  const environment = createEnvironment(evaluation.environment);
  for (const [index, parameter] of declaration.parameters.entries()) {
    const name = evaluation.names.symbolOf.get(parameter);
    if (name !== undefined) bindValue(environment, name, values[index]);
  }
  const calls = [...evaluation.calls, symbol];
  const result = evaluate({ ...evaluation, file: symbol.file, environment, calls }, declaration.body);
  // To the reader the value stands where the call is.
  return result && { ...result, origin: originOf(evaluation, node) };
}

function callBuiltin(
  evaluation: Evaluation,
  node: CallExpression,
  name: string,
  values: readonly Value[],
): MaybeValue {
  const origin = originOf(evaluation, node);
  if (name === "one_hot") return oneHot(evaluation, node, values, origin);
  if (!values.every((value) => isNumeric(evaluation, value))) return undefined;
  switch (name) {
    case "sum":
      return sum(values, origin);
    case "dot":
      return dot(evaluation, values, origin);
    case "outer":
      return outer(evaluation, values, origin);
    case "transpose":
      return transpose(evaluation, values, origin);
    case "uniform":
    case "normal":
    case "lognormal":
    case "bernoulli":
      return draw(evaluation, name, values, origin);
    default:
      return isScalarFunction(name) ? elementwise(evaluation, name, values, origin) : undefined;
  }
}

const scalarFunctions: ReadonlySet<string> = new Set(
  builtinFunctions.filter((entry) => entry.shape === "elementwise").map((entry) => entry.name),
);

function isScalarFunction(name: string): name is ScalarFunction {
  return scalarFunctions.has(name);
}

function isNumeric(evaluation: Evaluation, value: Value): boolean {
  const fits = value.type === "number" || value.type === "any";
  return !reportType(evaluation, value, "number", fits) && fits;
}

function reportType(evaluation: Evaluation, value: Value, expected: ValueType, fits: boolean): boolean {
  return evaluation.emit({
    kind: "ValueType",
    expected: describeType(expected),
    found: describeType(value.type),
    fits,
    origin: value.origin,
    expectedAt: undefined,
  });
}

function elementwise(
  evaluation: Evaluation,
  name: ScalarFunction,
  values: readonly Value[],
  origin: Origin,
): MaybeValue {
  const [first] = values;
  if (first === undefined) return undefined;
  const widest = values.find((value) => value.shape.length > 0) ?? first;
  const dimension = dimensionOfArguments(evaluation, name, values, widest);
  const size = widest.components.length;
  if (dimension === undefined || !spend(evaluation, size, origin)) return undefined;
  const components: ScalarExpression[] = [];
  for (let index = 0; index < size; index++) {
    const parts = values.map((value) => value.components[value.shape.length === 0 ? 0 : index]!);
    const component = callExpression(name, parts, origin);
    const pole = poleOf(name, parts);
    if (
      component.kind === "Number" &&
      evaluation.emit({ kind: "Constant", value: component.value, pole, origin })
    )
      return undefined;
    components.push(component);
  }
  return {
    type: "number",
    shape: widest.shape,
    components,
    dimension: resultDimension(name, dimension),
    origin,
  };
}

/** The common dimension of the arguments; undefined if one of them does not fit the others. */
function dimensionOfArguments(
  evaluation: Evaluation,
  name: ScalarFunction,
  values: readonly Value[],
  widest: Value,
): Dimension | undefined {
  let dimension: Dimension = bare;
  for (const value of values) {
    const needed = {
      shape: value.shape.length === 0 ? [] : widest.shape,
      dimension: keepsDimension.has(name) ? dimension : dimensionless,
      origin: values[0]!.origin,
    };
    const found = { ...value, dimension: name === "sqrt" ? bare : value.dimension };
    if (evaluation.emit({ kind: "Assigned", needed, found, symbols: evaluation.units })) return undefined;
    if (value.shape.length > 0 && !sameShape(value.shape, widest.shape)) return undefined;
    dimension = commonDimension(dimension, value.dimension) ?? dimension;
  }
  return dimension;
}

/** The one built-in function that becomes infinite at a finite argument. */
function poleOf(name: ScalarFunction, [argument]: readonly ScalarExpression[]): string | undefined {
  return name === "log" && constantValue(argument) === 0 ? "the logarithm of 0" : undefined;
}

/** These give a value of the dimension of their arguments; the others need plain numbers. */
const keepsDimension: ReadonlySet<string> = new Set([
  "abs",
  "relu",
  "min",
  "max",
  "floor",
  "ceil",
  "round",
  "sqrt",
]);

function resultDimension(name: ScalarFunction, dimension: Dimension): Dimension {
  if (name === "sqrt") return powerOfDimension(dimension, 0.5);
  return keepsDimension.has(name) ? dimension : bare;
}

function sum([value]: readonly Value[], origin: Origin): MaybeValue {
  return value && { ...value, shape: [], components: [sumExpression(value.components, origin)], origin };
}

function dot(evaluation: Evaluation, [left, right]: readonly Value[], origin: Origin): MaybeValue {
  if (left === undefined || right === undefined) return undefined;
  if (!isArray(evaluation, left) || !isArray(evaluation, right)) return undefined;
  if (!sameShape(left.shape, right.shape)) {
    evaluation.emit({
      kind: "Binary",
      operator: "dot",
      left,
      right,
      origin,
      operatorOrigin: origin,
      symbols: evaluation.units,
    });
    return undefined;
  }
  if (!spend(evaluation, left.components.length, origin)) return undefined;
  const terms = left.components.map((component, index) =>
    binaryExpression("*", component, right.components[index]!, origin),
  );
  return scalarValue(sumExpression(terms, origin), multiplyDimensions(left.dimension, right.dimension));
}

function outer(evaluation: Evaluation, [left, right]: readonly Value[], origin: Origin): MaybeValue {
  if (left === undefined || right === undefined) return undefined;
  if (!hasAxes(evaluation, left, 1) || !hasAxes(evaluation, right, 1)) return undefined;
  if (!spend(evaluation, left.components.length * right.components.length, origin)) return undefined;
  const components = left.components.flatMap((row) =>
    right.components.map((column) => binaryExpression("*", row, column, origin)),
  );
  const shape = [left.components.length, right.components.length];
  return {
    type: "number",
    shape,
    components,
    dimension: multiplyDimensions(left.dimension, right.dimension),
    origin,
  };
}

function transpose(evaluation: Evaluation, [matrix]: readonly Value[], origin: Origin): MaybeValue {
  if (matrix === undefined || !hasAxes(evaluation, matrix, 2)) return undefined;
  const [rows = 0, columns = 0] = matrix.shape;
  const components = Array.from({ length: rows * columns }, (_, index) => {
    const [row, column] = [index % rows, Math.floor(index / rows)];
    return matrix.components[row * columns + column]!;
  });
  return { ...matrix, shape: [columns, rows], components, origin };
}

function hasAxes(evaluation: Evaluation, value: Value, axes: 1 | 2): boolean {
  const fits = value.shape.length === axes;
  const expected = axes === 1 ? "a vector" : "a matrix";
  evaluation.emit({
    kind: "ValueType",
    expected,
    found: describeValue(value),
    fits,
    origin: value.origin,
    expectedAt: undefined,
  });
  return fits;
}

function isArray(evaluation: Evaluation, value: Value): boolean {
  const fits = value.shape.length > 0;
  evaluation.emit({
    kind: "ValueType",
    expected: "a vector",
    found: describeValue(value),
    fits,
    origin: value.origin,
    expectedAt: undefined,
  });
  return fits;
}

/** One draw; where it fills an array, every component draws for itself. */
function draw(
  evaluation: Evaluation,
  distribution: Distribution,
  values: readonly Value[],
  origin: Origin,
): MaybeValue {
  const scalars: ScalarExpression[] = [];
  for (const value of values) {
    const scalar = scalarOf(value);
    const fits = scalar !== undefined;
    evaluation.emit({
      kind: "ValueType",
      expected: "a number",
      found: describeValue(value),
      fits,
      origin: value.origin,
      expectedAt: undefined,
    });
    if (!fits) return undefined;
    scalars.push(scalar);
  }
  return scalarValue({ kind: "Draw", distribution, arguments: scalars, origin }, bare);
}

/** One component a label; labels that are not given are those of the file, in alphabetical order. */
function oneHot(
  evaluation: Evaluation,
  node: CallExpression,
  values: readonly Value[],
  origin: Origin,
): MaybeValue {
  const [column] = values;
  const scalar = column && scalarOf(column);
  const labels = labelsFor(evaluation, node, values.slice(1), origin);
  if (scalar === undefined || labels === undefined) return undefined;
  const expected = "labels after the column, or a column of a file";
  if (!reportUnless(evaluation, labels.length > 0, { expected, found: "neither", origin })) return undefined;
  if (!spend(evaluation, labels.length, origin)) return undefined;
  const components = labels.map(
    (label): ScalarExpression => ({
      kind: "Conditional",
      condition: binaryExpression("==", scalar, label, origin),
      thenValue: numberExpression(1, origin),
      elseValue: numberExpression(0, origin),
      origin,
    }),
  );
  return { type: "number", shape: [components.length], components, dimension: bare, origin };
}

/** The given labels, else those of the file; undefined if that has been reported as missing. */
function labelsFor(
  evaluation: Evaluation,
  node: CallExpression,
  given: readonly Value[],
  origin: Origin,
): readonly ScalarExpression[] | undefined {
  if (given.length > 0) return given.flatMap((label) => label.components);
  const argument = node.arguments.items[0]?.value;
  const name = argument?.kind === "Reference" ? argument.path.at(-1) : undefined;
  const symbol = name && evaluation.names.symbolOf.get(name);
  const found = symbol && evaluation.labelsOf(symbol);
  return found === "missing" ? undefined : (found ?? []).map((value) => ({ kind: "Text", value, origin }));
}
