// Fitting a value to the place it is given to: shape, type and dimension.

import type { Origin } from "../diagnostics/diagnostic.js";
import { checkType } from "./check-type.js";
import type { Dimension } from "./dimensions.js";
import type { Evaluation } from "./evaluation.js";
import type { ScalarExpression } from "./model.js";
import { constantOf, describeValue, type MaybeValue, sameShape, scalarOf, sizeOfShape } from "./values.js";

/** What a place takes. */
export interface Needed {
  readonly shape: readonly number[];
  readonly dimension: Dimension;
  readonly origin: Origin;
  /** False if one number may not stand for all components. */
  readonly filled?: boolean | undefined;
}

/** One number a component of the needed shape; a scalar fills them all. Undefined after an error. */
export function componentsFor(
  evaluation: Evaluation,
  value: MaybeValue,
  needed: Needed,
): readonly ScalarExpression[] | undefined {
  if (value === undefined || !checkType(evaluation, value, "number")) return undefined;
  if (evaluation.emit({ kind: "Assigned", needed, found: value, symbols: evaluation.units }))
    return undefined;
  if (value.shape.length === 0) {
    if (needed.shape.length === 0) return value.components;
    // Draws are separate objects: every component draws for itself.
    return Array.from({ length: sizeOfShape(needed.shape) }, () => ({ ...value.components[0]! }));
  }
  return sameShape(value.shape, needed.shape) ? value.components : undefined;
}

/** The scalar of a value of the needed dimension. Undefined after an error. */
export function scalarFor(
  evaluation: Evaluation,
  value: MaybeValue,
  needed: Omit<Needed, "shape">,
): ScalarExpression | undefined {
  const { dimension, origin, filled } = needed;
  return componentsFor(evaluation, value, { shape: scalarShape, dimension, origin, filled })?.[0];
}

const scalarShape: readonly number[] = [];

/** The number of a value that must be known before the run. Undefined after an error. */
export function numberFor(evaluation: Evaluation, value: MaybeValue, what: string): number | undefined {
  if (value === undefined || !checkType(evaluation, value, "number")) return undefined;
  const number = constantOf(value);
  if (number === undefined) {
    const scalar = scalarOf(value);
    if (scalar === undefined) {
      evaluation.emit({
        kind: "ValueType",
        expected: "a number",
        found: describeValue(value),
        fits: false,
        origin: value.origin,
        expectedAt: undefined,
      });
    } else evaluation.emit({ kind: "NotConstant", what, name: nameIn(scalar), origin: value.origin });
  }
  return number;
}

function nameIn(expression: ScalarExpression): string {
  switch (expression.kind) {
    case "Component":
      return expression.name;
    case "Time":
      return "time";
    case "Draw":
      return expression.distribution;
    case "Negate":
    case "Not":
      return nameIn(expression.operand);
    case "Binary":
      return nameIn(expression.left.kind === "Number" ? expression.right : expression.left);
    case "Call":
      return nameIn(expression.arguments[0]!);
    case "Conditional":
      return nameIn(expression.condition);
    case "Number":
    case "Text":
      return String(expression.value);
  }
}
