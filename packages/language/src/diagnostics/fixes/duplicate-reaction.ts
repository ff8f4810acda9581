// Keeps the first reaction with the sum of both rates.

import { type SourceText, textOf } from "../../text/source-text.js";
import { type Span, spanContains } from "../../text/span.js";
import { tokensFromText } from "../../tokens/tokens-from-text.js";
import { defineFixer, removal } from "../fix.js";

export const duplicateReaction = defineFixer(
  "duplicate-reaction",
  ({ firstRate, rate }, { origin, related }, source) => {
    const isReversible = /<->|⇌|↔/.test(textOf(source, origin.span));
    const isInside = firstRate.end <= origin.span.start && spanContains(origin.span, rate);
    const areWhole = isWholeRate(source, firstRate) && isWholeRate(source, rate);
    const isSameFile = related.every((place) => place.origin.file === origin.file);
    const isPlain = !isReversible && isInside && areWhole && isSameFile;
    if (!isPlain || !isSameBlock(source, firstRate, origin.span)) return [];
    const sum = `${summand(source, firstRate)} + ${summand(source, rate)}`;
    return [
      { title: "Merge the two", edits: [{ span: firstRate, text: sum }, removal(source, origin.span)] },
    ];
  },
);

/** The rate may be known by a part of it, or by the constant that it names. */
function isWholeRate({ content }: SourceText, { start, end }: Span): boolean {
  return /[{[]\s*$/.test(content.slice(0, start)) && /^\s*[}\]]/.test(content.slice(end));
}

/** In a loop or a part that is used several times, one of the two may stand for more than one reaction. */
function isSameBlock(source: SourceText, firstRate: Span, second: Span): boolean {
  let depth = 1; // the bracket around the first rate is open
  for (const { image, startOffset } of tokensFromText(source).value.tokens) {
    if (startOffset < firstRate.end) continue;
    if (startOffset >= second.start) break;
    if (/^[{[(]$/.test(image)) depth++;
    else if (/^[}\])]$/.test(image)) depth--;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** What may bind weaker than `+` gets brackets. */
function summand(source: SourceText, rate: Span): string {
  const text = textOf(source, rate);
  return /\bif\b|[<>=!&|]/.test(text) ? `(${text})` : text;
}
