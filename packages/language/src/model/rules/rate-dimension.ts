// A rate constant whose unit does not fit the order of its reaction.

import { describeDimension, fitsDimension, rateConstantDimension } from "../dimensions.js";
import { defineRule } from "../rule.js";

export const rateDimension = defineRule("rate-dimension", {
  RateConstant: ({ order, dimension, origin, unitSpan, declaration, symbols }, report) => {
    const expected = rateConstantDimension(order);
    if (fitsDimension(dimension, expected)) return;
    const written = describeDimension(expected, symbols.symbols);
    const found = describeDimension(dimension, symbols.symbols);
    const related = declaration === undefined ? [] : [{ origin: declaration, message: "declared here" }];
    report(
      unitSpan ?? origin,
      {
        order,
        expected: `\`${written}\``,
        found: `\`${found}\``,
        written: unitSpan === undefined ? undefined : written,
      },
      { related },
    );
  },
});
