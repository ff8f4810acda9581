// A text that never occurs in the column it is compared with.

import { closestName } from "../../text/edit-distance.js";
import { defineRule } from "../rule.js";

export const unknownLabel = defineRule("unknown-label", {
  Label: ({ label, column, labels, origin }, report) => {
    if (labels.some((known) => isSame(known, label))) return;
    report(origin, { label, column, labels, suggestion: closestName(label, labels) });
  },
});

/** Cells that are numbers are compared as these are printed. */
function isSame(cell: string, label: string): boolean {
  return cell === label || String(Number(cell)) === label;
}
