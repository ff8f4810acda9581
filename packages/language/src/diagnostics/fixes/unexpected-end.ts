// Closes a block that is open at the end of the file.

import { defineFixer } from "../fix.js";
import { closingBrace } from "./closing-brace.js";

export const unexpectedEnd = defineFixer("unexpected-end", (_, { related, origin }, source) => {
  const [opening] = related;
  const edit = opening && closingBrace(source, opening.origin.span, origin.span.end);
  return edit === undefined ? [] : [{ title: "Insert `}`", edits: [edit] }];
});
