// Inserts missing punctuation and missing words of the language.

import { defineFixer } from "../fix.js";

export const expectedToken = defineFixer("expected-token", ({ expected, found }, { origin }) => {
  const { start, end } = origin.span;
  const [, word] = /^`(\p{L}+)`$/u.exec(expected) ?? [];
  // At the end of a line more is missing than the word.
  if (word !== undefined && start < end)
    return [{ title: `Insert \`${word}\``, edits: [{ span: { start, end: start }, text: `${word} ` }] }];
  const [, token, orNewLine] = /^`([^`\p{L}\p{N}\s]+)`( or a new line)?$/u.exec(expected) ?? [];
  if (token === undefined) return [];
  if (orNewLine !== undefined && found === "`,`")
    return [{ title: `Replace \`,\` by \`${token}\``, edits: [{ span: origin.span, text: token }] }];
  return [{ title: `Insert \`${token}\``, edits: [{ span: { start, end: start }, text: token }] }];
});
