// Gives the reaction a rate constant of 1.

import { defineFixer } from "../fix.js";

export const missingRate = defineFixer("missing-rate", ({ arrow }, { origin }) => {
  const rates = arrow === "->" ? "{1}" : "{1, 1}";
  const { end } = origin.span;
  return [{ title: `Insert \`${rates}\``, edits: [{ span: { start: end, end }, text: rates }] }];
});
