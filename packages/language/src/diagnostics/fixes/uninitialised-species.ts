// Writes the initial value that holds anyway.

import { defineFixer } from "../fix.js";

export const uninitialisedSpecies = defineFixer("uninitialised-species", (_, { origin }, source) => {
  const rest = source.content.slice(origin.span.end);
  const shape = /^\s*\[[^\]\n]*\]/.exec(rest)?.[0] ?? "";
  const bound = /^\s*>=\s*0/.exec(rest.slice(shape.length))?.[0] ?? "";
  const at = origin.span.end + shape.length + bound.length;
  return [{ title: "Insert `= 0`", edits: [{ span: { start: at, end: at }, text: " = 0" }] }];
});
