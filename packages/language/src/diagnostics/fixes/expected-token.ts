// Inserts missing punctuation.

import { defineFixer } from "../fix.js";

export const expectedToken = defineFixer("expected-token", ({ expected }, { origin }) => {
  const token = /^`([^`\p{L}\p{N}\s]+)`$/u.exec(expected)?.[1];
  if (token === undefined) return [];
  const { start } = origin.span;
  return [{ title: `Insert \`${token}\``, edits: [{ span: { start, end: start }, text: token }] }];
});
