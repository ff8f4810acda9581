// Writes the number as the language writes it.

import { defineFixer } from "../fix.js";

export const invalidNumber = defineFixer("invalid-number", ({ replacement }, { origin }, source) => {
  const { span } = origin;
  // `linspace.4`: directly behind a name the digits would become part of it.
  const isBehindName = /[\p{L}\p{N}_]$/u.test(source.content.slice(Math.max(0, span.start - 1), span.start));
  if (replacement === undefined || isBehindName) return [];
  return [{ title: `Replace by \`${replacement}\``, edits: [{ span, text: replacement }] }];
});
