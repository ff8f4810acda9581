// Replaces the name by the one that was probably meant.

import { defineFixer } from "../fix.js";

export const unknownColumn = defineFixer("unknown-column", ({ suggestion }, { origin }) =>
  suggestion === undefined
    ? []
    : [{ title: `Replace by \`${suggestion}\``, edits: [{ span: origin.span, text: suggestion }] }],
);
