// Writes the number as the language writes it.

import { defineFixer } from "../fix.js";

export const invalidNumber = defineFixer("invalid-number", ({ replacement }, { origin }) =>
  replacement === undefined
    ? []
    : [{ title: `Replace by \`${replacement}\``, edits: [{ span: origin.span, text: replacement }] }],
);
