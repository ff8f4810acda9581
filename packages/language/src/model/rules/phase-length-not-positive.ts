// A phase that takes no time.

import { defineRule } from "../rule.js";

export const phaseLengthNotPositive = defineRule("phase-length-not-positive", {
  Phase: ({ name, duration, origin }, report) => {
    if (!(duration > 0)) report(origin, { phase: name, value: String(duration) });
  },
});
