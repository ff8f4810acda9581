// Replaces a misspelt keyword by the one that was probably meant.

import { defineFixer } from "../fix.js";

export const expectedDeclaration = defineFixer("expected-declaration", ({ suggestion }, { origin }) =>
  suggestion === undefined
    ? []
    : [{ title: `Replace by \`${suggestion}\``, edits: [{ span: origin.span, text: suggestion }] }],
);
