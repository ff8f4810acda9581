// Replaces the name by the one that was probably meant.

import { defineFixer } from "../fix.js";

export const unknownTarget = defineFixer("unknown-target", ({ suggestion }, { origin }) =>
  suggestion === undefined
    ? []
    : [{ title: `Replace by \`${suggestion}\``, edits: [{ span: origin.span, text: suggestion }] }],
);
