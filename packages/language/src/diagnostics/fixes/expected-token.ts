// Inserts missing punctuation.

import { defineFixer } from "../fix.js";

export const expectedToken = defineFixer("expected-token", ({ expected, found }, { origin }) => {
  const [, token, orNewLine] = /^`([^`\p{L}\p{N}\s]+)`( or a new line)?$/u.exec(expected) ?? [];
  if (token === undefined) return [];
  const { start } = origin.span;
  if (orNewLine !== undefined && found === "`,`")
    return [{ title: `Replace \`,\` by \`${token}\``, edits: [{ span: origin.span, text: token }] }];
  return [{ title: `Insert \`${token}\``, edits: [{ span: { start, end: start }, text: token }] }];
});
