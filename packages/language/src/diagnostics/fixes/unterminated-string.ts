// Closes a text at the end of its line.

import { defineFixer } from "../fix.js";

export const unterminatedString = defineFixer("unterminated-string", (_, { origin }, source) => {
  const lineEnd = source.content.slice(origin.span.start).search(/[\r\n]|$/);
  const at = origin.span.start + lineEnd;
  return [{ title: "Close the text", edits: [{ span: { start: at, end: at }, text: '"' }] }];
});
