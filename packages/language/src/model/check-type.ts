// Types of values meeting each other or a place: reported here, decided in one place.

import type { Origin } from "../diagnostics/diagnostic.js";
import type { Evaluation } from "./evaluation.js";
import { describeType, describeValue, sameShape, type Value, type ValueType } from "./values.js";

/** The type that two values share; a column fits numbers and text. */
function joinedType(left: ValueType, right: ValueType): ValueType | undefined {
  if (left === right) return left;
  if (left === "any" && right !== "truth") return right;
  if (right === "any" && left !== "truth") return left;
  return undefined;
}

/** Reports a value of the wrong type; true if it fits. */
export function checkType(evaluation: Evaluation, value: Value, needed: ValueType): boolean {
  if (joinedType(value.type, needed) !== undefined) return true;
  return reportUnless(evaluation, false, {
    expected: describeType(needed),
    found: describeType(value.type),
    origin: value.origin,
  });
}

/** Reports the second of two values that should be of one type; gives the type that they share. */
export function checkSameType(evaluation: Evaluation, first: Value, second: Value): ValueType | undefined {
  const type = joinedType(first.type, second.type);
  if (type !== undefined) return type;
  reportUnless(evaluation, false, {
    expected: describeType(first.type),
    found: describeType(second.type),
    origin: second.origin,
    expectedAt: first.origin,
  });
  return undefined;
}

/** Reports the second of two elements of a list that should be of one type and shape. */
export function checkSameElement(evaluation: Evaluation, first: Value, second: Value): boolean {
  const fits = sameShape(first.shape, second.shape) && joinedType(first.type, second.type) !== undefined;
  return reportUnless(evaluation, fits, {
    expected: describeValue(first),
    found: describeValue(second),
    origin: second.origin,
    expectedAt: first.origin,
  });
}

/** What was wanted and what is there. */
export interface TypeProblem {
  readonly expected: string;
  readonly found: string;
  readonly origin: Origin;
  readonly expectedAt?: Origin;
  readonly hint?: string | undefined;
}

/** Emits the fact that a value is not what its place needs; gives `fits` back. */
export function reportUnless(evaluation: Evaluation, fits: boolean, problem: TypeProblem): boolean {
  if (!fits) evaluation.emit({ kind: "ValueType", fits, expectedAt: undefined, ...problem });
  return fits;
}
