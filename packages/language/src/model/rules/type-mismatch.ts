// A value of another type than its place needs.

import { defineRule } from "../rule.js";

export const typeMismatch = defineRule("type-mismatch", {
  ValueType: ({ expected, found, fits, origin, expectedAt, hint }, report) => {
    if (fits) return;
    report(
      origin,
      { expected, found },
      {
        related:
          expectedAt === undefined
            ? []
            : [{ origin: expectedAt, message: `${expected} is expected by this` }],
        ...(hint === undefined ? {} : { hint }),
      },
    );
  },
});
