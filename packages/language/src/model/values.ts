// Values of expressions during elaboration: arrays of scalar expressions with a type and a dimension.
// `undefined` in place of a value means that an error has been reported; whoever meets it stays silent.

import type { Origin } from "../diagnostics/diagnostic.js";
import { bare, type Dimension } from "./dimensions.js";
import type { ScalarExpression } from "./model.js";
import { constantValue, numberExpression } from "./scalar-expressions.js";

/** `any`: a column of a file, which may hold numbers or text. */
export type ValueType = "number" | "truth" | "text" | "any";

export interface Value {
  readonly type: ValueType;
  /** Empty for a scalar. */
  readonly shape: readonly number[];
  /** Row-major. */
  readonly components: readonly ScalarExpression[];
  readonly dimension: Dimension;
  readonly origin: Origin;
}

export type MaybeValue = Value | undefined;

/** A scalar. */
export function scalarValue(
  component: ScalarExpression,
  dimension: Dimension,
  type: ValueType = "number",
): Value {
  return { type, shape: [], components: [component], dimension, origin: component.origin };
}

/** A number without unit. */
export function numberValue(value: number, origin: Origin): Value {
  return scalarValue(numberExpression(value, origin), bare);
}

/** The component of a scalar value; undefined for arrays. */
export function scalarOf(value: Value): ScalarExpression | undefined {
  return value.shape.length === 0 ? value.components[0] : undefined;
}

/** The number of a scalar made of numbers only. */
export function constantOf(value: MaybeValue): number | undefined {
  return value === undefined || value.shape.length > 0 ? undefined : constantValue(value.components[0]);
}

/** `[3,2]`; `one number` for a scalar. */
export function describeShape(shape: readonly number[]): string {
  return shape.length === 0 ? "one number" : `[${shape.join(",")}]`;
}

/** A type in words, with the shape if it is an array. */
export function describeValue(value: Pick<Value, "type" | "shape">): string {
  if (value.shape.length > 0) return `an array of shape ${describeShape(value.shape)}`;
  return describeType(value.type);
}

export function describeType(type: ValueType): string {
  switch (type) {
    case "number":
      return "a number";
    case "truth":
      return "a condition";
    case "text":
      return "text";
    case "any":
      return "a column";
  }
}

/** Number of components of a shape. */
export function sizeOfShape(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

export function sameShape(left: readonly number[], right: readonly number[]): boolean {
  return left.length === right.length && left.every((length, axis) => length === right[axis]);
}

/** The one-based indices of every component of a shape, row-major; one empty list for a scalar. */
export function indicesOfShape(shape: readonly number[]): readonly (readonly number[])[] {
  if (shape.length === 0) return indicesOfScalar;
  let indices: readonly (readonly number[])[] = [[]];
  for (const length of shape) {
    indices = indices.flatMap((prefix) => Array.from({ length }, (_, index) => [...prefix, index + 1]));
  }
  return indices;
}

const indicesOfScalar: readonly (readonly number[])[] = [[]];

/** `theta[1,2]`, or the name itself for a scalar. */
export function componentName(base: string, indices: readonly number[]): string {
  return indices.length === 0 ? base : `${base}[${indices.join(",")}]`;
}
