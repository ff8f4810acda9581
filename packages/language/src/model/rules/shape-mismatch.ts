// Operands, or a value and its place, whose shapes do not fit.

import type { BinaryOperator } from "../../ast/nodes.js";
import type { Origin, RelatedPlace } from "../../diagnostics/diagnostic.js";
import type { OperandFact } from "../facts.js";
import { defineRule } from "../rule.js";
import { binaryShape, fitsTransposed } from "../shapes.js";
import { describeShape, sameShape } from "../values.js";

export const shapeMismatch = defineRule("shape-mismatch", {
  Binary: ({ operator, left, right, origin }, report) => {
    if (!fitsOperator(operator, left.shape, right.shape)) {
      const transposable = fitsTransposed(operator, left.shape, right.shape);
      const fixes = transposable ? transposedSide(left, right) : undefined;
      report(
        origin,
        {
          left: describeShape(left.shape),
          operator,
          right: describeShape(right.shape),
          transposable,
          transpose: fixes?.span,
        },
        { related: shapesOf(left, right) },
      );
    }
  },
  Assigned: ({ needed, found }, report) => {
    if (sameShape(found.shape, needed.shape)) return;
    if (found.shape.length === 0 && needed.filled !== false) return;
    const related = [{ origin: needed.origin, message: `this has the shape ${describeShape(needed.shape)}` }];
    report(
      found.origin,
      {
        left: describeShape(needed.shape),
        operator: "=",
        right: describeShape(found.shape),
        transposable: false,
        transpose: undefined,
      },
      found.shape.length === 0
        ? { related, hint: entryForEach }
        : needed.shape.length === 0
          ? { hint: oneNumber }
          : { related },
    );
  },
});

const entryForEach = "Write a list with one entry for each component, such as `[a, b]`.";

const oneNumber = "Take one component, such as `v[1]`, or add them all up with `sum(…)`.";

/** Functions and choices pair their operands like a sum. */
function fitsOperator(operator: string, left: readonly number[], right: readonly number[]): boolean {
  const paired = operator === "dot" || operator === "if" ? "+" : operator;
  return binaryShape(paired as BinaryOperator, left, right).kind !== "mismatch";
}

function transposedSide(left: OperandFact, right: OperandFact): Origin {
  return left.shape.length === 2 ? left.origin : right.origin;
}

function shapesOf(left: OperandFact, right: OperandFact): readonly RelatedPlace[] {
  return [left, right].map(({ shape, origin }) => ({
    origin,
    message: `this is ${shape.length === 0 ? "one number" : describeShape(shape)}`,
  }));
}
