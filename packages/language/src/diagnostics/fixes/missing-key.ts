// Writes the setting with the value of its example.

import { defineFixer, insertionInBlock } from "../fix.js";

export const missingKey = defineFixer("missing-key", ({ key, example }, { origin }, source) => {
  const { start } = origin.span;
  const [head] = /^[^{}\n;]*\{/.exec(source.content.slice(start)) ?? [];
  if (head === undefined) return [];
  const edit = insertionInBlock(source, start + head.length, example);
  return [{ title: `Insert \`${key}\`, as in \`${example}\``, edits: [edit] }];
});
