// Closes a comment at the end of its line.

import { defineFixer } from "../fix.js";

export const unterminatedComment = defineFixer("unterminated-comment", (_, { origin }, source) => {
  const lineEnd = source.content.slice(origin.span.start).search(/[\r\n]|$/);
  const at = origin.span.start + lineEnd;
  return [{ title: "Close the comment", edits: [{ span: { start: at, end: at }, text: " */" }] }];
});
