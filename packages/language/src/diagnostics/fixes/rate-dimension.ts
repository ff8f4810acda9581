// Writes the unit that the order of the reaction needs.

import { defineFixer } from "../fix.js";

export const rateDimension = defineFixer("rate-dimension", ({ written }, { origin }) =>
  written === undefined
    ? []
    : [{ title: `Write \`[${written}]\``, edits: [{ span: origin.span, text: `[${written}]` }] }],
);
