// Makes the species a signal, also in the middle of a list.

import { defineFixer } from "../fix.js";
import { declarationBefore, redeclared } from "./item-list.js";

export const notKinetic = defineFixer("not-kinetic", ({ name }, { origin }, source) => {
  const base = name.replace(/\[.*$/s, "");
  const found = declarationBefore(source, base, { keyword: "species", offset: origin.span.start });
  if (found === undefined) return [];
  return [{ title: `Declare \`${base}\` as signal`, edits: redeclared(found.list, found.index, "signal") }];
});
