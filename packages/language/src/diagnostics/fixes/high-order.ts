// Asks for reactions of order 2.

import { defineFixer, insertionInBlock } from "../fix.js";

export const highOrder = defineFixer("high-order", ({ network }, _, source) => {
  const brace = source.content.indexOf("{", network.end);
  if (brace < 0) return [];
  return [
    { title: "Add `lower { order: 2 }`", edits: [insertionInBlock(source, brace + 1, "lower { order: 2 }")] },
  ];
});
