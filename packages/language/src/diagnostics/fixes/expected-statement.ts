// Replaces a misspelt keyword by the one that was probably meant.

import { defineFixer } from "../fix.js";

export const expectedStatement = defineFixer("expected-statement", ({ suggestion }, { origin }) =>
  suggestion === undefined
    ? []
    : [{ title: `Replace by \`${suggestion}\``, edits: [{ span: origin.span, text: suggestion }] }],
);
