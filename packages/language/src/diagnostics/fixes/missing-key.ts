// Writes the setting, if what is at hand tells how.

import { defineFixer, insertionInBlock } from "../fix.js";

export const missingKey = defineFixer("missing-key", ({ insert }, { origin }, source) => {
  const { start } = origin.span;
  const [head] = /^[^{}\n;]*\{/.exec(source.content.slice(start)) ?? [];
  if (head === undefined || insert === undefined) return [];
  const edit = insertionInBlock(source, start + head.length, insert);
  return [{ title: `Insert \`${insert}\``, edits: [edit] }];
});
