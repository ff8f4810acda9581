// Keeps the first reaction with the sum of both rates.

import { textOf } from "../../text/source-text.js";
import { defineFixer, removal } from "../fix.js";

export const duplicateReaction = defineFixer(
  "duplicate-reaction",
  ({ firstRate, rate }, { origin }, source) => {
    const isReversible = /<->|⇌|↔/.test(textOf(source, origin.span));
    const isInside = firstRate.end <= origin.span.start && origin.span.start <= rate.start;
    if (isReversible || !isInside) return [];
    const sum = `${textOf(source, firstRate)} + ${textOf(source, rate)}`;
    return [
      { title: "Merge the two", edits: [{ span: firstRate, text: sum }, removal(source, origin.span)] },
    ];
  },
);
