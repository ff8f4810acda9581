// Removes the reaction. One with indices may have an effect for other indices, so it is left to the user.

import { textOf } from "../../text/source-text.js";
import { defineFixer, removal } from "../fix.js";

const INDEXED_NAME = /[\p{L}\p{N}_`]\[/u;

export const reactionWithoutEffect = defineFixer("reaction-without-effect", (_, { origin }, source) =>
  INDEXED_NAME.test(textOf(source, origin.span))
    ? []
    : [{ title: "Remove the reaction", edits: [removal(source, origin.span)] }],
);
