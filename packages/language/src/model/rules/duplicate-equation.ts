// A component with two equations, also across turns of a loop.

import { defineRule } from "../rule.js";

export const duplicateEquation = defineRule("duplicate-equation", {
  Equation: ({ target, origin, first }, report) => {
    if (first !== undefined)
      report(origin, { name: target }, { related: [{ origin: first, message: "the first equation" }] });
  },
});
