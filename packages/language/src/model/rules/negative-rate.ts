// A rate or rate constant below zero.

import { defineRule } from "../rule.js";
import { constantValue } from "../scalar-expressions.js";

export const negativeRate = defineRule("negative-rate", {
  RateValue: ({ value, origin, inReaction }, report) => {
    const number = constantValue(value);
    if (number === undefined || number >= 0) return;
    report(origin, { value: String(number), inReaction });
  },
});
