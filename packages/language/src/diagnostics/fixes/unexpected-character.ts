// Replaces a character by its ASCII spelling, or removes it.

import { defineFixer } from "../fix.js";

export const unexpectedCharacter = defineFixer("unexpected-character", ({ replacement }, { origin }) => [
  {
    title: replacement === undefined ? "Remove it" : `Replace by \`${replacement}\``,
    edits: [{ span: origin.span, text: replacement ?? "" }],
  },
]);
