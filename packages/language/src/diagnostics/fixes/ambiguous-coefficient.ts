// Puts a blank between the coefficient and the species.

import { defineFixer } from "../fix.js";

export const ambiguousCoefficient = defineFixer("ambiguous-coefficient", ({ replacement }, { origin }) =>
  replacement === undefined
    ? []
    : [{ title: `Replace by \`${replacement}\``, edits: [{ span: origin.span, text: replacement }] }],
);
