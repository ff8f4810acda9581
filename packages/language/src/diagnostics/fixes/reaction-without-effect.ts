// Removes the reaction.

import { defineFixer, removal } from "../fix.js";

export const reactionWithoutEffect = defineFixer("reaction-without-effect", (_, { origin }, source) => [
  { title: "Remove the reaction", edits: [removal(source, origin.span)] },
]);
