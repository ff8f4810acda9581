// Makes the species a signal if it has an equation, which signals need, and no reactions, in which they cannot stand.

import { defineFixer } from "../fix.js";
import { itemListAround, redeclared } from "./item-list.js";

export const negativeInitialAmount = defineFixer(
  "negative-initial-amount",
  ({ name, reacts, hasEquation }, { origin, related }, source) => {
    const [declared] = related.filter((place) => place.origin.file === origin.file);
    const list = declared && itemListAround(source, declared.origin.span.start);
    if (reacts || !hasEquation || list?.keyword !== "species") return [];
    const index = list.items.findIndex(({ start }) => start === declared?.origin.span.start);
    if (index < 0) return [];
    const base = name.replace(/\[.*$/s, "");
    return [{ title: `Declare \`${base}\` as signal`, edits: redeclared(list, index, "signal") }];
  },
);
