// Puts backticks around the name.

import { defineFixer } from "../fix.js";

export const reservedName = defineFixer("reserved-name", ({ name }, { origin }) => [
  { title: "Put backticks around it", edits: [{ span: origin.span, text: `\`${name}\`` }] },
]);
