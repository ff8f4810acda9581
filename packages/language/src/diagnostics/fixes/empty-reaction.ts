// Removes the reaction.

import { defineFixer, removal } from "../fix.js";

export const emptyReaction = defineFixer("empty-reaction", (_, { origin }, source) => [
  { title: "Remove the reaction", edits: [removal(source, origin.span)] },
]);
