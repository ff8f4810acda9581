// Closes a text at the end of its line, or before what can only stand behind it there.

import { defineFixer } from "../fix.js";

export const unterminatedString = defineFixer("unterminated-string", (_, { origin }, source) => {
  const [line = ""] = /^[^\r\n]*/.exec(source.content.slice(origin.span.start)) ?? [];
  const behind = /\s*(\{|\bas\s+[\p{L}\p{N}_]+)?\s*$/u.exec(line)?.index ?? line.length;
  const at = origin.span.start + Math.max(behind, 1);
  return [{ title: "Close the text", edits: [{ span: { start: at, end: at }, text: '"' }] }];
});
