// An offer and what stands behind the word that it replaces → what is written, so that nothing stands there twice.

import type { Offer } from "./offer.js";

/** The text to be written. */
export interface FittedText {
  readonly text: string;
  readonly isSnippet: boolean;
}

/** `rest` is what follows on the line; `snippets` says whether the editor goes through placeholders. */
export function fittedText(offer: Offer, rest: string, snippets: boolean): FittedText {
  const text = offer.text ?? offer.label;
  const next = rest.trimStart().charAt(0);
  const sign = /[({:=[]\s*$/.exec(text)?.[0].trim();
  if (sign !== undefined && sign === next) return plain(text.slice(0, text.lastIndexOf(sign)).trimEnd());
  const isFilledIn =
    next === "[" || next === "{" || (offer.kind === "keyword" && next !== "" && next !== "}");
  if (!snippets || offer.snippet === undefined || isFilledIn)
    return plain(/^\s/.test(rest) ? text.trimEnd() : text);
  return { text: offer.snippet, isSnippet: true };
}

function plain(text: string): FittedText {
  return { text, isSnippet: false };
}
