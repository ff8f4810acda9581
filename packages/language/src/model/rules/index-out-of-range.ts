// An index below 1 or above the length.

import { defineRule } from "../rule.js";

export const indexOutOfRange = defineRule("index-out-of-range", {
  Index: ({ name, index, length, origin, declaration }, report) => {
    if (index >= 1 && index <= length) return;
    report(
      origin,
      { name, index, length },
      { related: declaration === undefined ? [] : [{ origin: declaration, message: "declared here" }] },
    );
  },
});
