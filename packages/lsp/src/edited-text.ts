// Text and edits of it → the text after them.

import type { SpanEdit } from "./to-lsp.js";

/** The text after edits that do not overlap, in whatever order they come. */
export function editedText(text: string, edits: readonly SpanEdit[]): string {
  const parts: string[] = [];
  let done = 0;
  for (const { span, text: inserted } of [...edits].sort((a, b) => a.span.start - b.span.start)) {
    parts.push(text.slice(done, span.start), inserted);
    done = span.end;
  }
  return parts.join("") + text.slice(done);
}
