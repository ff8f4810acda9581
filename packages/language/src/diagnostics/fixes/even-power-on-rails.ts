// Uses the form with `abs`, which does not escape, or declares that the quantity is never negative.

import type { SourceText } from "../../text/source-text.js";
import { tokensFromText } from "../../tokens/tokens-from-text.js";
import { defineFixer, type TextEdit } from "../fix.js";

export const evenPowerOnRails = defineFixer(
  "even-power-on-rails",
  ({ name, alternative }, { origin }, source) => {
    const form = {
      title: `Replace by \`${alternative}\``,
      edits: [{ span: origin.span, text: alternative }],
    };
    const base = name.replace(/\[.*$/s, "");
    const bound = lowerBound(source, base, origin.span.start);
    return bound === undefined ? [form] : [form, { title: `Declare \`${base} >= 0\``, edits: [bound] }];
  },
);

/** Writes `>= 0` behind the name in its nearest declaration before an offset; undefined if there is none without it. */
function lowerBound(source: SourceText, name: string, offset: number): TextEdit | undefined {
  const { tokens } = tokensFromText(source).value;
  let found: TextEdit | undefined;
  let isListed = false;
  let depth = 0;
  for (const [index, { image, startOffset }] of tokens.entries()) {
    if (startOffset >= offset) break;
    if (signed.has(image)) {
      isListed = true;
      depth = 0;
    } else if (/^[;{}\r\n]?$/.test(image)) isListed = false;
    else if (image === "(" || image === "[") depth++;
    else if (image === ")" || image === "]") depth--;
    const before = tokens[index - 1]?.image ?? "";
    const isItem = isListed && depth === 0 && (before === "," || signed.has(before));
    if (!isItem || image.replaceAll("`", "") !== name) continue;
    const last = endOfShape(tokens, index);
    const end = (tokens[last]?.startOffset ?? 0) + (tokens[last]?.image.length ?? 0);
    const isBound = tokens[last + 1]?.image === ">=";
    found = isBound ? undefined : { span: { start: end, end }, text: " >= 0" };
  }
  return found;
}

/** The name, or the bracket that ends its shape. */
function endOfShape(tokens: readonly { readonly image: string }[], index: number): number {
  if (tokens[index + 1]?.image !== "[") return index;
  const end = tokens.findIndex(({ image }, place) => place > index && image === "]");
  return end < 0 ? index : end;
}

const signed: ReadonlySet<string> = new Set(["signal", "state", "input", "target", "weight"]);
