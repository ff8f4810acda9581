// Text with `<|` and `|>` around a range → the text and the range, as the protocol counts it.

import { createSourceText } from "@ncrn/language";
import type { Range } from "vscode-languageserver";
import { rangeFromSpan } from "../src/to-lsp.js";

export interface MarkedText {
  readonly text: string;
  readonly ranges: readonly Range[];
}

/** Takes the markers out; the ranges are in the order in which they begin, and do not nest. */
export function markedText(marked: string): MarkedText {
  const spans: { start: number; end: number }[] = [];
  let text = "";
  for (const piece of marked.split(/(<\||\|>)/)) {
    if (piece === "<|") spans.push({ start: text.length, end: text.length });
    else if (piece === "|>") spans.push({ start: spans.pop()?.start ?? 0, end: text.length });
    else text += piece;
  }
  const source = createSourceText("", text);
  return { text, ranges: spans.map((span) => rangeFromSpan(source, span)) };
}
