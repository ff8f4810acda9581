// Uses the form with `abs`, which does not escape.

import { defineFixer } from "../fix.js";

export const evenPowerOnRails = defineFixer("even-power-on-rails", ({ alternative }, { origin }) => [
  { title: `Replace by \`${alternative}\``, edits: [{ span: origin.span, text: alternative }] },
]);
