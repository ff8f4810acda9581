// `*` between two vectors.

import { defineRule } from "../rule.js";
import { binaryShape } from "../shapes.js";

export const ambiguousProduct = defineRule("ambiguous-product", {
  Binary: ({ operator, left, right, origin, operatorOrigin }, report) => {
    if (operator !== "*" || binaryShape(operator, left.shape, right.shape).kind !== "ambiguous product")
      return;
    const related = [left, right].map((operand) => ({ origin: operand.origin, message: "a vector" }));
    report(
      operatorOrigin,
      { length: left.shape[0] ?? 0, left: left.origin.span, right: right.origin.span, whole: origin.span },
      { related },
    );
  },
});
